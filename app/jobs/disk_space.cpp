#include "app/jobs/disk_space.h"

#include <fmt/format.h>

namespace dub::app {
namespace fs = std::filesystem;
namespace {

std::string size_text(std::uint64_t bytes) {
    return bytes >= 1'000'000'000 ? fmt::format("{:.1f} GB", static_cast<double>(bytes) / 1e9)
                                  : fmt::format("{:.0f} MB", static_cast<double>(bytes) / 1e6);
}

// The folder itself, or the one above it that is there already.
fs::path existing(fs::path folder) {
    std::error_code error;
    while (!fs::exists(folder, error) && folder.has_parent_path() && folder.parent_path() != folder)
        folder = folder.parent_path();
    return folder;
}

} // namespace

Result<void> check_space(const fs::path& folder, std::uint64_t needed, std::string_view work,
                         std::string_view cure) {
    std::error_code error;
    const fs::space_info space = fs::space(existing(fs::absolute(folder)), error);
    if (error || space.available >= needed) return {}; // where it cannot be asked, writing will tell
    return fail(ErrorCode::io,
                fmt::format("{} needs {} in {} while it works, and {} are free: {}", work, size_text(needed),
                            folder.string(), size_text(space.available), cure));
}

} // namespace dub::app
