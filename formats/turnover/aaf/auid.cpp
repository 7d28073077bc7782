#include "formats/turnover/aaf/auid.h"

#include <fmt/format.h>

#include "formats/wave/bytes.h"

namespace dub::turnover::aaf {
namespace {

// Where byte i of the order of SMPTE 330 lies in a file: the material number's first three fields are turned.
constexpr std::array<std::size_t, 32> place_of{0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10,
                                               11, 12, 13, 14, 15, 19, 18, 17, 16, 21, 20,
                                               23, 22, 24, 25, 26, 27, 28, 29, 30, 31};

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

} // namespace

Auid auid_at(std::span<const std::byte> bytes) {
    Auid id;
    id.high = std::uint64_t{wave::load<std::uint32_t>(bytes, 0)} << 32 |
              std::uint64_t{wave::load<std::uint16_t>(bytes, 4)} << 16 | wave::load<std::uint16_t>(bytes, 6);
    id.low = __builtin_bswap64(wave::load<std::uint64_t>(bytes, 8));
    return id;
}

std::array<std::byte, 16> bytes_of(const Auid& id) {
    std::array<std::byte, 16> bytes{};
    const auto put = [&](std::size_t at, auto value) {
        std::memcpy(bytes.data() + at, &value, sizeof value);
    };
    put(0, static_cast<std::uint32_t>(id.high >> 32));
    put(4, static_cast<std::uint16_t>(id.high >> 16));
    put(6, static_cast<std::uint16_t>(id.high));
    put(8, __builtin_bswap64(id.low));
    return bytes;
}

std::string umid_text(const MobId& id) {
    std::string text;
    for (const std::size_t place : place_of)
        text += fmt::format("{:02x}", id.bytes.at(place));
    return text;
}

MobId mob_id_of(std::string_view umid_text) {
    MobId id;
    if (umid_text.size() != 64) return {};
    for (std::size_t i = 0; i < 32; ++i) {
        const int high = digit_of(umid_text[2 * i]), low = digit_of(umid_text[2 * i + 1]);
        if (high < 0 || low < 0) return {};
        id.bytes.at(place_of.at(i)) = static_cast<std::uint8_t>(high * 16 + low);
    }
    return id;
}

} // namespace dub::turnover::aaf
