#pragma once
// Room on a disk, asked before hours of work. [control, disk]

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "engine/core/result.h"

namespace dub::app {

// Error (io): less than `needed` bytes are free where `folder` is or will be. `work` begins the sentence
// ("this delivery"), `cure` ends it.
[[nodiscard]] Result<void> check_space(const std::filesystem::path& folder, std::uint64_t needed,
                                       std::string_view work, std::string_view cure);

} // namespace dub::app
