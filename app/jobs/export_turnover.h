#pragma once
// A session as a list for others: OTIO, FCP7 XML, or one EDL for each track. All files or none. [control,
// disk]

#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/atomic_file.h"
#include "engine/core/diagnostics.h"

namespace dub::app {

struct ExportRequest {
    std::filesystem::path session;
    std::filesystem::path out;
    std::string format;              // "otio", "edl", "xml"; empty: by the name
    std::vector<std::string> tracks; // names or ids; empty: all
    IfExists if_exists = IfExists::refuse;
};

struct ExportOutcome {
    std::string format;
    std::vector<std::filesystem::path> files; // an EDL holds one track: "film DX 1.edl" …
    std::size_t tracks = 0, clips = 0;
    Diagnostics diagnostics; // what the list cannot say
};

// Errors: of opening the session; an unknown format or track (usage); a file that exists; io.
[[nodiscard]] Result<ExportOutcome> export_turnover(const ExportRequest& request);

} // namespace dub::app
