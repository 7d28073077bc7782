#pragma once
// The one pass over the media: the plan's outputs as float stores, joined from the programme's pieces, at the
// delivered rate, each measured on the way. [control; worker
// threads]

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "app/jobs/deliver_plan.h"
#include "app/jobs/float_store.h"
#include "engine/measure/dialogue.h"
#include "engine/measure/measurement.h"
#include "engine/plan/compile.h"

namespace dub::app {

// One output after the pass.
struct MixedOutput {
    std::unique_ptr<FloatStore> store;  // none for the speech tap
    measure::Measurement measured;      // float, before any gain or limiter, dialogue included
    std::vector<double> energies_100ms; // of measure::Meter: what dialogue loudness is found in
    int exact_bits = 0; // 16 or 24: integers of so many bits hold every sample as it is; 0: none do
};

struct Mixed {
    std::vector<MixedOutput> outputs;              // as DeliverPlan::target.outputs
    std::optional<measure::SpeechDetector> speech; // has heard the speech roles; none: there are none
    std::size_t tenths = 0;                        // length of the programme in whole 100 ms
    Diagnostics diagnostics;                       // of compile

    // Where speech is when the stems are delivered with that offset: from the programme's start.
    [[nodiscard]] std::vector<bool> speech_100ms(Db offset) const;
};

struct PassRequest {
    const session::Session& session;
    const DeliverPlan& plan;
    plan::OpenMedia open;
    std::filesystem::path folder; // where the stores lie
    int threads = 0;
};

[[nodiscard]] Result<Mixed> mix_once(const PassRequest& request, Progress& progress);

// Bytes on the disk: stores go when their session is finished, files stay. Leaders and pops are counted.
struct DiskNeed {
    std::uint64_t stores = 0, files = 0;
};
[[nodiscard]] DiskNeed disk_need(const DeliverPlan& plan);

} // namespace dub::app
