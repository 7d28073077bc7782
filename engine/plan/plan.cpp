#include "engine/plan/plan.h"

#include <algorithm>

namespace dub::plan {

SampleCount Plan::latency() const {
    SampleCount longest;
    for (const Output& output : parts_.outputs)
        longest = std::max(longest, output.latency);
    return longest;
}

void Plan::reset() {
    for (const Stage& stage : parts_.stages)
        stage.step->reset();
}

Result<void> Plan::run(const Window& window) {
    for (const Stage& stage : parts_.stages)
        for (int part = 0; part < stage.step->parts(window); ++part)
            CHECK(stage.step->run(window, part));
    return {};
}

} // namespace dub::plan
