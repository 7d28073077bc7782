#pragma once
// Sample peak and PPM of the channels of one strip or output, written by the audio thread and read by a
// window without a lock. Hold and fall of the peaks are the window's.

#include <atomic>
#include <memory>
#include <vector>

#include "engine/core/audio_block.h"
#include "engine/measure/live/ppm.h"

namespace dub::measure {

// The highest value since it was last looked at. One writer, one reader; should both come at once, the reader
// may see the value a second time, but none is lost.
class HighestSince {
  public:
    void raise(float value) noexcept { // [audio]
        if (value > value_.load(std::memory_order_relaxed)) value_.store(value, std::memory_order_relaxed);
    }
    [[nodiscard]] float take() noexcept { return value_.exchange(0, std::memory_order_relaxed); } // [window]

  private:
    std::atomic<float> value_{0};
};

struct LevelReading { // since the last one; amplitudes, 1 is full scale
    float peak = 0, ppm = 0;
};

class LevelMeter {
  public:
    LevelMeter(int channels, SampleRate rate, PpmKind kind);

    [[nodiscard]] int channels() const { return static_cast<int>(channels_.size()); }
    // [audio] As many channels as the meter; `gains`: a factor for each, >= 0; none: 1.
    void add(ConstAudioBlock sound, std::span<const float> gains = {}) noexcept;
    void add_silence(int samples) noexcept;                 // [audio]
    [[nodiscard]] LevelReading take(int channel) noexcept { // [window]
        Channel& c = channels_[static_cast<std::size_t>(channel)];
        return {c.peak.take(), c.ppm.take()};
    }

  private:
    struct Channel {
        HighestSince peak, ppm;
    };
    std::vector<Channel> channels_;
    std::vector<Ppm> ballistics_;
};

} // namespace dub::measure
