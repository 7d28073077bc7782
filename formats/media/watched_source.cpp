#include "formats/media/watched_source.h"

#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "engine/core/atomic_file.h"

namespace dub::media {
namespace fs = std::filesystem;
namespace {

FileStamp stamp_from(const struct stat& status) {
    return {static_cast<std::uint64_t>(status.st_size),
            std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec,
            static_cast<std::uint64_t>(status.st_ino)};
}

class WatchedSource final : public AudioSource {
  public:
    WatchedSource(std::unique_ptr<AudioSource> inner, fs::path path, FileStamp stamp)
        : inner_(std::move(inner))
        , path_(std::move(path))
        , stamp_(stamp) {}

    [[nodiscard]] const AudioFormat& format() const override { return inner_->format(); }

    [[nodiscard]] Result<void> read(SamplePos start, AudioBlock out) override {
        if (start != next_ || unwatched_ >= watch_every) {
            unwatched_ = watch_every; // a change once seen is seen again
            CHECK(check_unchanged(path_, stamp_));
            unwatched_ = 0;
        }
        unwatched_ += out.samples();
        next_ = start + SampleCount{out.samples()};
        return inner_->read(start, out);
    }

  private:
    // Asking the disk at each block of each of a hundred tracks would cost a tenth of a mix: a run of blocks
    // is watched about once a second of sound, a jump always.
    static constexpr std::int64_t watch_every = 65536;

    std::unique_ptr<AudioSource> inner_;
    fs::path path_;
    FileStamp stamp_;
    SamplePos next_{-1}; // where the run of blocks goes on
    std::int64_t unwatched_ = watch_every;
};

} // namespace

Result<FileStamp> stamp_of(const fs::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        const int number = errno;
        if (number == ENOENT || number == ENOTDIR)
            return fail(ErrorCode::not_found,
                        fmt::format("{} does not exist; check the name and the folder.", path.string()));
        return std::unexpected(io_error("read", path, number));
    }
    if (S_ISDIR(status.st_mode))
        return fail(ErrorCode::invalid,
                    fmt::format("{} is a folder; name the recording in it.", path.string()));
    if (!S_ISREG(status.st_mode))
        return fail(ErrorCode::invalid,
                    fmt::format("{} is not a file on a disk; copy the recording to one.", path.string()));
    if (::access(path.c_str(), R_OK) != 0) return std::unexpected(io_error("read", path, errno));
    if (status.st_size == 0)
        return fail(
            ErrorCode::invalid,
            fmt::format("{} is empty (0 bytes); copy it again from where it came from.", path.string()));
    return stamp_from(status);
}

Result<void> check_unchanged(const fs::path& path, const FileStamp& stamp) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0)
        return fail(ErrorCode::invalid,
                    fmt::format("{} has gone while it was being read; put it back, or relink the session "
                                "to where it lies now.",
                                path.string()));
    if (stamp_from(status) != stamp)
        return fail(ErrorCode::invalid, fmt::format("{} has changed since it was opened ({} bytes then, "
                                                    "{} now); let nothing write to it, then "
                                                    "import it again.",
                                                    path.string(), stamp.bytes, status.st_size));
    return {};
}

std::unique_ptr<AudioSource> watched(std::unique_ptr<AudioSource> inner, fs::path path, FileStamp stamp) {
    return std::make_unique<WatchedSource>(std::move(inner), std::move(path), stamp);
}

} // namespace dub::media
