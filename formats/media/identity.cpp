#include "formats/media/identity.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>

#include "engine/core/atomic_file.h"
#include "engine/core/checksum.h"
#include "formats/media/watched_source.h"

extern "C" {
#include <libavutil/mem.h>
#include <libavutil/sha.h>
}

namespace dub::media {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t part_bytes = 64 * 1024;

class File {
  public:
    static Result<File> open(const fs::path& path) {
        File file;
        file.path_ = path;
        file.fd_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (file.fd_ < 0) return std::unexpected(io_error("read", path, errno));
        return file;
    }
    File(File&& other) noexcept
        : path_(std::move(other.path_))
        , fd_(std::exchange(other.fd_, -1)) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    File& operator=(File&&) = delete;
    ~File() {
        if (fd_ >= 0) ::close(fd_);
    }
    // Fewer bytes only at the end of the file.
    Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> to) const {
        std::size_t done = 0;
        while (done < to.size()) {
            const ssize_t n =
                ::pread(fd_, to.data() + done, to.size() - done, static_cast<off_t>(offset + done));
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) return std::unexpected(io_error("read", path_, errno));
            if (n == 0) break;
            done += static_cast<std::size_t>(n);
        }
        return done;
    }

  private:
    File() = default;
    fs::path path_;
    int fd_ = -1;
};

} // namespace

Result<Identity> identity_of(const fs::path& path) {
    TRY(const FileStamp stamp, stamp_of(path));
    TRY(const File file, File::open(path));
    std::uint64_t hash = fnv1a_basis;
    std::vector<std::uint8_t> part(part_bytes);
    const std::uint64_t rest = stamp.bytes > part_bytes ? stamp.bytes - part_bytes : 0;
    for (const std::uint64_t offset : {std::uint64_t{0}, rest / 2, rest}) {
        TRY(const std::size_t got, file.read(offset, part));
        hash = fnv1a({reinterpret_cast<const char*>(part.data()), got}, hash);
    }
    return Identity{stamp.bytes, fmt::format("{:016x}", hash)};
}

Result<std::string> sha256_of(const fs::path& path, const std::function<bool(double)>& progress) {
    TRY(const FileStamp stamp, stamp_of(path));
    TRY(const File file, File::open(path));
    struct Free {
        void operator()(AVSHA* sha) const { av_free(sha); }
    };
    const std::unique_ptr<AVSHA, Free> sha(av_sha_alloc());
    if (!sha || av_sha_init(sha.get(), 256) < 0)
        return fail(ErrorCode::io,
                    fmt::format("Cannot compute the checksum of {}: out of memory.", path.string()));
    std::vector<std::uint8_t> part(std::size_t{1} << 20);
    for (std::uint64_t offset = 0;;) {
        TRY(const std::size_t got, file.read(offset, part));
        av_sha_update(sha.get(), part.data(), got);
        offset += got;
        const double whole = static_cast<double>(std::max({stamp.bytes, offset, std::uint64_t{1}}));
        if (progress && !progress(static_cast<double>(offset) / whole))
            return fail(ErrorCode::cancelled, "Stopped while a checksum was computed.");
        if (got < part.size()) break;
    }
    std::array<std::uint8_t, 32> digest{};
    av_sha_final(sha.get(), digest.data());
    std::string text;
    for (const std::uint8_t byte : digest)
        text += fmt::format("{:02x}", byte);
    return text;
}

} // namespace dub::media
