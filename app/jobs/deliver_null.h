#pragma once
// Proves the sums: the stems minus the printmaster, as float buses and as delivered files. [control, disk]

#include <functional>
#include <span>

#include "app/jobs/deliver_finish.h"

namespace dub::app {

struct NullRequest {
    const DeliverPlan& plan;
    const Mixed& mixed;
    std::span<const FinishedSet> finished; // as DeliverPlan::sets
    Layout home;
    std::function<bool(double)> progress = {}; // 0..1; false stops
};

[[nodiscard]] Result<report::NullTest> null_test(const NullRequest& request);

} // namespace dub::app
