#pragma once
// A finished delivery, ours or another's, against a spec: a file, or a folder whose files are recognised by
// the names the spec asks for (failing that, by their layout); split mono files are put together. [control;
// uses worker threads]

#include <filesystem>
#include <optional>
#include <string>

#include "app/jobs/measure.h"

namespace dub::app {

struct CheckRequest {
    std::filesystem::path what;                   // file or folder
    std::string spec;                             // id
    std::optional<std::filesystem::path> picture; // its length is asked of every file
    std::optional<std::filesystem::path>
        dialogue; // the dialogue stem; none: the one that lies beside, if any
    std::filesystem::path user_spec_folder;
    int jobs = 0;
};

// Files of the folder that the spec does not know are diagnostics; wanted files that are missing are failed
// verdicts of the rule "files-present"; a folder without any file of the spec is an error (unfit). Leader and
// pops that the delivery's own report tells of lie outside what is measured, as when it was delivered.
[[nodiscard]] Result<MeasureOutcome> check_delivery(const CheckRequest& request, Progress& progress);

} // namespace dub::app
