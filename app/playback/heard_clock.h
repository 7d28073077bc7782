#pragma once
// Which place of the timeline comes out of the loudspeakers now. The audio thread says when it began a block
// and which place each piece of it is; the control thread takes the device's latency off and counts on
// between blocks by the machine's clock. What is heard never goes back but where the transport jumped.
//
// Blocks are asked for late at times, or several at once, while the device plays at one pace. So their times
// are smoothed by a delay-locked loop of second order (F. Adriaensen, Using a DLL to filter time, LAC 2005):
// it follows the device's true rate within seconds and forgives a single late call.

#include <atomic>
#include <cstdint>
#include <deque>

#include "engine/core/published.h"
#include "engine/core/spsc_ring.h"
#include "engine/core/time.h"

namespace dub::app {

class HeardClock {
  public:
    explicit HeardClock(SampleRate rate)
        : rate_(rate) {}

    // [control, while no block is computed] Another device: its first block is taken at its word.
    void restart() { fresh_ = true; }

    // [audio] A block of `samples` begins now; `first` counts all samples computed.
    void block(std::uint64_t first, int samples, std::int64_t now_ns) noexcept;
    // [audio] From the sample counted `first` on the timeline runs from `position` at `speed` (0: stands).
    void piece(std::uint64_t first, SamplePos position, double speed) noexcept;

    struct Heard {
        SamplePos position;
        double speed = 0;
        double sample = 0; // of all computed
    };
    // [control] `now_ns` of the same clock, never less than the time before.
    [[nodiscard]] Heard at(std::int64_t now_ns, SampleCount latency);

  private:
    struct Block {
        std::uint64_t first = 0;
        double begun_ns = 0; // smoothed
        double ns_per_sample = 0;
        std::int32_t samples = 0;
    };
    struct Mark {
        std::uint64_t first = 0;
        SamplePos position;
        double speed = 0;
        [[nodiscard]] SamplePos place(double sample) const;
    };
    [[nodiscard]] double sample_heard(std::int64_t now_ns, SampleCount latency);
    [[nodiscard]] Block follow(const Block& last, double now_ns) const noexcept;

    static constexpr std::size_t marks_max = 4096; // five seconds of scrubbing nobody looks at

    SampleRate rate_;
    std::atomic<bool> fresh_{true};
    Published<Block> block_;
    Block last_; // [audio] as written
    SpscRing<Mark> marks_{marks_max};
    Mark newest_; // [audio] as pushed
    bool marked_ = false;
    std::deque<Mark> ahead_; // [control] computed, the first of them is heard
    double heard_ = 0;       // [control] the sample heard last
};

} // namespace dub::app
