// A timeline without tracks gets as few as it needs: pictures by lane, sound by role and number of channels.
#include <algorithm>

#include <fmt/format.h>

#include "engine/conform/stacking.h"
#include "formats/turnover/fcpxml/reading.h"

namespace dub::turnover::fcpxml {
namespace {

struct Group { // tracks that share what decides their place
    int lane = 0;
    std::string role;
    int channels = 1;
    std::vector<conform::ListTrack> tracks;
};

// "dialogue.dialogue-1" is what Final Cut calls a role whose subrole nobody chose.
std::string plain(const std::string& role) {
    const std::string main = role.substr(0, role.find('.'));
    return role == fmt::format("{0}.{0}-1", main) ? main : role;
}

Group& group_of(std::vector<Group>& groups, const Laid& laid) {
    const bool sound = laid.kind == conform::TrackKind::sound;
    const std::string role = sound ? plain(laid.event.role) : "";
    for (Group& group : groups)
        if (group.lane == laid.lane && group.role == role && group.channels == laid.channels) return group;
    groups.push_back({laid.lane, role, laid.channels, {}});
    return groups.back();
}

void put(Group& group, Laid&& laid) {
    for (conform::ListTrack& track : group.tracks)
        if (conform::follows(track.events, laid.event)) {
            track.events.push_back(std::move(laid.event));
            return;
        }
    conform::ListTrack track;
    track.kind = laid.kind;
    track.channels = laid.channels;
    track.role = group.role;
    track.events.push_back(std::move(laid.event));
    group.tracks.push_back(std::move(track));
}

} // namespace

void share_out(Reading& reading) {
    std::ranges::stable_sort(reading.laid, {}, [](const Laid& laid) { return laid.event.record.start; });
    std::vector<Group> pictures, sounds;
    for (Laid& laid : reading.laid)
        put(group_of(laid.kind == conform::TrackKind::sound ? sounds : pictures, laid), std::move(laid));
    std::ranges::stable_sort(pictures, {}, &Group::lane);
    int number = 0;
    for (Group& group : pictures)
        for (conform::ListTrack& track : group.tracks) {
            track.number = ++number;
            track.name = fmt::format("V{}", number);
            reading.list.tracks.push_back(std::move(track));
        }
    number = 0;
    for (Group& group : sounds)
        for (std::size_t i = 0; i < group.tracks.size(); ++i) {
            conform::ListTrack& track = group.tracks[i];
            track.number = ++number;
            track.name = i == 0 ? group.role : fmt::format("{} {}", group.role, i + 1);
            reading.list.tracks.push_back(std::move(track));
        }
}

} // namespace dub::turnover::fcpxml
