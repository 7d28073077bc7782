#pragma once
// A delay by whole samples, in place: what latency compensation needs. Bit-exact. Made on the control thread;
// process() and reset() allocate nothing. One thread at a time.

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/core/audio_block.h"
#include "engine/core/time.h"

namespace dub::dsp {

class DelayLine {
  public:
    DelayLine() = default;
    DelayLine(int channels, SampleCount delay)
        : rings_(static_cast<std::size_t>(channels),
                 std::vector<float>(static_cast<std::size_t>(delay.value))) {
        assert(delay.value >= 0);
    }

    [[nodiscard]] SampleCount delay() const {
        return {rings_.empty() ? 0 : static_cast<std::int64_t>(rings_.front().size())};
    }
    void reset() noexcept {
        for (auto& ring : rings_)
            std::fill(ring.begin(), ring.end(), 0.0F);
        at_ = 0;
    }
    void process(AudioBlock audio) noexcept {
        assert(audio.channels() == static_cast<int>(rings_.size()));
        if (rings_.empty() || rings_.front().empty()) return;
        const std::size_t size = rings_.front().size();
        std::size_t end = at_;
        for (int c = 0; c < audio.channels(); ++c) {
            std::vector<float>& ring = rings_[static_cast<std::size_t>(c)];
            end = at_;
            for (float& sample : audio.channel(c)) {
                std::swap(sample, ring[end]);
                if (++end == size) end = 0;
            }
        }
        at_ = end;
    }

  private:
    std::vector<std::vector<float>> rings_; // per channel, the oldest sample at at_
    std::size_t at_ = 0;
};

} // namespace dub::dsp
