#pragma once
// A turnover looked at before anything is imported: what it holds, which of its recordings are where, what is
// wrong with it. Nothing is written. [control, disk]

#include <filesystem>
#include <optional>
#include <vector>

#include "engine/conform/inspector.h"
#include "engine/core/io.h"

namespace dub::app {

struct InspectTurnoverRequest {
    std::filesystem::path file;
    std::optional<TimecodeFormat> fps;        // for a list that does not say it; none: it is guessed
    std::vector<std::filesystem::path> media; // folders beside the list's own
    std::optional<std::filesystem::path> picture;
};

struct InspectedTurnover {
    conform::Turnover list; // as it is written
    std::vector<conform::FoundFile> files;
    conform::Links links;
    Diagnostics diagnostics; // of the reader, of linking, of the inspector
};

// Errors: as read_turnover; a folder or picture that is not there; cancelled.
[[nodiscard]] Result<InspectedTurnover> inspect_turnover(const InspectTurnoverRequest& request,
                                                         Progress& progress);

} // namespace dub::app
