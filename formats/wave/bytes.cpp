#include "formats/wave/bytes.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "engine/core/atomic_file.h"

namespace dub::wave {
namespace {

std::unexpected<Error> ends_early(const std::string& name, std::uint64_t wanted_end, std::uint64_t size) {
    return fail(
        ErrorCode::invalid,
        fmt::format("{} became shorter while it was read: bytes up to {} were expected, there are {}. It was "
                    "changed or its disk is gone; close what writes to it and open it again.",
                    name, wanted_end, size));
}

class FileBytes final : public ByteSource {
  public:
    FileBytes(int fd, std::uint64_t size, std::filesystem::path path)
        : fd_(fd)
        , size_(size)
        , path_(std::move(path))
        , name_(path_.string()) {}
    FileBytes(const FileBytes&) = delete;
    FileBytes& operator=(const FileBytes&) = delete;
    ~FileBytes() override { ::close(fd_); }

    [[nodiscard]] std::uint64_t size() const override { return size_; }
    [[nodiscard]] const std::string& name() const override { return name_; }
    [[nodiscard]] Result<void> read(std::uint64_t offset, std::span<std::byte> out) override {
        const std::uint64_t end = offset + out.size();
        while (!out.empty()) {
            const ssize_t n = ::pread(fd_, out.data(), out.size(), static_cast<off_t>(offset));
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) return std::unexpected(io_error("read", path_, errno));
            if (n == 0) return ends_early(name_, end, offset);
            out = out.subspan(static_cast<std::size_t>(n));
            offset += static_cast<std::uint64_t>(n);
        }
        return {};
    }

  private:
    int fd_;
    std::uint64_t size_;
    std::filesystem::path path_;
    std::string name_;
};

class MemoryBytes final : public ByteSource {
  public:
    MemoryBytes(std::string name, std::vector<std::byte> bytes)
        : name_(std::move(name))
        , bytes_(std::move(bytes)) {}
    [[nodiscard]] std::uint64_t size() const override { return bytes_.size(); }
    [[nodiscard]] const std::string& name() const override { return name_; }
    [[nodiscard]] Result<void> read(std::uint64_t offset, std::span<std::byte> out) override {
        if (offset > bytes_.size() || out.size() > bytes_.size() - offset)
            return ends_early(name_, offset + out.size(), bytes_.size());
        std::ranges::copy(std::span(bytes_).subspan(offset, out.size()),
                          out.begin()); // may be nothing at all
        return {};
    }

  private:
    std::string name_;
    std::vector<std::byte> bytes_;
};

} // namespace

Result<std::unique_ptr<ByteSource>> open_bytes(const std::filesystem::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return fail(
                ErrorCode::not_found,
                fmt::format("{} does not exist; check the path, or relink the media.", path.string()));
        return std::unexpected(io_error("read", path, errno));
    }
    struct stat status {};
    if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(fd);
        return fail(ErrorCode::invalid,
                    fmt::format("{} is not a file; expected a file with sound.", path.string()));
    }
    ::posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL); // the system reads further ahead: fewer seeks
    return std::make_unique<FileBytes>(fd, static_cast<std::uint64_t>(status.st_size), path);
}

std::unique_ptr<ByteSource> bytes_in_memory(std::string name, std::vector<std::byte> bytes) {
    return std::make_unique<MemoryBytes>(std::move(name), std::move(bytes));
}

std::string text_at(std::span<const std::byte> bytes, std::size_t at, std::size_t length) {
    if (at >= bytes.size()) return {};
    const auto part = bytes.subspan(at, std::min(length, bytes.size() - at));
    const std::string_view text(reinterpret_cast<const char*>(part.data()), part.size());
    return std::string(text.substr(0, text.find('\0')));
}

} // namespace dub::wave
