#pragma once
// Finds recordings that moved: by what they are (length and hash), and where nothing is that, by name.
// Pictures, of which a session keeps no hash, by name, rate and length. [control, disk]

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/jobs/session_media.h"
#include "engine/core/atomic_file.h"

namespace dub::app {

struct RelinkRequest {
    std::filesystem::path session;
    std::vector<std::filesystem::path> folders; // looked through, with all below them
    std::optional<std::filesystem::path> out;   // none: the session itself is replaced
    IfExists if_exists = IfExists::refuse;
};

enum class FoundBy : unsigned char { identity, name };

// Of a recording, or of a picture, whose name is its path.
struct Relinked {
    std::string id, name, from, to; // paths as the pool has them
    FoundBy by;
};

struct StillMissing {
    std::string id, name, path;
};

struct RelinkOutcome {
    std::vector<Relinked> relinked;    // in the order of the pool, recordings first
    std::vector<StillMissing> missing; // not there, or another file lies there, and nothing better was found
    bool saved = false;                // only when something was found
    Diagnostics diagnostics; // "relink.by-name": another file of that name and shape; "relink.ambiguous",
                             // "relink.other-shape": not taken, which one it is must be said by hand
};

// Everything in the pool, played or not. Errors: of opening and saving the session; not_found: a folder;
// cancelled by `progress`.
[[nodiscard]] Result<RelinkOutcome> relink(const RelinkRequest& request, Progress& progress);

} // namespace dub::app
