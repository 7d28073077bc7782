// Reading a recording once and writing its overview.
#include <algorithm>
#include <cassert>
#include <cerrno>
#include <functional>
#include <limits>
#include <sys/mman.h>
#include <unistd.h>

#include <fmt/format.h>

#include "engine/core/atomic_file.h"
#include "engine/core/audio_buffer.h"
#include "formats/overview/overview.h"

namespace dub::overview {
namespace fs = std::filesystem;
namespace {

constexpr int piece = 8192; // samples read at a time: they stay in the first caches
static_assert(piece % finest_step == 0);

Entry entry_of(const Run& run) {
    constexpr double most = std::numeric_limits<float>::max();
    const double mean_square = run.samples == 0 ? 0 : run.squares / static_cast<double>(run.samples);
    return {run.min, run.max, static_cast<float>(std::min(mean_square, most))};
}

using Sink = std::function<Result<void>(std::span<const std::byte>)>;

// The finest level goes to the file block by block; the coarser ones, an eighth of it, wait in memory.
class Writer {
  public:
    Writer(const Shape& shape, Sink& sink)
        : shape_(shape)
        , sink_(sink)
        , open_(static_cast<std::size_t>(shape.channels)) {
        for (int level = 1; level < shape.levels(); ++level)
            coarse_.emplace_back(static_cast<std::size_t>(shape.channels),
                                 std::vector<Run>(static_cast<std::size_t>(shape.entries(level))));
    }

    // One entry's samples of one channel; channels in turn.
    void add(int channel, std::span<const float> samples) {
        const Run run = run_of(samples);
        open_[static_cast<std::size_t>(channel)].entries[static_cast<std::size_t>(filled_)] = entry_of(run);
        std::int64_t at = entry_;
        for (auto& level : coarse_) {
            at /= coarser;
            level[static_cast<std::size_t>(channel)][static_cast<std::size_t>(at)].join(run);
        }
    }
    // All channels have got theirs.
    Result<void> next() {
        ++entry_;
        if (++filled_ < block_entries) return {};
        return flush();
    }
    Result<void> finish() {
        if (filled_ > 0) CHECK(flush());
        for (const auto& level : coarse_)
            CHECK(write_level(level));
        return {};
    }

  private:
    Result<void> flush() {
        for (Block& block : open_) {
            CHECK(write(block));
            block = {};
        }
        filled_ = 0;
        return {};
    }
    Result<void> write_level(const std::vector<std::vector<Run>>& channels) {
        const std::size_t entries = channels.front().size();
        for (std::size_t first = 0; first < entries; first += block_entries)
            for (const auto& runs : channels) {
                Block block;
                const std::size_t last = std::min(entries, first + block_entries);
                for (std::size_t e = first; e < last; ++e)
                    block.entries[e - first] = entry_of(runs[e]);
                CHECK(write(block));
            }
        return {};
    }
    Result<void> write(Block& block) {
        block.checksum = block.computed();
        return sink_(std::as_bytes(std::span(&block, 1)));
    }

    Shape shape_;
    Sink& sink_;
    std::vector<Block> open_; // of each channel
    int filled_ = 0;          // entries of the open blocks
    std::int64_t entry_ = 0;
    std::vector<std::vector<std::vector<Run>>> coarse_; // level, channel, entry
};

Result<void> write_overview(AudioSource& source, std::string_view key, Sink sink, Progress& progress) {
    const Shape shape = shape_of(source.format());
    const Head head = head_of(shape, key);
    CHECK(sink(std::as_bytes(std::span(&head, 1))));
    Writer writer(shape, sink);
    AudioBuffer buffer(shape.channels, piece);
    const std::int64_t length = shape.length.value;
    for (std::int64_t at = 0; at < length; at += piece) {
        const int samples = static_cast<int>(std::min<std::int64_t>(piece, length - at));
        CHECK(source.read({at}, buffer.block(samples)));
        for (int from = 0; from < samples; from += finest_step) {
            const auto count = static_cast<std::size_t>(std::min(finest_step, samples - from));
            for (int c = 0; c < shape.channels; ++c)
                writer.add(c, {buffer.block().data(c) + from, count});
            CHECK(writer.next());
        }
        if (!progress.at(static_cast<double>(at) / static_cast<double>(length), "drawing"))
            return fail(ErrorCode::cancelled, "Stopped while a waveform was drawn; nothing was written.");
    }
    return writer.finish();
}

// A file without a name, in memory.
class HeldFile {
  public:
    HeldFile()
        : fd_(::memfd_create("dubstage overview", MFD_CLOEXEC)) {}
    HeldFile(const HeldFile&) = delete;
    HeldFile& operator=(const HeldFile&) = delete;
    ~HeldFile() {
        if (fd_ >= 0) ::close(fd_);
    }
    Result<void> write(std::span<const std::byte> bytes) const {
        while (!bytes.empty()) {
            const ssize_t n = ::write(fd_, bytes.data(), bytes.size());
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) return std::unexpected(io_error("write", "memory", errno));
            bytes = bytes.subspan(static_cast<std::size_t>(n));
        }
        return {};
    }
    [[nodiscard]] int release() { return std::exchange(fd_, -1); }

  private:
    int fd_;
};

} // namespace

Shape shape_of(const AudioFormat& format) { return {format.layout.channels(), format.rate, format.length}; }

Result<void> build_overview(AudioSource& source, const fs::path& file, std::string_view key,
                            Progress& progress) {
    TRY(AtomicFile out, AtomicFile::create(file, IfExists::replace));
    CHECK(write_overview(
        source, key, [&](std::span<const std::byte> bytes) { return out.write(bytes); }, progress));
    assert(out.size() == shape_of(source.format()).file_bytes());
    return out.commit();
}

Result<std::shared_ptr<const Overview>> hold_overview(AudioSource& source, std::string_view key,
                                                      Progress& progress) {
    HeldFile out;
    CHECK(write_overview(
        source, key, [&](std::span<const std::byte> bytes) { return out.write(bytes); }, progress));
    return Overview::adopt(out.release(), "memory", key);
}

} // namespace dub::overview
