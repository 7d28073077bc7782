#pragma once
// An output file appears only when it is whole: written beside its place under a temporary name, flushed,
// then renamed. Until commit() nothing under the final name changes; a file that is given up leaves nothing.
// One thread at a time; never the audio thread.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "engine/core/result.h"

namespace dub {

enum class IfExists : unsigned char { refuse, replace };

class AtomicFile {
  public:
    // Opens PATH's temporary neighbour for reading and writing. Errors: the folder is missing or not
    // writable, or the name is taken and `if_exists` says refuse (code usage; the sentence names --force).
    [[nodiscard]] static Result<AtomicFile> create(const std::filesystem::path& path, IfExists if_exists);

    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&& other) noexcept;
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;
    ~AtomicFile(); // removes the temporary file unless commit() succeeded

    [[nodiscard]] Result<void> write(std::span<const std::byte> bytes);                          // appends
    [[nodiscard]] Result<void> write(std::string_view text);                                     // appends
    [[nodiscard]] Result<void> write_at(std::uint64_t offset, std::span<const std::byte> bytes); // overwrites
    [[nodiscard]] std::uint64_t size() const { return size_; } // bytes appended so far
    [[nodiscard]] const std::filesystem::path& temporary_path() const {
        return temporary_;
    } // to read back before commit
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    // Flushes to the disk, renames into place, flushes the folder.
    [[nodiscard]] Result<void> commit();

  private:
    AtomicFile() = default;
    void abandon() noexcept;

    std::filesystem::path path_;
    std::filesystem::path temporary_;
    int fd_ = -1;
    std::uint64_t size_ = 0;
    IfExists if_exists_ = IfExists::refuse;
};

// Reads a whole file; refuses one larger than `limit` bytes (a list or session is never a film).
[[nodiscard]] Result<std::string> read_text_file(const std::filesystem::path& path, std::uint64_t limit);

// "Cannot write mix.wav: No space left on device. Make room, or name another disk." Code io; not_found where
// the name leads nowhere. `doing` is a verb: "read", "make the folder".
[[nodiscard]] Error io_error(std::string_view doing, const std::filesystem::path& path, int error_number);

} // namespace dub
