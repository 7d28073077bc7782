#pragma once
// The window: what `dubstage` and `dubstage open FILE.dub` show. [window thread]

#include <atomic>
#include <filesystem>
#include <optional>

#include "engine/core/result.h"

namespace dub::app {

// Until it is closed, or the program is asked to end (`interrupted`): then unsaved work stays in its journal.
// Errors: (io) there is no display; (not_found, invalid) the file is not a session; cancelled.
[[nodiscard]] Result<void> run_window(const std::optional<std::filesystem::path>& file,
                                      const std::atomic<bool>& interrupted);

} // namespace dub::app
