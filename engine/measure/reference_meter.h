#pragma once
// The yardstick: the same measurement by libebur128, each channel told its place in the room. Some twenty
// times slower than Meter; used by the tests and for a second opinion. Where the two differ by design:
// libebur128 steps short-term values for the loudness range by one second (Meter: 100 ms, as Tech 3342
// recommends), reads 0.02 dB low at 96 kHz, and interpolates peaks by a shorter filter. One thread at
// a time.

#include <memory>

#include "engine/core/audio_block.h"
#include "engine/measure/measurement.h"

namespace dub::measure {

class ReferenceMeter {
  public:
    // `step_ms`: how often momentary and short-term loudness are asked for their highest value; 10 finds what
    // Meter finds. Errors: a rate libebur128 refuses, no memory.
    [[nodiscard]] static Result<ReferenceMeter> create(const Layout& layout, SampleRate rate,
                                                       int step_ms = 100);
    ReferenceMeter(ReferenceMeter&&) noexcept;
    ReferenceMeter& operator=(ReferenceMeter&&) noexcept;
    ~ReferenceMeter();

    [[nodiscard]] Result<void> add(ConstAudioBlock block); // channels in the layout's order
    [[nodiscard]] Result<Measurement> result() const;      // without curves

  private:
    struct State;
    explicit ReferenceMeter(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace dub::measure
