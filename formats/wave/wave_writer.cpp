#include "formats/wave/wave_writer.h"

#include <algorithm>
#include <array>
#include <cassert>

#include <fmt/format.h>

#include "formats/wave/pcm_kernels.h"
#include "formats/wave/wave_header.h"

namespace dub::wave {
namespace {

constexpr std::size_t buffer_size = std::size_t{1} << 20U; // one write a MiB

std::unexpected<Error> unfit(const std::filesystem::path& path, const std::string& why) {
    return fail(ErrorCode::unfit, fmt::format("{} cannot be written: {}", path.string(), why));
}

Result<void> check_options(const std::filesystem::path& path, const WriteOptions& options) {
    if (options.layout.channels() == 0) return unfit(path, "no channel layout is known; name one.");
    if (options.type == SampleType::pcm8 || options.type == SampleType::float64)
        return unfit(path,
                     "8-bit and 64-bit samples are only read; choose 16, 24 or 32 bits or 32-bit float.");
    if (options.rate.hz < 1 || options.rate.hz > rate_max_hz)
        return unfit(path,
                     fmt::format("a sample rate of {} Hz; expected 1 to {}.", options.rate.hz, rate_max_hz));
    if (options.mask == Mask::yes && !wave_mask(options.layout))
        return unfit(path, fmt::format("WAVE knows no channel mask for {}; write it without one.",
                                       options.layout.name()));
    if (!options.bext) return {};
    const Bext& b = *options.bext;
    if (b.description.size() > 256 || b.originator.size() > 32 || b.originator_reference.size() > 32)
        return unfit(path, "the bext texts are too long; expected at most 256 bytes of description, 32 of "
                           "originator and 32 of "
                           "its reference.");
    return {};
}

ChannelOrder order_of(const WriteOptions& options) {
    return options.mask == Mask::yes ? ChannelOrder::wave_mask : options.order;
}

Header header_of(WriteOptions& options, int channels) {
    Header header;
    header.format = {options.type, channels, options.rate,
                     options.mask == Mask::yes ? wave_mask(options.layout) : std::nullopt};
    header.large = options.large;
    header.bext = std::move(options.bext);
    header.ixml = std::move(options.ixml);
    header.chna = std::move(options.chna);
    if (header.ixml && header.ixml->track_names.empty())
        for (const auto& speaker : ordered(options.layout, order_of(options)))
            header.ixml->track_names.emplace_back(speaker ? label(*speaker) : "");
    return header;
}

} // namespace

struct WaveWriter::State {
    AtomicFile file;
    Header header;
    std::string axml;
    std::vector<int> sources; // for each channel of the file, the channel of the block; -1 is silence
    std::size_t align = 0;
    std::uint64_t samples = 0;
    bool closed = false;
    std::vector<std::byte> buffer = std::vector<std::byte>(buffer_size);
    std::size_t used = 0;
    std::vector<float> floats = std::vector<float>(floats_per_step);
    std::vector<float> silence = std::vector<float>(floats_per_step);

    Result<void> flush() {
        CHECK(file.write(std::span(buffer).first(used)));
        used = 0;
        return {};
    }

    [[nodiscard]] std::uint64_t data_bytes() const { return samples * align; }
};

WaveWriter::WaveWriter(std::unique_ptr<State> state)
    : state_(std::move(state)) {}
WaveWriter::~WaveWriter() = default;

Result<std::unique_ptr<WaveWriter>> WaveWriter::create(const std::filesystem::path& path,
                                                       WriteOptions options) {
    CHECK(check_options(path, options));
    std::vector<int> sources = permutation(options.layout, order_of(options));
    TRY(AtomicFile file, AtomicFile::create(path, options.if_exists));
    Header header = header_of(options, static_cast<int>(sources.size()));
    const auto align = static_cast<std::size_t>(header.format.block_align());
    CHECK(file.write(header_bytes(header, 0, 0)));
    auto state = std::unique_ptr<State>(
        new State{std::move(file), std::move(header), std::move(options.axml), std::move(sources), align});
    return std::unique_ptr<WaveWriter>(new WaveWriter(std::move(state)));
}

Result<void> WaveWriter::write(ConstAudioBlock block) {
    State& s = *state_;
    assert(!s.closed && std::ranges::all_of(s.sources, [&](int c) { return c < block.channels(); }));
    const PcmKernels& kernels = pcm_kernels();
    const auto channels = static_cast<int>(s.sources.size());
    const auto total = static_cast<std::size_t>(block.samples());
    const std::size_t step = floats_per_step / s.sources.size();
    std::array<const float*, Layout::max_channels> rows{};
    for (std::size_t done = 0; done < total; done += step) {
        const std::size_t now = std::min(step, total - done);
        for (std::size_t c = 0; c < s.sources.size(); ++c)
            rows[c] = s.sources[c] < 0 ? s.silence.data() : block.data(s.sources[c]) + done;
        if (s.used + now * s.align > s.buffer.size()) CHECK(s.flush());
        kernels.interleave(rows.data(), channels, now, s.floats.data());
        kernels.encode(s.header.format.type, s.floats.data(), s.buffer.data() + s.used,
                       now * s.sources.size());
        s.used += now * s.align;
        s.samples += now;
    }
    return {};
}

Result<void> WaveWriter::close_header() {
    State& s = *state_;
    if (s.closed) return {};
    CHECK(s.flush());
    const std::vector<std::byte> tail = tail_bytes(s.data_bytes(), s.axml);
    CHECK(s.file.write(tail));
    CHECK(s.file.write_at(0, header_bytes(s.header, s.samples, tail.size())));
    s.closed = true;
    s.buffer = {};
    return {};
}

Result<void> WaveWriter::commit() {
    assert(state_->closed);
    return state_->file.commit();
}

Result<void> WaveWriter::finish() {
    CHECK(close_header());
    return commit();
}

const std::filesystem::path& WaveWriter::temporary_path() const { return state_->file.temporary_path(); }

void WaveWriter::set_loudness(const BextLoudness& loudness) {
    if (state_->header.bext) state_->header.bext->loudness = loudness;
}

void WaveWriter::set_axml(std::string axml) { state_->axml = std::move(axml); }

void WaveWriter::set_chna(std::vector<ChnaEntry> entries) {
    assert(entries.size() == state_->header.chna.size()); // the header's length is settled
    state_->header.chna = std::move(entries);
}

} // namespace dub::wave
