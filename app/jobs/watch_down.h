#pragma once
// A finished delivery as it is watched down: its files, from its own report, as recordings on the session's
// timeline. Files that belong together are one recording, whether interleaved or mono for each speaker, with
// all its segments behind one another: where one segment's leader lies over another's end, the programme is
// heard. [control, disk]

#include <filesystem>
#include <string>
#include <vector>

#include "engine/plan/recording.h"

namespace dub::app {

struct WatchedDelivery {
    std::filesystem::path report;
    std::vector<plan::Recording> recordings; // in the order of the report
    SampleRange programme;                   // of all files together, on the timeline
    std::vector<std::filesystem::path> files;
    std::string sentence; // what one should know of what is heard; empty: nothing
};

// A segment's programme lies where the session has the segment of that name, other files where their time
// stamp says. `session_file`: of several sessions' files only this one's, where it is among them. Errors:
// the report (invalid, not_found), a file that is missing (not_found) or not what the report says (unfit),
// files that were delivered at another frame rate than the session's (unfit).
[[nodiscard]] Result<WatchedDelivery> watch_down(const std::filesystem::path& report,
                                                 const session::Session& session,
                                                 const std::string& session_file);

} // namespace dub::app
