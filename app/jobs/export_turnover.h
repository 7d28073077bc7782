#pragma once
// A session as a turnover for others: AAF, OTIO, FCP7 XML, or one EDL for each track. All files or none.
// [control, disk]

#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/atomic_file.h"
#include "engine/core/diagnostics.h"
#include "engine/core/io.h"

namespace dub::app {

enum class Embed : unsigned char {
    no,
    yes, // the recordings themselves go into the AAF
};

struct ExportRequest {
    std::filesystem::path session;
    std::filesystem::path out;
    std::string format;              // "aaf", "otio", "edl", "xml"; empty: by the name
    std::vector<std::string> tracks; // names or ids; empty: all
    Embed embed = Embed::no;
    IfExists if_exists = IfExists::refuse;
};

struct ExportOutcome {
    std::string format;
    std::vector<std::filesystem::path> files; // an EDL holds one track: "film DX 1.edl" …
    std::size_t tracks = 0, clips = 0;
    Diagnostics diagnostics; // what the list cannot say
};

// Errors: of opening the session; an unknown format or track (usage); a file that exists; io.
[[nodiscard]] Result<ExportOutcome> export_turnover(const ExportRequest& request, Progress& progress);

} // namespace dub::app
