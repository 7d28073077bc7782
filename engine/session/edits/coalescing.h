#pragma once
// Levels added up into one: a fader with what moves it from beside or above. Decibels are straight between
// points, so that their sum is, and nothing but the bottom end of the fader is rounded. Pure, any thread.

#include <span>

#include "engine/session/compare/curves.h"
#include "engine/session/edits/change.h"

namespace dub::session {

// The parameter of the strip as it plays: its lane, or its value where it has none or automation is off.
[[nodiscard]] Curve curve_on(const Strip& strip, const ParameterAddress& address, const Parameter& declared);

// The points of the sum; one value where nothing moves, then without points. What is closed (at `floor`)
// closes the sum.
struct SummedLevel {
    std::vector<LanePoint> points;
    double resting = 0;
};
[[nodiscard]] SummedLevel summed(std::span<const Curve> levels, double floor);

// The strip whose `into` has `more` added to it. Errors (unfit): the sum would lie above the parameter's
// range, or it moves where the strip's automation is off; both name `title`.
struct Coalescing {
    ParameterAddress into;
    const Parameter& declared;
    std::string title;
};
[[nodiscard]] Result<Strip> with_added(Session& ids, Strip strip, const Coalescing& what,
                                       std::span<const Curve> more);
// At its default, without a lane.
[[nodiscard]] Strip at_rest(Session& ids, Strip strip, const ParameterAddress& address,
                            const Parameter& declared);

} // namespace dub::session
