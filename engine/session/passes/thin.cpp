#include "engine/session/passes/thin.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dub::session {
namespace {

constexpr double decibels_off = 0.1, part_off = 0.005;

class Thinning {
  public:
    Thinning(std::span<const LanePoint> line, const Parameter& parameter)
        : line_(line)
        , parameter_(parameter)
        , tolerance_(thinning_tolerance(parameter)) {}

    // Index of the farthest point up to `end` that a straight line from `from` may lead to: every point
    // between narrows the slopes that pass it closely enough.
    [[nodiscard]] std::size_t farthest(std::size_t from, std::size_t end) const {
        double low = -std::numeric_limits<double>::infinity(), high = -low;
        std::size_t found = from + 1;
        for (std::size_t p = from + 1; p <= end; ++p) {
            const auto far = static_cast<double>((line_[p].at - line_[from].at).value);
            if (far == 0) return p == from + 1 ? p : found; // a step ends the straight
            const double rise = height(p) - height(from);
            if (const double slope = rise / far; slope >= low && slope <= high) found = p;
            low = std::max(low, (rise - tolerance_) / far);
            high = std::min(high, (rise + tolerance_) / far);
            if (low > high) break;
        }
        return found;
    }

  private:
    [[nodiscard]] double height(std::size_t p) const { return along_taper(parameter_, line_[p].value); }

    std::span<const LanePoint> line_;
    const Parameter& parameter_;
    double tolerance_;
};

std::vector<LanePoint> without_repeats(std::span<const LanePoint> steps) {
    std::vector<LanePoint> points;
    for (const LanePoint& point : steps) {
        if (!points.empty() && points.back().at == point.at) points.pop_back();
        if (points.empty() || points.back().value != point.value) points.push_back(point);
    }
    return points;
}

} // namespace

double thinning_tolerance(const Parameter& parameter) {
    if (parameter.taper == Taper::stepped) return 0;
    if (parameter.unit == Unit::decibel) return decibels_off;
    return part_off * (along_taper(parameter, parameter.max) - along_taper(parameter, parameter.min));
}

double along_taper(const Parameter& parameter, double value) {
    return parameter.taper == Taper::logarithmic && parameter.min > 0 && value > 0 ? std::log(value) : value;
}

std::vector<LanePoint> thinned(std::span<const LanePoint> line, const Parameter& parameter,
                               std::span<const SamplePos> kept) {
    if (parameter.taper == Taper::stepped) return without_repeats(line);
    std::vector<LanePoint> points;
    if (line.empty()) return points;
    const Thinning thinning(line, parameter);
    points.push_back(line.front());
    for (std::size_t at = 0, next = 0; at + 1 < line.size(); at = next) {
        const auto fixed = std::ranges::upper_bound(kept, line[at].at);
        const auto last =
            fixed == kept.end() ? line.end() : std::ranges::upper_bound(line, *fixed, {}, &LanePoint::at);
        const auto end = static_cast<std::size_t>(last - line.begin()) - 1;
        next = thinning.farthest(at, std::max(end, at + 1));
        points.push_back(line[next]);
    }
    return points;
}

} // namespace dub::session
