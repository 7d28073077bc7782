#pragma once
// Trim and polarity in place, where inserts follow that must hear them. Without inserts they are part of the
// route's gain.

#include "engine/plan/automation/level.h"
#include "engine/plan/automation/moments.h"
#include "engine/plan/step.h"

namespace dub::plan {

class Trim final : public Step {
  public:
    Trim(Signal& io, Level level, SampleCount latency);
    [[nodiscard]] const Signal& io() const { return io_; }
    [[nodiscard]] const Level& level() const { return level_; }

    [[nodiscard]] Result<void> run(const Window& window, int part) override;

  private:
    Signal& io_;
    Level level_;
    SampleCount latency_;
    std::vector<const Curve*> moving_;
    Moments moments_;
    std::vector<double> gains_, scratch_;
};

// Multiplies a block whose first sample is `start` by the gains at the moments: straight in between. The
// moments' first and last are the block's ends.
void apply_gains(AudioBlock block, std::span<const Moment> moments, std::span<const double> gains);

} // namespace dub::plan
