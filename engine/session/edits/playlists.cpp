#include "engine/session/edits/playlists.h"

#include <algorithm>

#include <fmt/format.h>

namespace dub::session {

bool is_playing(const Track& track, const PlaylistName& name) {
    const auto id = PlaylistId::parse(name);
    return id ? track.playing == *id : track.playlist_name == name;
}

Result<std::size_t> find_alternative(const Track& track, const PlaylistName& name) {
    const auto id = PlaylistId::parse(name);
    const auto at = std::ranges::find_if(track.alternatives, [&](const auto& playlist) {
        return id ? playlist->id == *id : playlist->name == name;
    });
    if (at != track.alternatives.end()) return static_cast<std::size_t>(at - track.alternatives.begin());
    std::vector<std::string> known;
    for (const auto& playlist : track.alternatives)
        known.push_back("'" + playlist->name + "'");
    return fail(ErrorCode::unfit,
                known.empty()
                    ? fmt::format("{} has one playlist only; add_playlist makes another.", title(track))
                    : fmt::format("{} has no other playlist called '{}'; known are {}.", title(track), name,
                                  fmt::join(known, ", ")));
}

Result<void> unused_name(const Track& track, const std::string& name) {
    const bool used =
        track.playlist_name == name ||
        std::ranges::any_of(track.alternatives, [&](const auto& one) { return one->name == name; });
    if (!used) return {};
    return fail(ErrorCode::unfit, fmt::format("{} has a playlist called '{}' already; choose another name.",
                                              title(track), name));
}

void put_aside(Track& track) {
    auto playlist = share(Playlist{track.playing, track.playlist_name, track.clips});
    const auto at = std::ranges::lower_bound(track.alternatives, playlist->id, {},
                                             [](const auto& one) { return one->id; });
    track.alternatives.insert(at, std::move(playlist));
}

} // namespace dub::session
