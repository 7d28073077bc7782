#include "ui/console/pan_hand.h"

#include <array>

#include "engine/session/parameters/strip.h"

namespace dub::ui {
namespace {

namespace strip = session::strip;

struct Axis {
    const session::Parameter* parameter;
    double PanPlace::*value;
};
constexpr std::array axes{Axis{&strip::pan_x, &PanPlace::x}, Axis{&strip::pan_y, &PanPlace::y},
                          Axis{&strip::width, &PanPlace::width}};

session::ParameterAddress address_of(const session::Parameter& parameter) {
    return {{}, {}, std::string(parameter.id)};
}

} // namespace

PanPlace pan_place(const Ports& ports, const StripFacts& facts, SamplePos at) {
    PanPlace place;
    for (const Axis& axis : axes)
        place.*axis.value = ports.hands != nullptr
                                ? ports.hands->value(facts.owner, address_of(*axis.parameter), at)
                                : value_at(*facts.strip, *axis.parameter, at);
    return place;
}

void put_hand_on(PanStage& stage, const Ports& ports, std::function<const StripFacts*()> facts) {
    const auto move = [ports, facts](const PanPlace& place) {
        const StripFacts* const now = facts();
        if (ports.hands == nullptr || now == nullptr) return;
        const PanPlace before = pan_place(ports, *now, ports.transport.state().heard);
        for (const Axis& axis : axes)
            if (axis.parameter != &strip::width || place.width != before.width)
                ports.hands->move(now->owner, address_of(*axis.parameter), place.*axis.value);
    };
    stage.moved = move;
    stage.settled = [ports, facts, move](const PanPlace& place) {
        move(place);
        const StripFacts* const now = facts();
        if (ports.hands == nullptr || now == nullptr) return;
        const session::StripOwner owner = now->owner; // letting go may make the facts anew
        for (const Axis& axis : axes)
            ports.hands->let_go(owner, address_of(*axis.parameter));
    };
}

} // namespace dub::ui
