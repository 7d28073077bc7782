#include "formats/wave/bext.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "formats/wave/bytes.h"

namespace dub::wave {
namespace {

// Offsets of the fixed part, Tech 3285 v2 section 2.3.
constexpr std::size_t originator_at = 256, reference_at = 288, date_at = 320, time_at = 330,
                      time_reference_at = 338;
constexpr std::size_t version_at = 346, loudness_at = 412, fixed_size = 602, shortest = 348;
constexpr std::int16_t unknown = 0x7FFF;

// The basic UMID has 32 bytes, the extended 64; zeros are none. Version 0 has none.
std::string umid_at(std::span<const std::byte> bytes) {
    constexpr std::size_t umid_from = 348, basic = 32, extended = 64;
    if (bytes.size() < umid_from + extended || load<std::uint16_t>(bytes, version_at) == 0) return {};
    const auto umid = bytes.subspan(umid_from, extended);
    const auto is_zero = [](std::byte b) { return b == std::byte{0}; };
    if (std::ranges::all_of(umid.first(basic), is_zero)) return {};
    const bool whole = !std::ranges::all_of(umid.subspan(basic), is_zero);
    std::string digits;
    for (const std::byte b : umid.first(whole ? extended : basic))
        for (const unsigned nibble : {static_cast<unsigned>(b) >> 4U, static_cast<unsigned>(b) & 15U})
            digits += "0123456789abcdef"[nibble];
    return digits;
}

std::int16_t hundredths(std::optional<double> value) {
    if (!value || !std::isfinite(*value)) return unknown;
    return static_cast<std::int16_t>(std::lround(std::clamp(*value, -327.0, 327.0) * 100.0));
}

template <class Unit> std::int16_t field(const std::optional<Unit>& value) {
    return hundredths(value ? std::optional(value->value) : std::nullopt);
}

// Values beyond what Tech 3285 allows (-99.99 to 99.99) mean "not known", as 0x7FFF does.
template <class Unit> std::optional<Unit> unit_at(std::span<const std::byte> bytes, std::size_t at) {
    const auto value = load<std::int16_t>(bytes, at);
    if (value > 9999 || value < -9999) return std::nullopt;
    return Unit{value / 100.0};
}

} // namespace

std::optional<Bext> parse_bext(std::span<const std::byte> bytes) {
    if (bytes.size() < shortest) return std::nullopt;
    Bext bext;
    bext.description = text_at(bytes, 0, 256);
    bext.originator = text_at(bytes, originator_at, 32);
    bext.originator_reference = text_at(bytes, reference_at, 32);
    bext.date = text_at(bytes, date_at, 10);
    bext.time = text_at(bytes, time_at, 8);
    // More than 63 bits is no time of day; the position would wrap into the past.
    const auto reference = load<std::uint64_t>(bytes, time_reference_at);
    constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max() / 2);
    bext.time_reference.value = reference > largest ? 0 : static_cast<std::int64_t>(reference);
    bext.umid = umid_at(bytes);
    bext.coding_history = text_at(bytes, fixed_size, bytes.size());
    if (load<std::uint16_t>(bytes, version_at) < 2 || bytes.size() < loudness_at + 10) return bext;
    bext.loudness.integrated = unit_at<Lufs>(bytes, loudness_at);
    bext.loudness.range = unit_at<Lu>(bytes, loudness_at + 2);
    bext.loudness.true_peak_max = unit_at<Dbtp>(bytes, loudness_at + 4);
    bext.loudness.momentary_max = unit_at<Lufs>(bytes, loudness_at + 6);
    bext.loudness.short_term_max = unit_at<Lufs>(bytes, loudness_at + 8);
    return bext;
}

std::vector<std::byte> bext_payload(const Bext& bext) {
    ByteWriter out;
    out.field(bext.description, 256).field(bext.originator, 32).field(bext.originator_reference, 32);
    out.field(bext.date, 10).field(bext.time, 8);
    out.put(static_cast<std::uint64_t>(std::max<std::int64_t>(bext.time_reference.value, 0)));
    out.put(std::uint16_t{2}).zeros(64); // version 2, no UMID
    const BextLoudness& l = bext.loudness;
    out.put(field(l.integrated)).put(field(l.range)).put(field(l.true_peak_max));
    out.put(field(l.momentary_max)).put(field(l.short_term_max));
    out.zeros(180).text(bext.coding_history);
    out.zeros((4 - out.size() % 4) % 4);
    return out.take();
}

} // namespace dub::wave
