#pragma once
// One column of a drawn waveform, and how columns are made of samples and of each other. Pure, any thread.

#include <cstdint>
#include <span>

#include "engine/core/time.h"

namespace dub::overview {

// Least and greatest sample, exactly, and root mean square (to 1e-5 of itself) of a run of samples. A NaN is
// left out. No samples: all zero.
struct Column {
    float min = 0, max = 0, rms = 0;
    friend bool operator==(const Column&, const Column&) = default;
};

// A column while it is being made.
struct Run {
    float min = 0, max = 0;
    double squares = 0;       // their sum
    std::int64_t samples = 0; // 0: nothing yet
    void join(const Run& other);
    [[nodiscard]] Column column() const;
};
[[nodiscard]] Run run_of(std::span<const float> samples);

// Which samples column `c` of `count` covers when `range` is drawn: at least one step of the grid, its edges
// moved down to the grid (1: not moved). Columns follow each other without gap where the grid is not wider.
[[nodiscard]] SampleRange column_range(SampleRange range, int count, int c, SampleCount grid);

} // namespace dub::overview
