#include "formats/wave/wave_reader.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "formats/wave/bytes.h"
#include "formats/wave/inspect.h"
#include "formats/wave/pcm_kernels.h"

namespace dub::wave {
namespace {

constexpr std::size_t read_ahead = std::size_t{64} << 10U;
constexpr std::size_t straight_from = std::size_t{8} << 10U; // bytes wanted at a time: not worth keeping more

} // namespace

struct WaveReader::State {
    std::unique_ptr<ByteSource> bytes;
    WaveInfo info;
    std::size_t align = 0;         // bytes of one sample of all channels
    std::vector<std::byte> buffer; // what lies at [buffered_from, + buffered) of the data, in whole samples
    std::int64_t buffered_from = 0;
    std::int64_t buffered = 0;
    std::int64_t next = -1; // where the last read ended: a read from there is consecutive
    std::vector<float> floats = std::vector<float>(floats_per_step);

    [[nodiscard]] std::int64_t length() const { return info.format.length.value; }

    [[nodiscard]] std::uint64_t place_of(std::int64_t at) const {
        return info.data_offset + static_cast<std::uint64_t>(at) * align;
    }

    // Makes at least one sample from `at` on available. Reads ahead only when the reader goes straight on.
    Result<void> fill(std::int64_t at, std::int64_t wanted) {
        const auto room = std::max<std::int64_t>(1, static_cast<std::int64_t>(read_ahead / align));
        const std::int64_t count =
            std::min({at == next ? room : std::min(wanted, room), room, length() - at});
        buffer.resize(static_cast<std::size_t>(count) * align);
        buffered = 0; // a failed read leaves nothing that looks valid
        CHECK(bytes->read(place_of(at), buffer));
        buffered_from = at;
        buffered = count;
        return {};
    }

    // Some of the `wanted` samples from `at`, by way of the stack: it lies in the first-level cache, where a
    // buffer for each of a hundred tracks does not. Returns how many.
    Result<std::int64_t> read_straight(std::int64_t at, std::int64_t wanted, AudioBlock out, int place) {
        std::array<std::byte, std::size_t{32} << 10U> raw; // NOLINT(*-member-init): filled by read()
        const std::int64_t count = std::min(wanted, static_cast<std::int64_t>(raw.size() / align));
        CHECK(bytes->read(place_of(at), std::span(raw).first(static_cast<std::size_t>(count) * align)));
        convert(raw.data(), count, out, place);
        return count;
    }

    // `count` samples into `out` at `place`.
    void convert(const std::byte* from, std::int64_t count, AudioBlock out, int place) {
        const PcmKernels& kernels = pcm_kernels();
        const int channels = info.channels;
        const auto step = static_cast<std::int64_t>(floats_per_step) / channels;
        std::array<float*, Layout::max_channels> rows{};
        for (std::int64_t done = 0; done < count; done += step) {
            const auto now = static_cast<std::size_t>(std::min(step, count - done));
            for (int c = 0; c < channels; ++c)
                rows[static_cast<std::size_t>(c)] = out.data(c) + place + done;
            kernels.decode(info.type, from, channels == 1 ? rows[0] : floats.data(),
                           now * static_cast<std::size_t>(channels));
            if (channels > 1) kernels.deinterleave(floats.data(), channels, now, rows.data());
            from += now * align;
        }
    }
};

WaveReader::WaveReader(std::unique_ptr<State> state)
    : state_(std::move(state)) {}
WaveReader::~WaveReader() = default;

Result<std::unique_ptr<WaveReader>> WaveReader::open(const std::filesystem::path& path) {
    TRY(auto bytes, open_bytes(path));
    return open(std::move(bytes));
}

Result<std::unique_ptr<WaveReader>> WaveReader::open(std::unique_ptr<ByteSource> bytes) {
    TRY(WaveInfo info, inspect_wave(*bytes));
    if (info.channels > Layout::max_channels)
        return fail(ErrorCode::unfit,
                    fmt::format("{} has {} channels; up to {} are read. Split it into smaller files.",
                                bytes->name(), info.channels, Layout::max_channels));
    auto state = std::make_unique<State>();
    state->align = static_cast<std::size_t>(info.channels) * static_cast<std::size_t>(bits_of(info.type)) / 8;
    state->bytes = std::move(bytes);
    state->info = std::move(info);
    return std::unique_ptr<WaveReader>(new WaveReader(std::move(state)));
}

const WaveInfo& WaveReader::info() const { return state_->info; }
const AudioFormat& WaveReader::format() const { return state_->info.format; }

Result<void> WaveReader::read(SamplePos start, AudioBlock out) {
    State& s = *state_;
    const std::int64_t end = start.value + out.samples();
    const std::int64_t from = std::clamp<std::int64_t>(start.value, 0, s.length());
    const std::int64_t to = std::clamp<std::int64_t>(end, from, s.length());
    const auto lead = static_cast<std::ptrdiff_t>(from - start.value);
    for (int c = 0; c < out.channels() && (from > start.value || to < end); ++c)
        std::ranges::fill(out.channel(c), 0.0F); // only at the edges of the file
    if (from == to) return {};
    std::ptrdiff_t place = lead;
    for (std::int64_t at = from; at < to;) {
        const bool there = at >= s.buffered_from && at < s.buffered_from + s.buffered;
        std::int64_t count = 0;
        if (!there && static_cast<std::size_t>(to - at) * s.align >= straight_from) {
            TRY(count, s.read_straight(at, to - at, out, static_cast<int>(place)));
        } else {
            if (!there) CHECK(s.fill(at, to - at));
            count = std::min(to, s.buffered_from + s.buffered) - at;
            s.convert(s.buffer.data() + static_cast<std::size_t>(at - s.buffered_from) * s.align, count, out,
                      static_cast<int>(place));
        }
        at += count;
        place += count;
        s.next = at;
    }
    return {};
}

bool sniff_wave(std::string_view head) {
    const std::string_view id = head.substr(0, 4);
    return head.size() >= 12 && (id == "RIFF" || id == "RF64" || id == "BW64") && head.substr(8, 4) == "WAVE";
}

} // namespace dub::wave
