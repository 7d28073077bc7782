#pragma once
// Curves of lists as points of lanes and envelopes, which are straight in dB between two points: points are
// added until what is straight in amplitude sounds so within 0.002 dB. Pure, any thread.

#include <functional>

#include "engine/conform/turnover.h"
#include "engine/session/lane.h"

namespace dub::conform {

struct ValueRange {
    double min = 0, max = 0; // what lies beyond is clamped; silence becomes `min`
};

// `at` says where a moment of the curve comes to lie. Points are sorted, at most two at one place (a step).
[[nodiscard]] std::vector<session::LanePoint> points_of(const Curve& curve, ValueRange range,
                                                        const std::function<SamplePos(Rational)>& at);

// All its points have one value.
[[nodiscard]] bool is_constant(const Curve& curve);

} // namespace dub::conform
