#include "ui/console/pan_hand.h"

#include <array>
#include <memory>
#include <utility>

#include "engine/session/parameters/strip.h"

namespace dub::ui {
namespace {

namespace strip = session::strip;

struct Axis {
    const session::Parameter* parameter;
    double PanPlace::*value;
};
constexpr std::array axes{Axis{&strip::pan_x, &PanPlace::x},     Axis{&strip::pan_y, &PanPlace::y},
                          Axis{&strip::width, &PanPlace::width}, Axis{&strip::rotate, &PanPlace::rotate},
                          Axis{&strip::scale, &PanPlace::scale}, Axis{&strip::centre, &PanPlace::centre}};

double heard(const Ports& ports, const StripFacts& facts, const session::Parameter& parameter, SamplePos at) {
    return ports.hands != nullptr ? ports.hands->value(facts.owner, address_of(parameter), at)
                                  : value_at(*facts.strip, parameter, at);
}

// One gesture at the stage: which axes it has moved so far. Those alone are held, and written where it plays.
struct Gesture {
    std::array<bool, axes.size()> moved{};
};

void move(const Ports& ports, const StripFacts& facts, const PanPlace& place, Gesture& gesture) {
    if (ports.hands == nullptr) return;
    const PanPlace before = pan_place(ports, facts, ports.transport.state().heard);
    for (std::size_t a = 0; a < axes.size(); ++a) {
        const double to = place.*axes[a].value;
        if (!gesture.moved[a] && to == before.*axes[a].value) continue;
        gesture.moved[a] = true;
        ports.hands->move(facts.owner, address_of(*axes[a].parameter), to);
    }
}

// All that places the sound, as it is heard, with what the stage shows in the place of its own axes.
session::ParameterValues values_with(const Ports& ports, const StripFacts& facts, const PanPlace& place) {
    session::ParameterValues all;
    for (const session::Parameter* const one : {&strip::pan_z, &strip::divergence, &strip::front_divergence,
                                                &strip::rear_divergence, &strip::front_rear_divergence})
        all.set(*one, heard(ports, facts, *one, ports.transport.state().heard));
    for (const Axis& axis : axes)
        all.set(*axis.parameter, place.*axis.value);
    return all;
}

} // namespace

PanPlace pan_place(const Ports& ports, const StripFacts& facts, SamplePos at) {
    PanPlace place;
    for (const Axis& axis : axes)
        place.*axis.value = heard(ports, facts, *axis.parameter, at);
    return place;
}

std::optional<PanPlace> lane_place(const session::Strip& values, SamplePos at) {
    PanPlace place;
    bool any = false;
    for (const Axis& axis : axes) {
        any = any || lane_of(values, *axis.parameter) != nullptr;
        place.*axis.value = value_at(values, *axis.parameter, at);
    }
    return any ? std::optional(place) : std::nullopt;
}

void put_hand_on(PanStage& stage, const Ports& ports, std::function<const StripFacts*()> facts) {
    const auto gesture = std::make_shared<Gesture>();
    stage.moved = [ports, facts, gesture](const PanPlace& place) {
        if (const StripFacts* const now = facts()) move(ports, *now, place, *gesture);
    };
    stage.settled = [ports, facts, gesture](const PanPlace& place) {
        const StripFacts* const now = facts();
        if (now == nullptr) return;
        move(ports, *now, place, *gesture);
        const Gesture ended = std::exchange(*gesture, {});
        const session::StripOwner owner = now->owner; // letting go may make the facts anew
        for (std::size_t a = 0; a < axes.size(); ++a)
            if (ended.moved[a]) ports.hands->let_go(owner, address_of(*axes[a].parameter));
    };
    stage.law = [ports, facts](const PanPlace& place) {
        const StripFacts* const now = facts();
        if (ports.panner == nullptr || now == nullptr || now->strip == nullptr) return PanPicture{};
        return ports.panner->picture(now->layout, now->room, values_with(ports, *now, place));
    };
    if (const StripFacts* const now = facts())
        stage.set_home(pan_home(session::pan_kind(now->layout, now->room), now->role));
    stage.refresh();
}

} // namespace dub::ui
