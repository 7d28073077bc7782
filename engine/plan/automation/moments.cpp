#include "engine/plan/automation/moments.h"

#include <algorithm>

#include "engine/plan/signal.h"

namespace dub::plan {

void Moments::reserve(std::span<const Curve* const> curves, SampleCount longest) {
    std::size_t most = 0;
    for (const Curve* curve : curves)
        most += curve->most_moments(longest);
    points_.reserve(most);
    moments_.reserve(most + static_cast<std::size_t>(longest.value / quantum) + 4);
}

void Moments::append(Moment moment) {
    if (moments_.back() != moment) moments_.push_back(moment);
}

void Moments::find(SampleRange window, std::span<const Curve* const> curves, SampleCount shift) {
    const SampleRange lanes = window.moved(-shift);
    moments_.clear();
    moments_.push_back({lanes.start, Side::after});
    if (std::ranges::any_of(curves, [&](const Curve* curve) { return curve->moves_in(lanes); })) {
        points_.clear();
        for (const Curve* curve : curves)
            curve->split(lanes, points_);
        std::ranges::sort(points_);
        auto point = points_.begin();
        for (SamplePos edge = quantum_after(window.start + SampleCount{1}); edge < window.end;
             edge += SampleCount{quantum}) {
            const Moment next{edge - shift, Side::after};
            for (; point != points_.end() && *point < next; ++point)
                append(*point);
            append(next);
        }
        for (; point != points_.end(); ++point)
            append(*point);
    }
    moments_.push_back({lanes.end, Side::before});
}

} // namespace dub::plan
