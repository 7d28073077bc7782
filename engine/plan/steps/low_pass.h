#pragma once
// The band limit of an LFE send: 120 Hz, 24 dB/oct (Butterworth, 4th order), in place, one channel.

#include <array>

#include "engine/dsp/svf.h"
#include "engine/plan/steps/join.h"
#include "engine/plan/steps/remembering.h"
#include "engine/plan/steps/rest.h"

namespace dub::plan {

class LowPass final : public Remembering {
  public:
    LowPass(const StepKey& key, Signal& io, SampleRate rate);
    [[nodiscard]] const Signal& io() const { return io_; }
    [[nodiscard]] Result<void> run(const Window& window, int part) override;
    void reset() override;
    void adopt(Remembering* former) noexcept override;
    // Half a second: the slower pole pair falls by e^-144 in it, from full scale to below the smallest float.
    [[nodiscard]] SampleCount tail() const { return tail_; }

  private:
    void filter(float* io, int samples);

    Signal& io_;
    std::array<dsp::SvfSteps, 2> sections_;
    std::array<dsp::SvfState, 2> states_{};
    SampleCount tail_;
    Rest rest_;
    Join join_;
};

} // namespace dub::plan
