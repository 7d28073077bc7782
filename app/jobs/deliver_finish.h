#pragma once
// Finishes one set of files from its float store: static offset, true-peak limiting, leader and pops, dither,
// write beside the place, read back, measure. Nothing appears under its name before commit(). Sets are
// independent: any number may be finished at once, each on its own thread. [writer]

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "app/jobs/deliver_pass.h"
#include "app/jobs/set_reader.h"
#include "engine/core/atomic_file.h"
#include "formats/report/delivery_report.h"
#include "formats/wave/wave_writer.h"

namespace dub::app {

struct FinishRequest {
    const session::Session& session;
    const DeliverPlan& plan;
    const Mixed& mixed;
    std::filesystem::path out;
    IfExists if_exists = IfExists::refuse;
    std::function<bool(double)> progress; // 0..1 of this set; false stops
};

struct FinishedSet {
    std::vector<std::unique_ptr<wave::WaveWriter>> writers; // headers closed, not yet under their names
    std::vector<report::DeliveredFile> files;               // as writers
    measure::Measurement measured;                          // of the whole set, read back
    std::vector<report::LimitedRange> limited;
    Stamps stamps;
    Db offset;
    Layout layout; // read back
    Diagnostics diagnostics;
};

struct SetLevel {
    Db offset; // static, of this set
    Db speech; // of the stem in which speech is looked for
};
[[nodiscard]] Result<FinishedSet> finish_set(const FinishRequest& request, const PlannedSet& set,
                                             const SetLevel& level);

// The written files, before they have their names.
[[nodiscard]] Result<std::unique_ptr<SetReader>> read_set(const PlannedSet& set, const FinishedSet& finished);

} // namespace dub::app
