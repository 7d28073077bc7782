#include "formats/project/journal_file.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fmt/format.h>

#include "engine/core/atomic_file.h"

namespace dub::project {
namespace fs = std::filesystem;
namespace {

// Some shares know no locks: there two programs are the person's own care.
bool locked_by_another(int fd) { return ::flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK; }

std::unexpected<Error> in_use(const fs::path& path) {
    return fail(ErrorCode::unfit,
                fmt::format("The session of {} is open in another program that edits it; close it there.",
                            path.string()));
}

// 0, or the errno. Writes all or says why not.
int write_at(int fd, std::string_view bytes, std::uint64_t offset) {
    while (!bytes.empty()) {
        const ssize_t n = ::pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return n == 0 ? ENOSPC : errno;
        bytes.remove_prefix(static_cast<std::size_t>(n));
        offset += static_cast<std::uint64_t>(n);
    }
    return 0;
}

// The name of a new file is the folder's to keep.
int flush_folder(const fs::path& folder) {
    const int fd = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return 0;
    const int error = ::fsync(fd) == 0 ? 0 : errno;
    ::close(fd);
    return error;
}

} // namespace

JournalFile::JournalFile(fs::path path, int fd)
    : path_(std::move(path))
    , fd_(fd) {}

JournalFile::~JournalFile() {
    sync_.reset();
    ::close(fd_);
}

void JournalFile::start(const SyncRules& rules) {
    const auto sync = [fd = fd_, folder = path_.parent_path(), named = false]() mutable {
        const int error = ::fdatasync(fd) == 0 ? 0 : errno;
        if (error != 0 || named) return error;
        const int of_folder = flush_folder(folder);
        named = of_folder == 0;
        return of_folder;
    };
    sync_ = std::make_unique<BackgroundSync>(sync, rules);
}

Result<std::unique_ptr<JournalFile>> JournalFile::create(const fs::path& path, const JournalHeader& header,
                                                         const SyncRules& rules) {
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd < 0 && errno == EEXIST) return in_use(path);
    if (fd < 0) {
        Error error = io_error("write", path, errno);
        error.code = ErrorCode::io;
        return std::unexpected(std::move(error));
    }
    std::unique_ptr<JournalFile> journal(new JournalFile(path, fd));
    if (locked_by_another(fd)) return in_use(path);
    journal->start(rules);
    journal->unwritten_ = journal_begin(header);
    if (auto written = journal->write_out(); !written) {
        ::unlink(path.c_str());
        return std::unexpected(std::move(written).error());
    }
    return journal;
}

Result<std::unique_ptr<JournalFile>> JournalFile::go_on(const fs::path& path, const JournalRead& read,
                                                        std::size_t records, const SyncRules& rules) {
    const int fd = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (fd < 0) return std::unexpected(io_error("write", path, errno));
    std::unique_ptr<JournalFile> journal(new JournalFile(path, fd));
    if (locked_by_another(fd)) return in_use(path);
    journal->size_ = read.bytes_to(records);
    journal->sequence_ = records;
    if (::ftruncate(fd, static_cast<off_t>(journal->size_)) != 0)
        return std::unexpected(io_error("write", path, errno));
    journal->start(rules);
    return journal;
}

Result<void> JournalFile::write_out() {
    if (const int error = write_at(fd_, unwritten_, size_); error != 0) {
        // Half a record would look like damage to the ones that follow. Refused: they begin over it anyway.
        [[maybe_unused]] const int ignored = ::ftruncate(fd_, static_cast<off_t>(size_));
        return std::unexpected(io_error("write", path_, error));
    }
    size_ += unwritten_.size();
    unwritten_.clear();
    if (const int error = sync_->written(); error != 0)
        return std::unexpected(io_error("flush", path_, error));
    return {};
}

Result<std::uint64_t> JournalFile::append(const JournalRecord& record) {
    unwritten_ += journal_line(++sequence_, record);
    CHECK(write_out());
    return sequence_;
}

Result<void> JournalFile::flush() {
    if (!unwritten_.empty()) CHECK(write_out());
    if (const int error = sync_->flush(); error != 0) return std::unexpected(io_error("flush", path_, error));
    return {};
}

Result<void> JournalFile::begin_again(const JournalHeader& header) {
    if (::ftruncate(fd_, 0) != 0) return std::unexpected(io_error("write", path_, errno));
    size_ = sequence_ = 0;
    unwritten_ = journal_begin(header);
    return write_out();
}

bool is_in_use(const fs::path& journal) {
    const int fd = ::open(journal.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    const bool locked = locked_by_another(fd);
    ::close(fd);
    return locked;
}

} // namespace dub::project
