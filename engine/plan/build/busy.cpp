#include "engine/plan/build/busy.h"

#include <algorithm>

#include "engine/plan/signal.h"

namespace dub::plan {

Busy tidy(Busy ranges) {
    std::erase_if(ranges, [](SampleRange range) { return range.empty(); });
    for (SampleRange& range : ranges)
        range = {quantum_at(range.start), quantum_after(range.end)};
    std::ranges::sort(ranges, {}, &SampleRange::start);
    Busy joined;
    for (const SampleRange& range : ranges) {
        if (!joined.empty() && range.start <= joined.back().end)
            joined.back().end = std::max(joined.back().end, range.end);
        else
            joined.push_back(range);
    }
    return joined;
}

Busy united(const Busy& a, const Busy& b) {
    Busy all = a;
    all.insert(all.end(), b.begin(), b.end());
    return tidy(std::move(all));
}

Busy shared(const Busy& a, const Busy& b) {
    Busy both;
    for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
        if (const SampleRange part = x->clipped(*y); !part.empty()) both.push_back(part);
        if (x->end < y->end)
            ++x;
        else
            ++y;
    }
    return tidy(std::move(both));
}

Busy extended(Busy ranges, SampleCount by) {
    for (SampleRange& range : ranges)
        range.end += by;
    return tidy(std::move(ranges));
}

SamplePos last_rest(const Busy& busy, SamplePos from) {
    const SamplePos grid = quantum_at(from);
    auto next = std::ranges::upper_bound(busy, grid, {}, &SampleRange::start);
    if (next == busy.begin()) return grid;
    const SampleRange& last = *(next - 1);
    return grid < last.end ? last.start : grid;
}

} // namespace dub::plan
