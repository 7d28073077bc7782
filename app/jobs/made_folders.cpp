#include "app/jobs/made_folders.h"

#include "engine/core/atomic_file.h"

namespace dub::app {
namespace fs = std::filesystem;

MadeFolders::~MadeFolders() {
    std::error_code ignored; // a folder that holds something stays: it is not empty
    for (auto at = made_.rbegin(); at != made_.rend(); ++at)
        fs::remove(*at, ignored);
}

Result<void> MadeFolders::make(const fs::path& folder) {
    std::error_code error;
    if (fs::is_directory(folder, error)) return {};
    if (folder.has_parent_path() && folder.parent_path() != folder) CHECK(make(folder.parent_path()));
    if (fs::create_directory(folder, error)) made_.push_back(folder);
    if (error) {
        Error failed = io_error("make the folder", folder, error.value());
        failed.code = ErrorCode::io; // an output: the surroundings, not an input
        return std::unexpected(std::move(failed));
    }
    return {};
}

} // namespace dub::app
