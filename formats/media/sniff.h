#pragma once
// What a file is by its first bytes, and what its name pretends. Pure, any thread.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/diagnostics.h"
#include "engine/core/result.h"

namespace dub::media {

enum class FileKind : std::uint8_t {
    wave,
    aiff,
    flac,
    caf,
    ogg,
    w64,
    au,
    mov,
    matroska,
    mxf,
    avi,
    mpeg_audio,
    adts,
    other
};

inline constexpr std::size_t head_bytes = 64 * 1024;
// At most head_bytes from the start.
[[nodiscard]] Result<std::string> read_head(const std::filesystem::path& path);

[[nodiscard]] FileKind sniff(std::string_view head);
[[nodiscard]] std::string_view name_of(FileKind kind); // "AIFF", "QuickTime or MP4" …

// A diagnostic when the extension belongs to another kind; none for an extension that says nothing.
[[nodiscard]] std::optional<Diagnostic> extension_mismatch(const std::filesystem::path& path, FileKind kind);

// Files that say how long they are, and are shorter: an error that gives both lengths. `bytes` is the file's
// true length.
[[nodiscard]] Result<void> check_whole(const std::filesystem::path& path, std::string_view head,
                                       std::uint64_t bytes);

} // namespace dub::media
