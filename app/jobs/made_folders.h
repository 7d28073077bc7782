#pragma once
// Folders made for a job go again when nothing came of it. [control, disk]

#include <filesystem>
#include <vector>

#include "engine/core/result.h"

namespace dub::app {

// Must outlive what is written into the folders: one that still holds something stays.
class MadeFolders {
  public:
    MadeFolders() = default;
    MadeFolders(const MadeFolders&) = delete;
    MadeFolders& operator=(const MadeFolders&) = delete;
    ~MadeFolders();

    // Makes the folder (an absolute path) and those above it that are missing.
    [[nodiscard]] Result<void> make(const std::filesystem::path& folder);
    void keep() { made_.clear(); }

  private:
    std::vector<std::filesystem::path> made_;
};

} // namespace dub::app
