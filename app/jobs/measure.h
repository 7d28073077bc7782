#pragma once
// Measures finished files of any readable form: loudness, peaks, dialogue when its stem is given, and judges
// them by a spec when one is named. [control; uses worker threads]

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/io.h"
#include "formats/report/delivery_report.h"

namespace dub::app {

struct MeasureRequest {
    std::vector<std::filesystem::path> files;
    std::optional<Layout> layout; // overrides what the files say of their channels, in this order
    std::optional<std::filesystem::path>
        dialogue;                   // the dialogue stem, beginning with the files' first sample
    std::vector<std::string> specs; // ids; a file is judged by the wanted file it fits best
    std::filesystem::path user_spec_folder;
    int jobs = 0;
};

struct MeasureOutcome {
    std::vector<report::MeasuredFile> files;
    Diagnostics diagnostics;
    [[nodiscard]] bool passed() const;
};

[[nodiscard]] Result<MeasureOutcome> measure_files(const MeasureRequest& request, Progress& progress);

} // namespace dub::app
