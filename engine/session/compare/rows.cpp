#include "engine/session/compare/rows.h"

#include <fmt/format.h>

namespace dub::session {

std::map<ClipId, ClipRow> clip_rows(const Session& session) {
    std::map<ClipId, ClipRow> rows;
    for (const auto& track : session.tracks)
        for (const Playlist& list : playlists_of(*track))
            for (const auto& clip : list.clips)
                rows.emplace(clip->id, ClipRow{{track->id, list.id}, clip});
    return rows;
}

std::vector<Playlist> playlists_of(const Track& track) {
    std::vector<Playlist> all{{track.playing, track.playlist_name, track.clips}};
    for (const auto& playlist : track.alternatives)
        all.push_back(*playlist);
    return all;
}

bool same_track(const Track& a, const Track& b) {
    Session one;
    Session other = one;
    one.tracks = {std::make_shared<const Track>(a)};
    other.tracks = {std::make_shared<const Track>(b)};
    return equal(one, other);
}

bool same_bus(const Bus& a, const Bus& b) {
    return a.id == b.id && a.name == b.name && a.kind == b.kind && a.layout == b.layout &&
           a.output == b.output && a.roles == b.roles && equal_strip(*a.strip, *b.strip);
}

bool same_vca(const Vca& a, const Vca& b) {
    return a.id == b.id && a.name == b.name && a.colour == b.colour && a.members == b.members &&
           equal_strip(*a.strip, *b.strip);
}

std::string where_is(const Session& session, const ClipRow& row) {
    const Track* track = find_track(session, row.on.track);
    std::string on = track == nullptr ? row.on.track.text() : track->name;
    if (track != nullptr && row.on.list != track->playing)
        for (const auto& playlist : track->alternatives)
            if (playlist->id == row.on.list) on += fmt::format(", playlist '{}'", playlist->name);
    return fmt::format("{}: clip '{}'", on, row.clip->name);
}

} // namespace dub::session
