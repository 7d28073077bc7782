#pragma once
// The window: what `dubstage` and `dubstage open FILE.dub` show. [window thread]

#include <filesystem>
#include <optional>

#include "engine/core/result.h"

namespace dub::app {

// Until it is closed. Errors (io): there is no display. (not_found, invalid): the file is not a session.
[[nodiscard]] Result<void> run_window(const std::optional<std::filesystem::path>& file);

} // namespace dub::app
