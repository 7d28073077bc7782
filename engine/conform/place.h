#pragma once
// A list becomes clips, lanes and markers of a session: a fold over values whose end is one entry of the
// history. Nothing is placed twice or lost silently; what was guessed or could not be kept is said. Pure, any
// thread.

#include "engine/conform/track_rows.h"

namespace dub::conform {

struct PlaceSources {
    std::span<const FoundFile> files;
    const Links& links;
    std::span<const session::Media> media; // of each file, as the pool is to have it
};

// A clip and the track it goes to, not there yet.
struct ArrangedTrack {
    std::size_t list = 0; // index in Turnover::tracks
    TrackId track;
    std::vector<session::Clip> clips; // sorted; overlapping only in crossfades
};

// The session with the recordings and the new tracks, and the clips beside it.
struct Arrangement {
    session::Session session;
    std::vector<ArrangedTrack> tracks;
    Diagnostics diagnostics;
};

// `rows` as plan_tracks made them or as a person changed them. Recordings that were not found are in the pool
// by the name the list gives them, so that relink finds them later.
[[nodiscard]] Result<Arrangement> arrange(const session::Session& session, const Turnover& list,
                                          const PlaceSources& sources, const std::vector<TrackRow>& rows,
                                          const PlaceWish& wish);

struct PlacedTrack {
    std::size_t list = 0;
    TrackId track;
    std::size_t clips = 0;
};

struct Placed {
    session::Session session;
    std::vector<PlacedTrack> tracks;
    std::size_t clips = 0, markers = 0, lanes = 0;
    Diagnostics diagnostics;
};

// What lies under the clips is overwritten. Lanes of volume and pan go to tracks that have none of their own;
// markers to the timeline. Errors: rows that name tracks that are not there; an invariant would break.
[[nodiscard]] Result<Placed> place(const session::Session& session, const Turnover& list,
                                   const PlaceSources& sources, const std::vector<TrackRow>& rows,
                                   const PlaceWish& wish);

} // namespace dub::conform
