#pragma once
// The fmt chunk: how samples lie in the data. WAVE_FORMAT_PCM (tag 1), IEEE float (tag 3) and
// WAVE_FORMAT_EXTENSIBLE (tag 0xFFFE, Microsoft's multichannel note of 2001). Any thread.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "formats/wave/wave_info.h"

namespace dub::wave {

inline constexpr std::uint32_t rate_max_hz = 768'000;

struct FormatChunk {
    SampleType type = SampleType::pcm24;
    int channels = 0;
    SampleRate rate;
    std::optional<std::uint32_t> mask; // only when one is stated; a mask of 0 states nothing
    [[nodiscard]] int block_align() const { return channels * bits_of(type) / 8; }
};

// `name` begins the message. Refuses what contradicts itself: zero channels, bits or rate, a rate over 768
// kHz, a block align or byte rate that does not follow from the rest. Codes other than PCM and float are
// unfit.
[[nodiscard]] Result<FormatChunk> parse_format(std::span<const std::byte> payload, const std::string& name);
// 16 bytes, or 40 with a mask.
[[nodiscard]] std::vector<std::byte> format_payload(const FormatChunk& format);

} // namespace dub::wave
