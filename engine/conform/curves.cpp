#include "engine/conform/curves.h"

#include <algorithm>
#include <cmath>

#include "engine/core/units.h"

namespace dub::conform {
namespace {

using session::LanePoint;

// A chord of 0.25 dB in amplitude leaves its dB by at most 0.0009: the largest value of
// 20 log10(1 + t(q-1)) - t 20 log10 q for q = 10^(0.25/20), which lies at 1 + t(q-1) = (q-1) / ln q. What it
// leaves lies 80 dB below the sound.
constexpr double step_db = 0.25;
// Below it nothing is heard of a fade: no points are spent there.
constexpr double floor_db = -100;

double amplitude(double db) { return to_gain(Db{db}).value; }

struct Segment {
    LanePoint from, to;
};

// Points between two that are straight in amplitude: as many as the dB need, each with the value of its own
// sample.
void add_amplitude(std::vector<LanePoint>& points, const Segment& part, ValueRange range) {
    const double a = amplitude(part.from.value);
    const double b = amplitude(part.to.value);
    const double low = std::max(part.from.value, floor_db);
    const double high = std::max(part.to.value, floor_db);
    const auto steps = static_cast<int>(std::ceil(std::abs(high - low) / step_db));
    const auto length = static_cast<double>((part.to.at - part.from.at).value);
    for (int k = part.from.value < floor_db ? 0 : 1; k < steps + (part.to.value < floor_db ? 1 : 0); ++k) {
        const double gain = amplitude(low + (high - low) * k / steps);
        const double share = (gain - a) / (b - a);
        const SamplePos at = part.from.at + SampleCount{std::llround(share * length)};
        if (at <= points.back().at || at >= part.to.at) continue;
        const double here = a + (b - a) * static_cast<double>((at - part.from.at).value) / length;
        points.push_back({at, std::clamp(to_db({here}).value, range.min, range.max)});
    }
}

} // namespace

std::vector<LanePoint> points_of(const Curve& curve, ValueRange range,
                                 const std::function<SamplePos(Rational)>& at) {
    std::vector<LanePoint> points;
    const auto clamped = [&](double value) {
        return std::isnan(value) ? range.min : std::clamp(value, range.min, range.max);
    };
    for (const CurvePoint& one : curve.points) {
        LanePoint next{at(one.at), clamped(one.value)};
        if (points.empty()) {
            points.push_back(next);
            continue;
        }
        next.at = std::max(next.at, points.back().at);
        const LanePoint before = points.back();
        if (curve.shape == CurveShape::constant && before.value != next.value)
            points.push_back({next.at, before.value});
        if (curve.shape == CurveShape::linear_gain && before.value != next.value && next.at > before.at)
            add_amplitude(points, {before, next}, range);
        // Of several at one place the first says where it came from, the last where it goes.
        if (points.size() >= 2 && points.back().at == next.at && points[points.size() - 2].at == next.at)
            points.back() = next;
        else
            points.push_back(next);
    }
    return points;
}

bool is_constant(const Curve& curve) {
    return std::ranges::all_of(
        curve.points, [&](const CurvePoint& one) { return one.value == curve.points.front().value; });
}

} // namespace dub::conform
