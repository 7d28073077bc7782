#pragma once
// Makes a signal later, so that it meets others whose path is longer.

#include <vector>

#include "engine/plan/steps/join.h"
#include "engine/plan/steps/remembering.h"
#include "engine/plan/steps/rest.h"

namespace dub::plan {

class Delay final : public Remembering {
  public:
    // `out` may be the same signal as `in`. `delay` > 0.
    Delay(const StepKey& key, const Signal& in, Signal& out, SampleCount delay);

    [[nodiscard]] const Signal& in() const { return in_; }
    [[nodiscard]] const Signal& out() const { return out_; }
    [[nodiscard]] SampleCount delay() const { return {static_cast<std::int64_t>(delay_)}; }

    [[nodiscard]] Result<void> run(const Window& window, int part) override;
    void reset() override;
    void adopt(Remembering* former) noexcept override;

  private:
    void clear();
    void shift(int quantum_index, const float* in, int channel, std::size_t ring_at);
    [[nodiscard]] bool join(bool sounds);

    const Signal& in_;
    Signal& out_;
    std::size_t delay_;
    std::vector<std::vector<float>> rings_; // one for each channel, delay_ long
    std::size_t at_ = 0;
    Rest rest_;
    Join join_;
    AudioBuffer joined_; // the quantum that came in while joining
};

} // namespace dub::plan
