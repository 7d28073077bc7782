#pragma once
// The loudness history as a list of what was heard, kept up to date by what has changed. [one thread]

#include <vector>

#include "engine/measure/live/loudness_history.h"

namespace dub::app {

struct HistoryPoint {
    SamplePos at;                          // the 100 ms that begin here
    float momentary_lufs, short_term_lufs; // of the window that ends with them; short-term may be NaN
};

class HistoryPoints {
  public:
    // Sorted by place; what was never heard is not in it. `history` is the same at every call, or a fresh
    // one.
    [[nodiscard]] const std::vector<HistoryPoint>& update(measure::LoudnessHistory& history);
    [[nodiscard]] std::uint64_t turn() const { return turn_; } // another number when the list is another

  private:
    std::uint64_t turn_ = 0;
    std::vector<measure::LoudnessHistory::Point> cells_;
    std::size_t first_ = 0, end_ = 0; // of the cells that were heard
    std::vector<HistoryPoint> points_;
};

} // namespace dub::app
