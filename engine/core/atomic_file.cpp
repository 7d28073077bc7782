#include "engine/core/atomic_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

namespace dub {
namespace fs = std::filesystem;
namespace {

Result<void> write_all(int fd, std::span<const std::byte> bytes, std::uint64_t offset, const fs::path& path) {
    while (!bytes.empty()) {
        const ssize_t n = ::pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return std::unexpected(io_error("write", path, n == 0 ? ENOSPC : errno));
        bytes = bytes.subspan(static_cast<std::size_t>(n));
        offset += static_cast<std::uint64_t>(n);
    }
    return {};
}

std::unexpected<Error> exists_already(const fs::path& path) {
    return fail(
        ErrorCode::usage,
        fmt::format("{} exists already; give another name, or --force to replace it.", path.string()));
}

// Makes the rename itself durable: without it a crash can bring the old name back.
void flush_folder(const fs::path& folder) {
    const int fd = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    ::fsync(fd);
    ::close(fd);
}

} // namespace

namespace {

// What a person can do about it; empty where nobody knows.
std::string_view cure_for(int error_number) {
    switch (error_number) {
    case ENOENT: return " Check the name and the folders in it.";
    case EEXIST: return " Something else has this name; give another.";
    case ENOTDIR: return " A folder in this name is a file; give another.";
    case EISDIR: return " A file is needed here, not a folder.";
    case EACCES:
    case EPERM: return " Change its permissions, or name another place.";
    case EROFS: return " Name a place that can be written.";
    case ENOSPC:
    case EDQUOT: return " Make room, or name another disk.";
    case EFBIG: return " No file may grow so large here: raise the limit, or name another disk.";
    case EMFILE:
    case ENFILE: return " Too many files are open: use fewer --jobs.";
    case EIO: return " The disk or the way to it may be failing; try another.";
    default: return "";
    }
}

} // namespace

Error io_error(std::string_view doing, const fs::path& path, int error_number) {
    const bool missing = error_number == ENOENT || error_number == ENOTDIR;
    return {missing ? ErrorCode::not_found : ErrorCode::io,
            fmt::format("Cannot {} {}: {}.{}", doing, path.string(), std::strerror(error_number),
                        cure_for(error_number)),
            {}};
}

Result<AtomicFile> AtomicFile::create(const fs::path& path, IfExists if_exists) {
    struct stat status {};
    if (if_exists == IfExists::refuse && ::lstat(path.c_str(), &status) == 0) return exists_already(path);
    AtomicFile file;
    file.path_ = path;
    file.if_exists_ = if_exists;
    std::string name = path.string() + ".part-XXXXXX";
    file.fd_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (file.fd_ < 0) {
        Error error = io_error("write", path, errno);
        error.code = ErrorCode::io; // a missing folder for an output is the surroundings, not an input
        return std::unexpected(std::move(error));
    }
    file.temporary_ = name;
    ::fchmod(file.fd_, 0644);
    return file;
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept { *this = std::move(other); }

AtomicFile& AtomicFile::operator=(AtomicFile&& other) noexcept {
    if (this == &other) return *this;
    abandon();
    path_ = std::move(other.path_);
    temporary_ = std::move(other.temporary_);
    fd_ = std::exchange(other.fd_, -1);
    size_ = other.size_;
    if_exists_ = other.if_exists_;
    return *this;
}

AtomicFile::~AtomicFile() { abandon(); }

void AtomicFile::abandon() noexcept {
    if (fd_ < 0) return;
    ::close(std::exchange(fd_, -1));
    ::unlink(temporary_.c_str());
}

Result<void> AtomicFile::write(std::span<const std::byte> bytes) {
    CHECK(write_all(fd_, bytes, size_, path_));
    size_ += bytes.size();
    return {};
}

Result<void> AtomicFile::write(std::string_view text) { return write(std::as_bytes(std::span(text))); }

Result<void> AtomicFile::write_at(std::uint64_t offset, std::span<const std::byte> bytes) {
    return write_all(fd_, bytes, offset, path_);
}

Result<void> AtomicFile::commit() {
    if (::fsync(fd_) != 0) return std::unexpected(io_error("write", path_, errno));
    if (if_exists_ == IfExists::refuse) {
        // link() fails when somebody took the name meanwhile; rename() would overwrite it. Some shares know
        // no links.
        if (::link(temporary_.c_str(), path_.c_str()) == 0) {
            ::unlink(temporary_.c_str());
        } else if (errno == EEXIST) {
            return exists_already(path_);
        } else if (::rename(temporary_.c_str(), path_.c_str()) != 0) {
            return std::unexpected(io_error("write", path_, errno));
        }
    } else if (::rename(temporary_.c_str(), path_.c_str()) != 0) {
        return std::unexpected(io_error("write", path_, errno));
    }
    ::close(std::exchange(fd_, -1));
    flush_folder(path_.parent_path());
    return {};
}

Result<std::string> read_text_file(const fs::path& path, std::uint64_t limit) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        Error error = io_error("read", path, errno);
        return std::unexpected(std::move(error));
    }
    struct stat status {};
    ::fstat(fd, &status);
    if (!S_ISREG(status.st_mode) || static_cast<std::uint64_t>(status.st_size) > limit) {
        ::close(fd);
        return fail(ErrorCode::invalid,
                    fmt::format("{} is not a file this can read: expected at most {} MB of text.",
                                path.string(), limit / 1'000'000));
    }
    std::string text(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t got = 0;
    ssize_t n = 1; // 0: the file has become shorter; what is there is read
    int failure = 0;
    while (got < text.size() && n != 0 && failure == 0) {
        n = ::read(fd, text.data() + got, text.size() - got);
        if (n < 0 && errno != EINTR) failure = errno;
        if (n > 0) got += static_cast<std::size_t>(n);
    }
    ::close(fd);
    if (failure != 0) return std::unexpected(io_error("read", path, failure));
    text.resize(got);
    return text;
}

} // namespace dub
