#pragma once
// Naming and moving a track's playlists. Pure, any thread.

#include <string>

#include "engine/session/edits/change.h"

namespace dub::session {

// A playlist by its id ("y12") or its name on its track; the track's first is "" until it is renamed.
using PlaylistName = std::string;

[[nodiscard]] bool is_playing(const Track& track, const PlaylistName& name);
// Its place among the alternatives. Errors: no playlist of the track that does not play is called so.
[[nodiscard]] Result<std::size_t> find_alternative(const Track& track, const PlaylistName& name);
// Errors: a playlist of the track has that name already.
[[nodiscard]] Result<void> unused_name(const Track& track, const std::string& name);
// What plays becomes an alternative; the caller says what plays then.
void put_aside(Track& track);

} // namespace dub::session
