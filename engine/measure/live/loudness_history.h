#pragma once
// Loudness over the programme, by place: what was heard last at each place, however often and in whatever
// order it was played. Cells of 100 ms from the programme's start; momentary and short-term loudness are made
// of the cells' energies when they are read, so that a second pass over a place fits in with what lies beside
// it. One thread writes, any reads; no locks.

#include <atomic>
#include <optional>
#include <vector>

#include "engine/core/spsc_ring.h"
#include "engine/core/time.h"

namespace dub::measure {

class LoudnessHistory {
  public:
    LoudnessHistory(SampleRange programme, SampleRate rate);

    [[nodiscard]] std::size_t cells() const { return energies_.size(); }
    // Where a cell begins; of cells() the end.
    [[nodiscard]] SamplePos place(std::size_t cell) const;
    // The cell at a place, clamped to the programme.
    [[nodiscard]] std::size_t cell_at(SamplePos place) const;

    // [writer] 100 ms from `start` on, weighted mean square; kept in the cell it covers most. Outside the
    // programme it is forgotten.
    void put(SamplePos start, double energy) noexcept;
    void clear() noexcept; // [writer]

    struct Point { // LUFS of the window that ends with the cell; NaN where not all of it was heard
        float momentary = 0, short_term = 0;
    };
    // [any] Of cells [first, first + count), within cells().
    [[nodiscard]] std::vector<Point> read(std::size_t first, std::size_t count) const;
    struct Cells {
        std::size_t first, last; // both included
    };
    // [one reader] Whose points may be others since the last call.
    [[nodiscard]] std::optional<Cells> take_changed();

  private:
    static constexpr float unheard = -1;
    SamplePos start_;
    SampleRate rate_;
    std::vector<std::atomic<float>> energies_;
    SpscRing<std::uint64_t> changed_{1024};
    std::atomic<bool> all_changed_{false};
};

} // namespace dub::measure
