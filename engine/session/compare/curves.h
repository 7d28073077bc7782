#pragma once
// Automation as a function of time: where two curves sound different, and three of them made one. A curve
// without points rests at one value. Points on the way that change nothing are no difference. Pure, any
// thread.

#include <vector>

#include "engine/session/lane.h"

namespace dub::session {

struct Curve {
    const std::vector<LanePoint>& points;
    double resting = 0; // the value where there are no points
    Taper taper = Taper::linear;

    [[nodiscard]] double before(SamplePos at) const; // the value a curve comes from at `at`
    [[nodiscard]] double after(SamplePos at) const;  // the value it goes on with
};

struct CurveDifference {
    SampleRange range; // reaches to the ends of `always` (words.h) where it has no end
    double most = 0;   // the greatest distance of the two values
};
// Sorted, apart from each other.
[[nodiscard]] std::vector<CurveDifference> differences(const Curve& a, const Curve& b);

struct MergedCurve {
    std::vector<LanePoint> points;
    std::vector<SampleRange> conflicts; // both changed these, differently: mine is in `points`
};
// Stretch by stretch: what one of the two changed is taken from that one.
[[nodiscard]] MergedCurve merged_curve(const Curve& base, const Curve& mine, const Curve& theirs);

} // namespace dub::session
