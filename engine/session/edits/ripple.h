#pragma once
// Time put in or taken out, over tracks or the whole session: the steps that ripple_insert and ripple_delete
// share. Pure, any thread.

#include <functional>

#include "engine/session/edits/clip_cutting.h"
#include "engine/session/edits/lane_following.h"

namespace dub::session {

struct RippleSteps {
    std::function<Result<void>(Session& ids, Clips&)> clips;
    std::function<Points(const Points&, Taper)> points;
    std::function<SamplePos(SamplePos)> position; // of markers, segments and pictures
    SampleRange removed;                          // empty where time is put in: then the place
    LanesGo lanes = LanesGo::along;
};
inline constexpr ArgumentDeclaration ripple_automation_argument{
    "automation", "automation following", "stays, follows", Need::optional,
    "whether automation moves with time; follows"};

// Applies the steps to the tracks; to all of them, the buses, markers, segments and pictures when none is
// named. A picture that begins where time was put in or after what was taken out moves, one inside what was
// taken out goes, and one that the cut would run through stays whole: pictures cannot be cut. What is counted
// in frames lands on the nearest.
[[nodiscard]] Result<Session> ripple(const Session& session, const std::vector<TrackId>& tracks,
                                     const RippleSteps& steps);

// Clips that start at `at` or later move; locked ones refuse.
[[nodiscard]] Result<void> move_after(Clips& clips, SamplePos at, SampleCount by);

} // namespace dub::session
