#pragma once
// Points of a lane: replaced over a range, moved, taken out, so that the curve outside the range stays as it
// sounds. Pure, any thread.

#include "engine/session/edits/change.h"

namespace dub::session {

using Points = std::vector<LanePoint>;

struct Resting { // how a lane behaves where it has no points
    double value;
    Taper taper;
};

// Errors: the range is empty, or a point lies neither inside it nor at its end.
[[nodiscard]] Result<void> lies_inside(const Session& session, SampleRange range, const Points& points);
// `fresh` (inside `range` or at its end) replaces what the lane held there; before and after nothing changes.
[[nodiscard]] Points punched(const Points& old, SampleRange range, const Points& fresh, Resting resting);
// Time is put in at `at`: what came after it comes `by` later, the value at `at` holds meanwhile.
[[nodiscard]] Points with_time_inserted(const Points& old, SamplePos at, SampleCount by, Taper taper);
// The points in the range are taken out, nothing moves: straight from what it says before the range to what
// it says behind it.
[[nodiscard]] Points healed(const Points& old, SampleRange range, Taper taper);
// The value just before `at`: of the points that share a position the first counts. nullopt: without points.
[[nodiscard]] std::optional<double> value_before(const Points& points, SamplePos at, Taper taper);
// The range and its points are taken out; what came after it follows at once.
[[nodiscard]] Points with_time_removed(const Points& old, SampleRange range, Taper taper);

// The lane of `target` gets these points; it is made when missing and removed when there are none.
[[nodiscard]] Strip with_lane(Session& ids, Strip strip, const ParameterAddress& target, Points points);
[[nodiscard]] const Lane* find_lane(const Strip& strip, const ParameterAddress& target);

} // namespace dub::session
