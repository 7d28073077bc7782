#pragma once
// A float store read from front to back with an offset and, where it is wanted, a true-peak limiter whose
// latency is taken out again, or another's gain: what comes is aligned with the store. [writer]

#include <optional>

#include "app/jobs/float_store.h"
#include "engine/core/audio_buffer.h"
#include "engine/dsp/true_peak_limiter.h"

namespace dub::app {

struct Limiting {
    Dbtp ceiling;
    const FloatStore* key = nullptr; // what the limiter listens to, with the same offset; none: itself
};

class LimitedReader {
  public:
    // Positions are the store's. Reads [from, to) in order; what lies outside the store is silence.
    LimitedReader(const FloatStore& store, SampleRange range, Db offset,
                  const std::optional<Limiting>& limiting);

    static constexpr int block_samples = 480; // 10 ms at 48 kHz: how finely the places of limiting are told

    // The next samples, at most block_samples, valid until the next call; none when the range is done.
    [[nodiscard]] Result<ConstAudioBlock> next();
    [[nodiscard]] SamplePos position() const { return position_; } // of the next sample to come
    // Where it worked, reductions below 0 dB.
    [[nodiscard]] const std::vector<dsp::LimitedRange>& limited() const { return log_.ranges(); }
    [[nodiscard]] SampleCount limited_samples() const { return limited_samples_; }

  private:
    void amplify(AudioBlock block) const;

    const FloatStore& store_;
    SampleRange range_;
    float gain_ = 1;
    bool limits_ = false;
    const FloatStore* key_ = nullptr;
    dsp::TruePeakLimiter limiter_;
    dsp::LimiterLog log_;
    SampleCount limited_samples_;
    AudioBuffer buffer_, key_buffer_;
    SamplePos input_;    // of the next sample that enters
    SamplePos position_; // of the next sample that leaves
};

} // namespace dub::app
