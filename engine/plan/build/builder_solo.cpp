// Strips listened to by themselves, beside the mix: they take their sound where the mix takes it, and give
// nothing back.
#include <algorithm>

#include "engine/plan/build/builder.h"
#include "engine/session/lookup.h"

namespace dub::plan {
namespace {

// What remembers here is told from what does the same work in the mix (StepKey).
constexpr std::uint64_t solo_variant = std::uint64_t{1} << 63;

} // namespace

Result<void> Builder::add_solo(const SoloOutput& solo) {
    wiring_.set_variant(solo_variant);
    std::vector<SoloRoom> rooms;
    std::vector<Feed> heard;
    for (const session::StripOwner owner : solo.strips) {
        TRY(const Found node, solo_node(owner));
        if (node == nullptr) continue;
        if (solo.point == session::SoloMode::after_fader) {
            CHECK(add_after_fader(*node, solo.layout, rooms));
            continue;
        }
        TRY(dsp::Matrix by_name, dsp::route(node->wire.layout(), solo.layout, fold_));
        heard.push_back({node->wire, {.level = node->before_fader, .matrix = std::move(by_name)}});
    }
    for (SoloRoom& room : rooms) {
        if (room.layout == solo.layout) {
            heard.insert(heard.end(), room.feeds.begin(), room.feeds.end());
            continue;
        }
        TRY(dsp::Matrix onward, dsp::route(room.layout, solo.layout, fold_));
        heard.push_back({wiring_.sum({}, room.layout, std::move(room.feeds)), {.matrix = std::move(onward)}});
    }
    const Wire wire = wiring_.sum({}, solo.layout, std::move(heard));
    outputs_.push_back({solo.name, solo.layout, wire.signal, wire.latency});
    return {};
}

// The mix's own, and of a guide or a reference, which is in no mix, one for the listener alone.
Result<Builder::Found> Builder::solo_node(session::StripOwner owner) {
    TrackSet allowed = flow_.programme();
    if (const session::Bus* const bus = session::find_bus(session_, owner.bus))
        return bus_node(*bus, allowed);
    const auto at =
        std::ranges::find(session_.tracks, owner.track, [](const auto& track) { return track->id; });
    if (at == session_.tracks.end()) return nullptr;
    const auto track = static_cast<std::size_t>(at - session_.tracks.begin());
    allowed[track] = true;
    return track_node(track, allowed);
}

// As wide as what it plays into; what plays into nothing is placed for the listener.
Layout Builder::room_of(session::StripOwner owner, const Layout& heard_in) const {
    const session::Bus* const own = session::find_bus(session_, owner.bus);
    const session::Track* const track = session::find_track(session_, owner.track);
    const session::Bus* const into = session::find_bus(session_, track != nullptr ? track->output
                                                                 : own != nullptr ? own->output
                                                                                  : BusId{});
    return into != nullptr ? into->layout : heard_in;
}

Result<void> Builder::add_after_fader(const Node& node, const Layout& heard_in,
                                      std::vector<SoloRoom>& rooms) {
    const session::StripOwner owner = node.strip.owner();
    const session::Bus* const bus = session::find_bus(session_, owner.bus);
    const bool is_end = bus != nullptr && bus->kind == session::BusKind::printmaster; // no panner
    const Layout layout = is_end ? bus->layout : room_of(owner, heard_in);
    auto room = std::ranges::find(rooms, layout, &SoloRoom::layout);
    if (room == rooms.end()) room = rooms.insert(rooms.end(), {layout, {}});
    if (!is_end) return add_placed(node, {layout, {}, Mutes::passed_over}, room->feeds);
    Level level = node.before_fader;
    add_fader(level, node.strip, Mutes::passed_over);
    room->feeds.push_back({node.wire,
                           {.level = std::move(level),
                            .matrix = dsp::by_name(layout, layout),
                            .channel_gains = channel_gains(node.strip, layout)}});
    return {};
}

} // namespace dub::plan
