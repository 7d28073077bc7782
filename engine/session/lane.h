#pragma once
// Automation: points in time for one parameter. Between two points the value is straight in the parameter's
// taper; before the first and after the last it holds. Plain values, shared, any thread.

#include <optional>
#include <vector>

#include "engine/core/ids.h"
#include "engine/core/time.h"
#include "engine/session/parameter.h"

namespace dub::session {

struct LanePoint {
    SamplePos at;
    double value = 0;
    friend bool operator==(const LanePoint&, const LanePoint&) = default;
};

// Points are sorted by position; two may share one position: a step (the later in the list holds from there
// on).
struct Lane {
    LaneId id;
    ParameterAddress target;
    std::vector<LanePoint> points;
    friend bool operator==(const Lane&, const Lane&) = default;
};

// The value at `at` by the rule above; nullopt for a lane without points.
[[nodiscard]] std::optional<double> value_at(const std::vector<LanePoint>& points, SamplePos at, Taper taper);

} // namespace dub::session
