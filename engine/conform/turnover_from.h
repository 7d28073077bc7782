#pragma once
// A session as a turnover, so that work can leave as easily as it came: tracks, clips with gain, curves,
// fades and mutes, fader and pan, markers, pictures. What no list can say is a diagnostic. Pure, any thread.

#include <functional>

#include "engine/conform/turnover.h"
#include "engine/session/session.h"

namespace dub::conform {

struct TurnoverWish {
    std::vector<TrackId> tracks; // empty: all
    // Where a recording lies, as others find it: a URL or path.
    std::function<std::string(const session::Media&)> locate;
    std::function<std::string(const session::Picture&)> locate_picture;
    // Lists of pictures count whole frames: a recording's time stamp is then taken down to its frame, so that
    // every source time is a timecode.
    SourceOrigin clock = SourceOrigin::timecode;
};

// Times are those of the session, exactly. Errors (unfit): a track that is not there.
[[nodiscard]] Result<Turnover> turnover_from(const session::Session& session, const TurnoverWish& wish);

} // namespace dub::conform
