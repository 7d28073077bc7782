#include "ui/console/pan_hand.h"

#include <algorithm>
#include <array>

#include "engine/session/parameters/strip.h"
#include "ui/edit_values.h"

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

void let_go(const Ports& ports, const StripFacts& facts, const PanPlace& place,
            const std::function<void(const std::string&)>& say) {
    std::vector<Edit> edits;
    for (const Axis& axis : axes)
        if (place.*axis.value != facts.strip->values.get(*axis.parameter))
            edits.push_back({"set_parameter",
                             {{"strip", value(facts.owner)},
                              {"parameter", value(std::string(axis.parameter->id))},
                              {"value", value(place.*axis.value)}}});
    const bool automated = std::ranges::any_of(
        axes, [&](const Axis& axis) { return lane_of(*facts.strip, *axis.parameter) != nullptr; });
    if (automated) {
        say(facts.name + " is automated: its lane plays on. Change the lane in the timeline.");
    } else if (!edits.empty()) {
        if (const auto done = ports.document.apply(edits, "Pan " + facts.name); !done)
            say(done.error().text());
    }
    if (ports.hands == nullptr) return;
    for (const Axis& axis : axes)
        ports.hands->release(facts.owner, address_of(*axis.parameter));
}

} // namespace

PanPlace pan_place(const session::Strip& values, SamplePos at) {
    PanPlace place;
    for (const Axis& axis : axes)
        place.*axis.value = value_at(values, *axis.parameter, at);
    return place;
}

void put_hand_on(PanStage& stage, const Ports& ports, std::function<const StripFacts*()> facts,
                 std::function<void(const std::string&)> say) {
    stage.moved = [ports, facts](const PanPlace& place) {
        const StripFacts* const now = facts();
        if (ports.hands == nullptr || now == nullptr) return;
        ports.hands->move(now->owner, address_of(strip::pan_x), place.x);
        ports.hands->move(now->owner, address_of(strip::pan_y), place.y);
    };
    stage.settled = [ports, facts, say](const PanPlace& place) {
        if (const StripFacts* const now = facts()) let_go(ports, StripFacts(*now), place, say);
    };
}

} // namespace dub::ui
