#pragma once
// True peak by brute force: 16 places between two samples, each from 256 samples around it, in double
// precision. Slow and plain on purpose; it judges the limiter and the meter.

#include <vector>

namespace dub::test {

[[nodiscard]] double slow_true_peak(const std::vector<float>& samples); // amplitude, >= 0

} // namespace dub::test
