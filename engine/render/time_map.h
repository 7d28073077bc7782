#pragma once
// Which place of the timeline each sample of a live run is. A run counts the samples it has computed from its
// start on; the map says which window of the plan comes at a count, and what of it is heard: a run begins at
// the edge of a quantum, so a little before the place wanted, and a loop runs a little over its end, for the
// crossfade, before it begins again a little before its start. Values; one thread.

#include <array>
#include <cstdint>
#include <limits>

#include "engine/plan/signal.h"

namespace dub::render {

// One stretch of the timeline run without a gap.
struct Stretch {
    std::int64_t first = 0, last = std::numeric_limits<std::int64_t>::max(); // counts; behind the last
    SamplePos start;                                                         // of the first; on the grid
    SampleRange heard{{0}, {std::numeric_limits<std::int64_t>::max()}};

    [[nodiscard]] SamplePos place(std::int64_t count) const { return start + SampleCount{count - first}; }
};

class TimeMap {
  public:
    TimeMap() { start({}); }
    void start(SamplePos at);
    // Counts below `computed` have been run and stay as they are. An empty range: no loop.
    void loop(SampleRange range, std::int64_t computed);
    // The window at a count on the grid, no longer than that; within one stretch. Adds the loop's next turn.
    [[nodiscard]] plan::Window window(std::int64_t count, int quanta_most);
    [[nodiscard]] const Stretch& at(std::int64_t count);
    // The place of the first sample heard at or behind that count.
    [[nodiscard]] SamplePos heard_at(std::int64_t count);
    // Nobody asks for counts below that any more.
    void forget(std::int64_t below);

    // Behind the end of a loop that many samples are run for the crossfade.
    static constexpr int over = plan::quantum;

  private:
    void begin(std::int64_t count, SamplePos at);

    static constexpr std::size_t most = 64; // turns in flight: a latency of many short loops
    std::array<Stretch, most> stretches_{};
    std::size_t first_ = 0, count_ = 0;
    SampleRange loop_{};
    [[nodiscard]] Stretch& nth(std::size_t n) { return stretches_[(first_ + n) % most]; }
    [[nodiscard]] Stretch& last() { return nth(count_ - 1); }
};

} // namespace dub::render
