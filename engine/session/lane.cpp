#include "engine/session/lane.h"

#include <algorithm>
#include <cmath>

namespace dub::session {

std::optional<double> value_at(const std::vector<LanePoint>& points, SamplePos at, Taper taper) {
    if (points.empty()) return std::nullopt;
    const auto after = std::ranges::upper_bound(points, at, {}, &LanePoint::at);
    if (after == points.begin()) return points.front().value;
    const LanePoint& left = *(after - 1);
    if (after == points.end() || taper == Taper::stepped) return left.value;
    const double part =
        static_cast<double>((at - left.at).value) / static_cast<double>((after->at - left.at).value);
    if (taper == Taper::logarithmic && left.value > 0 && after->value > 0)
        return left.value * std::pow(after->value / left.value, part);
    return left.value + (after->value - left.value) * part;
}

} // namespace dub::session
