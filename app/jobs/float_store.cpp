#include "app/jobs/float_store.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "engine/core/atomic_file.h"

namespace dub::app {
namespace {

constexpr std::int64_t gathered_samples = 8192; // per channel: large enough that a write costs little

// O_TMPFILE where the file system has it, else a name that is taken away at once.
int open_nameless(const std::filesystem::path& folder) {
    const int fd = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT)) return fd;
    std::string name = (folder / ".dubstage-XXXXXX").string();
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named >= 0) ::unlink(name.c_str());
    return named;
}

} // namespace

Result<std::unique_ptr<FloatStore>> FloatStore::create(const std::filesystem::path& folder,
                                                       const AudioFormat& format) {
    const int fd = open_nameless(folder);
    if (fd < 0) return std::unexpected(io_error("make a temporary file in", folder, errno));
    return std::unique_ptr<FloatStore>(new FloatStore(fd, folder, format));
}

FloatStore::FloatStore(int fd, std::filesystem::path folder, const AudioFormat& format)
    : fd_(fd)
    , folder_(std::move(folder))
    , format_(format) {
    gathered_.reserve(static_cast<std::size_t>(gathered_samples * format.layout.channels()));
}

FloatStore::~FloatStore() { ::close(fd_); }

Result<void> FloatStore::write(ConstAudioBlock block) {
    const int channels = format_.layout.channels();
    const std::size_t limit = static_cast<std::size_t>(gathered_samples * channels);
    for (int n = 0; n < block.samples(); ++n) {
        for (int c = 0; c < channels; ++c)
            gathered_.push_back(block.data(c)[n]);
        if (gathered_.size() >= limit) CHECK(flush());
    }
    return {};
}

Result<void> FloatStore::flush() {
    const auto* bytes = reinterpret_cast<const char*>(gathered_.data());
    std::size_t left = gathered_.size() * sizeof(float);
    while (left > 0) {
        const ssize_t put = ::write(fd_, bytes, left);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return std::unexpected(io_error("write a temporary file in", folder_, errno));
        bytes += put;
        left -= static_cast<std::size_t>(put);
    }
    written_ += static_cast<std::int64_t>(gathered_.size()) / format_.layout.channels();
    gathered_.clear();
    return {};
}

Result<void> FloatStore::finish() {
    CHECK(flush());
    if (written_ != format_.length.value)
        return fail(ErrorCode::io, fmt::format("a temporary file in {} holds {} samples, {} were expected",
                                               folder_.string(), written_, format_.length.value));
    return {};
}

Result<void> FloatStore::end_here() {
    CHECK(flush());
    format_.length = {written_};
    return {};
}

void FloatStore::end_before_failure() {
    gathered_.clear();
    format_.length = {written_};
}

Result<void> FloatStore::read(SamplePos start, AudioBlock out) const {
    const int channels = format_.layout.channels();
    for (int c = 0; c < channels; ++c)
        std::ranges::fill(out.channel(c), 0.0F);
    const std::int64_t from = std::max<std::int64_t>(start.value, 0);
    const std::int64_t to = std::min(start.value + out.samples(), written_);
    if (to <= from) return {};
    std::vector<float> mixed(static_cast<std::size_t>((to - from) * channels));
    auto* bytes = reinterpret_cast<char*>(mixed.data());
    std::size_t left = mixed.size() * sizeof(float);
    off_t at = static_cast<off_t>(from * channels * static_cast<std::int64_t>(sizeof(float)));
    while (left > 0) {
        const ssize_t got = ::pread(fd_, bytes, left, at);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0)
            return std::unexpected(io_error("read a temporary file in", folder_, got < 0 ? errno : EIO));
        bytes += got;
        at += got;
        left -= static_cast<std::size_t>(got);
    }
    const std::int64_t into = from - start.value;
    for (int c = 0; c < channels; ++c)
        for (std::int64_t n = 0; n < to - from; ++n)
            out.data(c)[into + n] = mixed[static_cast<std::size_t>(n * channels + c)];
    return {};
}

} // namespace dub::app
