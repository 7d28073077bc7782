#pragma once
// When a signal may sound, in whole quanta: what a render from the middle needs to know. Sorted ranges that
// do not touch.

#include <vector>

#include "engine/core/time.h"

namespace dub::plan {

using Busy = std::vector<SampleRange>;

// Any ranges -> sorted, joined, out to the grid of quanta.
[[nodiscard]] Busy tidy(Busy ranges);
[[nodiscard]] Busy united(const Busy& a, const Busy& b);
// What lies in both.
[[nodiscard]] Busy shared(const Busy& a, const Busy& b);
// Each range `by` samples longer: a tail.
[[nodiscard]] Busy extended(Busy ranges, SampleCount by);
// The last moment of the grid at or before `from` that lies inside no range (a range's start is not inside).
[[nodiscard]] SamplePos last_rest(const Busy& busy, SamplePos from);

} // namespace dub::plan
