#pragma once
// What differs between two sessions, as data and in a mixer's words. Entities are the same when their ids
// are; automation is compared in time: by the ranges where it sounds different. Pure, any thread.

#include <string>
#include <string_view>
#include <vector>

#include "engine/session/session.h"

namespace dub::session {

enum class Entity : unsigned char {
    session, // name, rate, start …
    facts,
    fold_down,
    track,
    playlist,
    clip,
    bus,
    strip, // a parameter of a track, a bus or a VCA
    insert,
    send,
    lane,
    marker,
    segment,
    media,
    picture,
    version,
    version_strip,
    version_switch,
    print,
    vca,
    mix_group,
};
[[nodiscard]] std::string_view name_of(Entity entity); // "session", "facts", "fold-down" … for machines

struct Change {
    Entity entity = Entity::session;
    std::string id;     // "c12"; what has no id of its own has its owner's
    std::string where;  // "DX 1: clip 'line 3'"
    std::string what;   // "added", "removed", "moved", "trimmed", "slipped", "rides", or the field's name
    std::string before; // values in words; empty where there was nothing
    std::string after;
    std::optional<SampleRange> range = {}; // on the timeline, where it has a place
    std::string by = {};                   // "12 frames later", "up to 3 dB"
    friend bool operator==(const Change&, const Change&) = default;
};

// From `a` to `b`; empty exactly when equal(a, b).
[[nodiscard]] std::vector<Change> diff(const Session& a, const Session& b);
// What a version changes against the mix. Errors: there is no such version.
[[nodiscard]] Result<std::vector<Change>> diff_version(const Session& session, VersionId version);

// A playlist of the track by name or id ("y12"); "first": the one the track began with, where no other is
// called so. Errors (unfit): there is none; the sentence names those there are.
inline constexpr std::string_view first_playlist = "first";
[[nodiscard]] Result<Playlist> find_playlist(const Track& track, std::string_view name);
// From the clips of `a` to those of `b`, two playlists of one track, in the order of time. Clips of two
// playlists have no ids in common: they are the same by recording and place, else by what they share of them.
// Errors: there is no such track.
[[nodiscard]] Result<std::vector<Change>> diff_playlists(const Session& session, TrackId track,
                                                         const Playlist& a, const Playlist& b);

// "DX 1: clip 'line 3' moved 12 frames later, 01:00:12:05 → 01:00:12:17": without a full stop.
[[nodiscard]] std::string describe(const Session& session, const Change& change);

} // namespace dub::session
