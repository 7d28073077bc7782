#pragma once
// Joins two people's work on one session file: reads three sessions, writes one. [control, disk]

#include <filesystem>

#include "app/jobs/session_media.h"
#include "engine/session/merge/merge.h"

namespace dub::app {

struct MergeRequest {
    std::filesystem::path base, mine, theirs;
    std::filesystem::path out; // may be `mine`
    IfExists if_exists =
        IfExists::refuse; // of `out`; also whether keys this version does not know may be lost
};

// Paths of recordings are taken as written, as copies of one session have them, and count from mine's folder.
// Errors name the file: not a session, or a base that is not what the two were made from.
[[nodiscard]] Result<session::Merged> merge_files(const MergeRequest& request);

} // namespace dub::app
