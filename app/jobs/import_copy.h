#pragma once
// Copies of recordings beside the session. Until keep() they go when this goes, so that an import that fails
// leaves nothing. [control, disk]

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/core/result.h"

namespace dub::app {

// "film.dub" -> "film media", in the same folder.
[[nodiscard]] std::filesystem::path media_folder_of(const std::filesystem::path& session);

class MediaCopies {
  public:
    explicit MediaCopies(std::filesystem::path folder)
        : folder_(std::move(folder)) {}
    MediaCopies(const MediaCopies&) = delete;
    MediaCopies& operator=(const MediaCopies&) = delete;
    ~MediaCopies();

    // Where the copy lies. A file that is there already with the same content is used; one of other content
    // is left alone and the copy gets a number.
    [[nodiscard]] Result<std::filesystem::path> add(const std::filesystem::path& file);
    // Where the file lies that `write` made: under that name, or with a number when another is there. The
    // same once more is not kept twice.
    [[nodiscard]] Result<std::filesystem::path>
    make(const std::string& name, const std::function<Result<void>(const std::filesystem::path&)>& write);
    void keep() { made_.clear(), made_folder_ = false; }

  private:
    [[nodiscard]] Result<void> make_folder();
    [[nodiscard]] std::filesystem::path free_place(const std::filesystem::path& name) const;

    std::filesystem::path folder_;
    std::vector<std::filesystem::path> made_;
    bool made_folder_ = false;
};

} // namespace dub::app
