#pragma once
// What killed programs left beside the files they wrote: AtomicFile's neighbours, "NAME.part-XXXXXX".
// [control, disk]

#include <filesystem>
#include <functional>
#include <string_view>

#include "app/jobs/utc.h"

namespace dub::app {

// Removes those of files whose name `ours` knows, when nothing was written to them for so long that no living
// program writes them.
inline constexpr auto orphan_age = std::chrono::minutes(10);
void sweep_orphans(const std::filesystem::path& folder, const std::function<bool(std::string_view)>& ours,
                   Moment now);

} // namespace dub::app
