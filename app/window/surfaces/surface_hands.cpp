#include "app/window/surfaces/surface_hands.h"

#include <algorithm>

#include "engine/session/lookup.h"
#include "ui/edit_values.h"

namespace dub::app {
namespace {

const session::Lane* lane_of(const session::Strip& strip, const session::ParameterAddress& address) {
    const auto lane = std::ranges::find_if(
        strip.lanes, [&](const auto& one) { return one->target == address && !one->points.empty(); });
    return lane == strip.lanes.end() ? nullptr : lane->get();
}

} // namespace

void PortHands::touch(const session::StripOwner& owner, const session::ParameterAddress& address) {
    held_.try_emplace({owner, address});
}

void PortHands::move(const session::StripOwner& owner, const session::ParameterAddress& address,
                     double value) {
    held_[{owner, address}] = value;
    if (ports_.hands != nullptr) ports_.hands->move(owner, address, value);
}

void PortHands::let_go(const session::StripOwner& owner, const session::ParameterAddress& address) {
    const auto held = held_.extract({owner, address});
    if (held.empty() || !held.mapped()) return;
    const session::Session& now = ports_.document.now();
    const session::Strip* const strip = session::find_strip(now, owner);
    if (strip != nullptr && lane_of(*strip, address) != nullptr)
        say_(session::title(now, owner) +
             " is automated: its lane plays on. Change the lane in the timeline.");
    else if (strip != nullptr && !address.insert && !address.send)
        if (const auto done = ports_.document.apply({{"set_parameter",
                                                      {{"strip", ui::value(owner)},
                                                       {"parameter", ui::value(address.parameter)},
                                                       {"value", ui::value(*held.mapped())}}}},
                                                    "Surface: " + address.parameter);
            !done)
            say_(done.error().text());
    if (ports_.hands != nullptr) ports_.hands->release(owner, address);
}

double PortHands::value(const session::StripOwner& owner, const session::ParameterAddress& address,
                        SamplePos heard) const {
    const auto held = held_.find({owner, address});
    if (held != held_.end() && held->second) return *held->second;
    const session::Strip* const strip = session::find_strip(ports_.document.now(), owner);
    const session::Parameter* const declared =
        strip == nullptr ? nullptr : session::declared_parameter(*strip, address);
    if (declared == nullptr) return 0;
    if (const session::Lane* const lane = lane_of(*strip, address))
        return *session::value_at(lane->points, heard, declared->taper);
    return session::static_value(*strip, address, *declared);
}

} // namespace dub::app
