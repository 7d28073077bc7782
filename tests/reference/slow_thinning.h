#pragma once
// Thinning as one would say it: from each point on to the farthest one whose straight line keeps every point
// between within the tolerance. Every line is tried, every point looked at: cubic.

#include <cmath>

#include "engine/session/passes/thin.h"

namespace dub::test {

inline bool straight_enough(std::span<const session::LanePoint> line, std::size_t from, std::size_t to,
                            const session::Parameter& parameter) {
    const auto height = [&](std::size_t p) { return along_taper(parameter, line[p].value); };
    const auto length = static_cast<double>((line[to].at - line[from].at).value);
    for (std::size_t p = from + 1; p < to; ++p) {
        const double part = static_cast<double>((line[p].at - line[from].at).value) / length;
        const double there = height(from) + part * (height(to) - height(from));
        if (std::abs(there - height(p)) > thinning_tolerance(parameter)) return false;
    }
    return true;
}

inline std::vector<session::LanePoint> slowly_thinned(std::span<const session::LanePoint> line,
                                                      const session::Parameter& parameter) {
    std::vector<session::LanePoint> points{line.front()};
    for (std::size_t at = 0; at + 1 < line.size();) {
        std::size_t next = line.size() - 1;
        while (next > at + 1 && !straight_enough(line, at, next, parameter))
            --next;
        points.push_back(line[at = next]);
    }
    return points;
}

} // namespace dub::test
