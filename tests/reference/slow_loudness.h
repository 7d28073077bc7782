#pragma once
// Loudness straight from the text of ITU-R BS.1770-5 and EBU Tech 3342 at 48 kHz, in double precision, every
// window summed from its samples anew. Slow and plain on purpose; the fast meter must agree.

#include "tests/support/loudness_signals.h"

namespace dub::test {

struct SlowLoudness {
    double integrated = 0;    // LUFS
    double range = 0;         // LU
    double momentary_max = 0; // LUFS, window moved by 10 ms
};

// `weights`: G_i of each row, 0 for the LFE. At least 3 s.
[[nodiscard]] SlowLoudness slow_loudness(const std::vector<Row>& rows, const std::vector<double>& weights);

} // namespace dub::test
