#pragma once
// Notices that a recording changes while it is open: another programme still writes it, a copy was replaced,
// a disk went away. Then the samples no longer are what the session was told, and reading stops with a
// sentence. [writer, disk]

#include <filesystem>
#include <memory>

#include "engine/core/io.h"

namespace dub::media {

struct FileStamp {
    std::uint64_t bytes = 0;
    std::int64_t modified_ns = 0;
    std::uint64_t inode = 0;
    friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

// Errors: missing, no permission, a folder or a device instead of a file, empty. Each says so.
[[nodiscard]] Result<FileStamp> stamp_of(const std::filesystem::path& path);

// An error when the file has gone or is another than that of the stamp.
[[nodiscard]] Result<void> check_unchanged(const std::filesystem::path& path, const FileStamp& stamp);

// `inner` with the stamp compared at every jump and about once a second of sound read in a run.
[[nodiscard]] std::unique_ptr<AudioSource> watched(std::unique_ptr<AudioSource> inner,
                                                   std::filesystem::path path, FileStamp stamp);

} // namespace dub::media
