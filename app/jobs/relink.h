#pragma once
// A session file whose recordings and pictures moved: what is found (moved_media.h) is said in it and saved.
// [control, disk]

#include <filesystem>
#include <optional>
#include <vector>

#include "app/jobs/moved_media.h"
#include "engine/core/atomic_file.h"

namespace dub::app {

struct RelinkRequest {
    std::filesystem::path session;
    std::vector<std::filesystem::path> folders; // looked through, with all below them
    std::optional<std::filesystem::path> out;   // none: the session itself is replaced
    IfExists if_exists = IfExists::refuse;
};

struct RelinkOutcome {
    std::vector<Moved> relinked;
    std::vector<StillMissing> missing;
    bool saved = false;      // only when something was found
    Diagnostics diagnostics; // of the search, and "relink.by-name": another file of that name was taken
};

// Everything in the pool, played or not. Errors: of opening and saving the session; not_found: a folder;
// cancelled by `progress`.
[[nodiscard]] Result<RelinkOutcome> relink(const RelinkRequest& request, Progress& progress);

} // namespace dub::app
