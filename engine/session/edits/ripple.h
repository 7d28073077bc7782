#pragma once
// Time put in or taken out, over tracks or the whole session: the steps that ripple_insert and ripple_delete
// share. Pure, any thread.

#include <functional>

#include "engine/session/edits/clip_cutting.h"
#include "engine/session/edits/lane_cutting.h"

namespace dub::session {

struct RippleSteps {
    std::function<Result<void>(Session& ids, Clips&)> clips;
    std::function<Points(const Points&, Taper)> points;
    std::function<SamplePos(SamplePos)> position; // of markers and segments
};

// Applies the steps to the tracks; to all of them, the buses, markers and segments when none is named.
[[nodiscard]] Result<Session> ripple(const Session& session, const std::vector<TrackId>& tracks,
                                     const RippleSteps& steps);

// Clips that start at `at` or later move; locked ones refuse.
[[nodiscard]] Result<void> move_after(Clips& clips, SamplePos at, SampleCount by);

} // namespace dub::session
