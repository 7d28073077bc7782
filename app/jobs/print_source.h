#pragma once
// Rendering and delivering from prints: what was approved instead of what the session plays now, and where
// the two differ. [control, disk]

#include <filesystem>
#include <string>
#include <vector>

#include "app/jobs/print_status.h"
#include "app/jobs/session_media.h"
#include "engine/plan/from_prints.h"
#include "formats/report/delivery_report.h"

namespace dub::app {

enum class Source : unsigned char { live, prints };

struct PrintSource {
    session::Session session; // plays prints only
    plan::Target target;
    std::vector<report::StaleRange> stale; // of the prints that are heard, within the ranges
    Diagnostics diagnostics;               // "print.stale", "print.snapshot-missing"
};

// Of the session as it was opened, no version laid on; `version` none: the mix itself. Errors: unfit (a print
// is missing or too short, a file of one is not what was printed), not_found (a file is missing); sentences
// with the cure.
[[nodiscard]] Result<PrintSource> source_from_prints(const OpenedSession& opened, VersionId version,
                                                     const plan::Target& target,
                                                     const std::vector<SampleRange>& ranges);

// Whether there is a print of all that is asked for, without a look at its files. Errors: as
// source_from_prints.
[[nodiscard]] Result<void> prints_reach(const OpenedSession& opened, VersionId version,
                                        const plan::Target& target, const std::vector<SampleRange>& ranges);

} // namespace dub::app
