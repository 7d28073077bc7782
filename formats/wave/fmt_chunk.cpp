#include "formats/wave/fmt_chunk.h"

#include <string_view>

#include <fmt/format.h>

#include "formats/wave/bytes.h"

namespace dub::wave {
namespace {

constexpr std::uint16_t tag_pcm = 1;
constexpr std::uint16_t tag_float = 3;
constexpr std::uint16_t tag_extensible = 0xFFFE;
// The last 14 bytes of KSDATAFORMAT_SUBTYPE_*; the first two are the tag.
constexpr std::string_view subtype_tail("\x00\x00\x00\x00\x10\x00\x80\x00\x00\xAA\x00\x38\x9B\x71", 14);

struct Fields {
    std::uint16_t tag = 0, channels = 0, block_align = 0, bits = 0;
    std::uint32_t rate = 0, byte_rate = 0;
    std::uint32_t mask = 0;
    std::uint16_t valid_bits = 0;
};

std::unexpected<Error> refuse(const std::string& name, const std::string& why) {
    return fail(ErrorCode::invalid, fmt::format("{}: its fmt chunk {}", name, why));
}

Result<Fields> read_fields(std::span<const std::byte> bytes, const std::string& name) {
    if (bytes.size() < 16)
        return refuse(name, fmt::format("has {} bytes; expected at least 16.", bytes.size()));
    Fields f;
    f.tag = load<std::uint16_t>(bytes, 0);
    f.channels = load<std::uint16_t>(bytes, 2);
    f.rate = load<std::uint32_t>(bytes, 4);
    f.byte_rate = load<std::uint32_t>(bytes, 8);
    f.block_align = load<std::uint16_t>(bytes, 12);
    f.bits = load<std::uint16_t>(bytes, 14);
    if (f.tag != tag_extensible) return f;
    if (bytes.size() < 40)
        return refuse(name,
                      fmt::format("is of the extensible kind but has {} bytes; expected 40.", bytes.size()));
    f.valid_bits = load<std::uint16_t>(bytes, 18);
    f.mask = load<std::uint32_t>(bytes, 20);
    f.tag = load<std::uint16_t>(bytes, 24);
    const std::string_view tail(reinterpret_cast<const char*>(bytes.data()) + 26, 14);
    if (tail != subtype_tail)
        return fail(ErrorCode::unfit,
                    fmt::format("{} holds sound in a code of its own (neither PCM nor float); "
                                "convert it to PCM.",
                                name));
    if (f.valid_bits > f.bits)
        return refuse(name, fmt::format("says {} valid bits in samples of {}.", f.valid_bits, f.bits));
    return f;
}

// Whole bytes hold a sample, the unused low bits are zero (12 bits lie in 16, 20 in 24).
Result<SampleType> type_of(const Fields& f, const std::string& name) {
    if (f.bits == 0) return refuse(name, "says zero bits per sample; expected 8, 16, 24 or 32.");
    if (f.tag == tag_float && f.bits == 32) return SampleType::float32;
    if (f.tag == tag_float && f.bits == 64) return SampleType::float64;
    if (f.tag == tag_float)
        return refuse(name, fmt::format("says float of {} bits; expected 32 or 64.", f.bits));
    if (f.tag != tag_pcm)
        return fail(
            ErrorCode::unfit,
            fmt::format("{} holds coded sound (WAVE format 0x{:04X}), not PCM or float; convert it to PCM.",
                        name, f.tag));
    switch ((f.bits + 7) / 8) {
    case 1:
        if (f.bits == 8) return SampleType::pcm8;
        break;
    case 2: return SampleType::pcm16;
    case 3: return SampleType::pcm24;
    case 4: return SampleType::pcm32;
    default: break;
    }
    return refuse(name, fmt::format("says {} bits per sample; expected 8, 16, 24 or 32.", f.bits));
}

} // namespace

Result<FormatChunk> parse_format(std::span<const std::byte> payload, const std::string& name) {
    TRY(const Fields f, read_fields(payload, name));
    if (f.channels == 0) return refuse(name, "says zero channels.");
    if (f.rate == 0 || f.rate > rate_max_hz)
        return refuse(name,
                      fmt::format("says a sample rate of {} Hz; expected 1 to {}.", f.rate, rate_max_hz));
    TRY(const SampleType type, type_of(f, name));
    const FormatChunk format{type, f.channels, {f.rate}, f.mask == 0 ? std::nullopt : std::optional(f.mask)};
    if (f.block_align != format.block_align())
        return refuse(name,
                      fmt::format("contradicts itself: block align {}, but {} channels of {} bits make {}.",
                                  f.block_align, f.channels, f.bits, format.block_align()));
    const auto byte_rate = std::uint64_t{f.rate} * f.block_align;
    if (f.byte_rate != 0 && f.byte_rate != static_cast<std::uint32_t>(byte_rate))
        return refuse(
            name,
            fmt::format("contradicts itself: {} bytes per second, but {} Hz with block align {} make {}.",
                        f.byte_rate, f.rate, f.block_align, byte_rate));
    return format;
}

std::vector<std::byte> format_payload(const FormatChunk& format) {
    const std::uint16_t tag =
        format.type == SampleType::float32 || format.type == SampleType::float64 ? tag_float : tag_pcm;
    const auto bits = static_cast<std::uint16_t>(bits_of(format.type));
    const auto align = static_cast<std::uint16_t>(format.block_align());
    const auto rate = static_cast<std::uint32_t>(format.rate.hz);
    ByteWriter out;
    out.put(format.mask ? tag_extensible : tag).put(static_cast<std::uint16_t>(format.channels));
    out.put(rate).put(rate * align).put(align).put(bits);
    if (!format.mask) return out.take();
    out.put(std::uint16_t{22}).put(bits).put(*format.mask).put(tag).text(subtype_tail);
    return out.take();
}

} // namespace dub::wave
