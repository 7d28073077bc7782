#pragma once
// Where gains are worked out within a window: its edges and, while anything moves, every quantum edge and
// every breakpoint. Between two of them everything runs straight. The list depends on the grid and the lanes
// only, never on how time was cut into chunks: a longer stretch appears only where nothing moves.

#include <span>
#include <vector>

#include "engine/plan/automation/curve.h"

namespace dub::plan {

class Moments {
  public:
    // [control] Makes room for any window up to `longest` over these curves.
    void reserve(std::span<const Curve* const> curves, SampleCount longest);
    // [audio] At least the two edges; ascending. `shift`: how much later than the lanes the sound lies in the
    // buffers (its latency), which keeps the quantum grid where it is.
    void find(SampleRange window, std::span<const Curve* const> curves, SampleCount shift = {});

    [[nodiscard]] std::span<const Moment> all() const { return moments_; }
    [[nodiscard]] std::size_t capacity() const { return moments_.capacity(); }

  private:
    void append(Moment moment); // unless it is the last

    std::vector<Moment> moments_;
    std::vector<Moment> points_; // breakpoints within the window
};

} // namespace dub::plan
