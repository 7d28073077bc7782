#pragma once
// Applies a script of edits to a session file: all of it or nothing. [control, disk]

#include <filesystem>
#include <optional>

#include "app/jobs/session_media.h"
#include "engine/core/atomic_file.h"

namespace dub::app {

struct EditRequest {
    std::filesystem::path session;
    std::filesystem::path script;             // docs/session-format.md
    std::optional<std::filesystem::path> out; // none: the session itself is replaced
    IfExists if_exists = IfExists::refuse;    // of `out`; without it: see save_over
};

struct EditOutcome {
    session::Session session; // as saved
    std::size_t edits = 0;
    Diagnostics diagnostics; // what was clamped, what session::check says of the result
};

// Errors name the script's line or edit: not JSON, an unknown edit or argument, an edit that refuses.
[[nodiscard]] Result<EditOutcome> apply_edits(const EditRequest& request);

} // namespace dub::app
