#pragma once
// The field recorder's files under the guide that a list plays: boom and lavaliers by name, each on a track
// below the guide's, cut as the guide is. Pure, any thread; who hears the sound measures the offsets.

#include <functional>

#include "engine/conform/link.h"
#include "engine/session/session.h"

namespace dub::conform {

// An event of the list and the clip it became.
struct Guide {
    std::size_t track = 0, event = 0; // in the list
    TrackId on;
    ClipId clip;
};

// A recording that holds the guide's moment. The guide's first sample is `from` seconds behind its own.
struct Recording {
    std::size_t file = 0;
    Rational from;
    LinkBy by = LinkBy::timecode;
    double sure = 0;
};

struct GuideMatch {
    Guide guide;
    std::vector<Recording> takes; // the surest first; several recorders may have run
    SampleCount offset;    // measured: the sound comes so much later in the file than its timecode says
    bool verified = false; // by ear of a machine: `offset` is sure
};

// The clips that `place` made of the list's events, for those tracks of the list that went to `tracks`.
[[nodiscard]] std::vector<Guide> guides_of(const session::Session& session, const Turnover& list,
                                           std::span<const std::pair<std::size_t, TrackId>> tracks,
                                           const std::function<SampleRange(const TimeSpan&)>& place);

// In this order: the recording's own id or its name before it was renamed; sound roll and timecode; scene and
// take and timecode. Timecode alone is offered, never taken. iXML's stamp and rate decide the time. Events
// without a source timecode match by name alone, from where the list plays them. `is_guide`: the file is what
// the event itself plays, and no take of itself.
[[nodiscard]] std::vector<GuideMatch>
match_takes(const Turnover& list, std::vector<Guide> guides, std::span<const FoundFile> files,
            const std::function<bool(const Event&, const FoundFile&)>& is_guide);

struct AlternatesMade {
    session::Session session;
    std::vector<TrackId> tracks; // new, below their guides
    std::size_t clips = 0;
    Diagnostics diagnostics; // "production.none": guides without a recording; "production.offset"
};

// One track for each name of a channel below each guide track; its clips are muted, so that the guide goes on
// to be heard, and have the guide's fades. `media`: of each file, as the pool is to have it.
[[nodiscard]] Result<AlternatesMade> place_alternates(const session::Session& session, const Turnover& list,
                                                      const std::vector<GuideMatch>& matches,
                                                      std::span<const FoundFile> files,
                                                      std::span<const session::Media> media);

} // namespace dub::conform
