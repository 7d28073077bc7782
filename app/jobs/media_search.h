#pragma once
// The files below some folders, found by length and hash or by name. Reads no more of them than it must.
// [disk]

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/io.h"
#include "formats/media/identity.h"

namespace dub::app {

class MediaSearch {
  public:
    // Lists them; what may not be read is passed over. Errors: not_found: no such folder; cancelled.
    [[nodiscard]] static Result<MediaSearch> below(std::span<const std::filesystem::path> folders,
                                                   Progress& progress);

    // The first by path that is the very file.
    [[nodiscard]] std::optional<std::filesystem::path> by_identity(const media::Identity& wanted);
    // Those of that name, whatever its case, sorted by path.
    [[nodiscard]] std::vector<std::filesystem::path> by_name(const std::string& file_name) const;
    [[nodiscard]] std::vector<std::filesystem::path> all() const; // sorted by path
    [[nodiscard]] std::size_t files() const { return files_; }

  private:
    void add(const std::filesystem::directory_entry& entry);

    std::map<std::uint64_t, std::vector<std::filesystem::path>> by_bytes_;
    std::map<std::string, std::vector<std::filesystem::path>> by_name_; // lower case
    std::map<std::filesystem::path, std::string> hashes_;               // of those that were read
    std::size_t files_ = 0;
};

} // namespace dub::app
