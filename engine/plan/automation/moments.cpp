#include "engine/plan/automation/moments.h"

#include <algorithm>

#include "engine/plan/signal.h"

namespace dub::plan {

void Moments::reserve(std::span<const Curve* const> curves, SampleCount longest) {
    std::size_t most = static_cast<std::size_t>(longest.value / quantum) + 4;
    for (const Curve* curve : curves)
        most += curve->most_moments(longest);
    moments_.reserve(most);
}

void Moments::find(SampleRange window, std::span<const Curve* const> curves, SampleCount shift) {
    const SampleRange lanes = window.moved(-shift);
    moments_.clear();
    moments_.push_back({lanes.start, Side::after});
    if (std::ranges::any_of(curves, [&](const Curve* curve) { return curve->moves_in(lanes); })) {
        for (SamplePos edge = quantum_after(window.start + SampleCount{1}); edge < window.end;
             edge += SampleCount{quantum})
            moments_.push_back({edge - shift, Side::after});
        const std::size_t edges = moments_.size();
        for (const Curve* curve : curves)
            curve->split(lanes, moments_);
        if (moments_.size() > edges) {
            std::ranges::sort(moments_);
            const auto repeated = std::ranges::unique(moments_);
            moments_.erase(repeated.begin(), repeated.end());
        }
    }
    moments_.push_back({lanes.end, Side::before});
}

} // namespace dub::plan
