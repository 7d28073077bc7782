#include "formats/overview/overview.h"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "engine/core/atomic_file.h"
#include "engine/core/audio_buffer.h"
#include "engine/core/checksum.h"
#include "formats/overview/tidy.h"

namespace dub::overview {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view extension = ".peaks";

std::unexpected<Error> unusable(const fs::path& file) {
    return fail(ErrorCode::invalid,
                fmt::format("{} is damaged or no overview of this recording; it is built again when it is "
                            "wanted.",
                            file.string()));
}

// False at the end of the file.
Result<bool> read_at(int fd, std::uint64_t offset, std::span<char> to, const fs::path& file) {
    std::size_t done = 0;
    while (done < to.size()) {
        const ssize_t n = ::pread(fd, to.data() + done, to.size() - done, static_cast<off_t>(offset + done));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return std::unexpected(io_error("read", file, errno));
        if (n == 0) return false;
        done += static_cast<std::size_t>(n);
    }
    return true;
}

template <class T> std::span<char> bytes_of(T& value) {
    return {reinterpret_cast<char*>(&value), sizeof value};
}

} // namespace

std::string key_of(const session::Media& media, SampleRate session_rate) {
    return fmt::format("{}-{} stream {} channels {} rate {} to {} speed {}/{} {}", media.bytes, media.hash,
                       media.stream, media.layout.channels(), media.rate.hz, session_rate.hz, media.speed.num,
                       media.speed.den, std::to_underlying(media.speed.method))
        .substr(0, key_bytes_max);
}

fs::path file_of(const fs::path& folder, std::string_view key) {
    return folder / fmt::format("{:016x}{}", fnv1a(key), extension);
}

// One level of one channel; the last block read is kept.
class Overview::Blocks {
  public:
    Blocks(const Overview& of, int level, int channel)
        : of_(of)
        , level_(level)
        , channel_(channel) {}

    Result<Run> run(std::int64_t entry) {
        const std::int64_t number = entry / block_entries;
        if (number != number_) CHECK(load(number));
        const Entry& e = block_.entries[static_cast<std::size_t>(entry % block_entries)];
        const std::int64_t samples = of_.shape_.samples_of(level_, entry);
        return Run{e.min, e.max, static_cast<double>(e.mean_square) * static_cast<double>(samples), samples};
    }

  private:
    Result<void> load(std::int64_t number) {
        number_ = -1;
        TRY(const bool there,
            read_at(of_.fd_, of_.shape_.place_of(level_, number, channel_), bytes_of(block_), of_.file_));
        if (!there || block_.checksum != block_.computed()) return unusable(of_.file_);
        number_ = number;
        return {};
    }

    const Overview& of_;
    int level_, channel_;
    std::int64_t number_ = -1;
    Block block_;
};

Result<std::shared_ptr<const Overview>> Overview::open(const fs::path& file, std::string_view key) {
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return std::unexpected(io_error("read", file, errno));
    TRY(auto overview, adopt(fd, file, key));
    note_use(file);
    return overview;
}

Result<std::shared_ptr<const Overview>> Overview::adopt(int fd, fs::path name, std::string_view key) {
    const std::shared_ptr<Overview> overview(new Overview(std::move(name), fd)); // closes
    struct stat status {};
    if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) return unusable(overview->file_);
    Head head;
    TRY(const bool there, read_at(fd, 0, bytes_of(head), overview->file_));
    const auto shape = there ? shape_of(head, key) : std::nullopt;
    if (!shape || static_cast<std::uint64_t>(status.st_size) != shape->file_bytes())
        return unusable(overview->file_);
    overview->shape_ = *shape;
    return overview;
}

Overview::~Overview() { ::close(fd_); }

int Overview::level_for(SampleRange range, int count) const {
    const std::int64_t half = range.length().value / count / 2;
    int level = 0;
    while (level + 1 < shape_.levels() && Shape::step(level + 1) <= half)
        ++level;
    return level;
}

SampleCount Overview::grid(SampleRange range, int count) const {
    return {Shape::step(level_for(range, count))};
}

Result<std::vector<Column>> Overview::columns(int channel, SampleRange range, int count) const {
    assert(channel >= 0 && channel < shape_.channels && count >= 0);
    std::vector<Column> columns(static_cast<std::size_t>(count));
    if (count == 0) return columns;
    const int level = level_for(range, count);
    const std::int64_t step = Shape::step(level);
    Blocks blocks(*this, level, channel);
    for (int c = 0; c < count; ++c) {
        const SampleRange part = column_range(range, count, c, {step}).clipped({{0}, {shape_.length.value}});
        Run run;
        for (std::int64_t at = part.start.value; at < part.end.value; at += step) {
            TRY(const Run one, blocks.run(at / step));
            run.join(one);
        }
        columns[static_cast<std::size_t>(c)] = run.column();
    }
    return columns;
}

Result<std::vector<std::vector<Column>>> read_columns(AudioSource& source, SampleRange range, int count) {
    constexpr int piece = 8192;
    const int channels = source.format().layout.channels();
    const SampleRange there{{0}, {source.format().length.value}};
    std::vector<std::vector<Column>> columns(static_cast<std::size_t>(channels),
                                             std::vector<Column>(static_cast<std::size_t>(count)));
    AudioBuffer buffer(channels, piece);
    SampleRange held{{0}, {0}}; // what the buffer holds
    std::vector<Run> runs(static_cast<std::size_t>(channels));
    for (int c = 0; c < count; ++c) {
        const SampleRange part = column_range(range, count, c, {1}).clipped(there);
        std::ranges::fill(runs, Run{});
        for (SamplePos at = part.start; at < part.end;) {
            if (!held.contains(at)) {
                held = {at, std::min(at + SampleCount{piece}, std::max(range.clipped(there).end, part.end))};
                CHECK(source.read(at, buffer.block(static_cast<int>(held.length().value))));
            }
            const SampleRange here = SampleRange{at, part.end}.clipped(held);
            for (int k = 0; k < channels; ++k)
                runs[static_cast<std::size_t>(k)].join(
                    run_of({buffer.block().data(k) + (here.start - held.start).value,
                            static_cast<std::size_t>(here.length().value)}));
            at = here.end;
        }
        for (std::size_t k = 0; k < runs.size(); ++k)
            columns[k][static_cast<std::size_t>(c)] = runs[k].column();
    }
    return columns;
}

} // namespace dub::overview
