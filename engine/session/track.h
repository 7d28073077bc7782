#pragma once
// A track: clips of one layout and role, and their strip. Plain values, shared, any thread.

#include <optional>
#include <string>
#include <vector>

#include "engine/core/layout.h"
#include "engine/session/clip.h"
#include "engine/session/role.h"
#include "engine/session/strip.h"

namespace dub::session {

// A named alternative of a track's clips that does not play: the edit from before a recut, the other
// microphone. Its clips have ids of their own; edits by time and by clip reach only what plays.
struct Playlist {
    PlaylistId id; // none: the track's first playlist
    std::string name;
    std::vector<Shared<Clip>> clips; // as Track::clips
};

struct Track {
    TrackId id;
    std::string name;
    Layout layout{Speaker::M};
    std::optional<Role> role; // none is allowed while working; it is a diagnostic and enters no stem
    BusId output;
    std::string colour;              // "#rrggbb", empty: by role
    std::string department;          // whose turnovers fill it; empty: nobody's
    std::vector<Shared<Clip>> clips; // sorted by start, then id; two may overlap as a crossfade, three never
    Shared<Strip> strip = std::make_shared<const Strip>();
    PlaylistId playing;                         // which playlist `clips` are; none: the track's first
    std::string playlist_name;                  // of the playing one
    std::vector<Shared<Playlist>> alternatives; // those that do not play, sorted by id
};

} // namespace dub::session
