#pragma once
// Measures what a strip sends to its output, for a meter; changes nothing. While the level moves, each piece
// between two of its moments, a quantum at most, is taken at the higher of its ends.

#include <memory>
#include <vector>

#include "engine/measure/live/level_meter.h"
#include "engine/plan/automation/moments.h"
#include "engine/plan/step.h"
#include "engine/plan/steps/route.h"

namespace dub::plan {

class StripLevel final : public Step {
  public:
    // `meter` has the signal's channels. `route` is that of the strip's output and lives as long as the plan.
    StripLevel(const Signal& signal, const RouteSetup& route, std::shared_ptr<measure::LevelMeter> meter);

    [[nodiscard]] Result<void> run(const Window& window, int part) override;

  private:
    void measure(const Window& window, int first, int last);

    const Signal& signal_;
    const RouteSetup& route_;
    std::shared_ptr<measure::LevelMeter> meter_;
    std::vector<const Curve*> moving_;
    Moments moments_;
    std::vector<double> values_, scratch_;
    std::vector<float> gains_; // of each channel
};

} // namespace dub::plan
