#pragma once
// What a finished delivery tells: files, verdicts, reels, rate, levels. Pure but for the clock.

#include <filesystem>

#include "app/jobs/deliver_finish.h"
#include "app/jobs/deliver_level.h"
#include "app/jobs/print_source.h"

namespace dub::app {

struct ToReport {
    const std::filesystem::path& file; // the session's
    const session::Session& session;   // with its version laid on
    const DeliverPlan& plan;
    const PrintSource* prints = nullptr; // none: delivered from what the session plays
    const Levels& levels;
    const std::vector<FinishedSet>& finished; // as DeliverPlan::sets
    const report::NullTest& null_test;
};

// Without what only the caller knows: media, diagnostics, the comparison, names of reports, the speed of
// work.
[[nodiscard]] report::Delivery delivery_of(const ToReport& parts);

} // namespace dub::app
