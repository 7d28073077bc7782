#include "engine/core/checksum.h"

#include <array>

namespace dub {
namespace {

constexpr std::uint32_t castagnoli = 0x82F63B78; // 0x1EDC6F41 with its bits reflected

constexpr std::array<std::uint32_t, 256> crc_table = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t rest = byte;
        for (int bit = 0; bit < 8; ++bit)
            rest = (rest & 1U) != 0 ? (rest >> 1) ^ castagnoli : rest >> 1;
        table.at(byte) = rest;
    }
    return table;
}();

} // namespace

std::uint64_t fnv1a(std::string_view bytes, std::uint64_t hash) {
    for (const char byte : bytes)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
    return hash;
}

std::uint32_t crc32c(std::string_view bytes) {
    std::uint32_t rest = 0xFFFFFFFFU;
    for (const char byte : bytes)
        rest = (rest >> 8) ^ crc_table[(rest ^ static_cast<unsigned char>(byte)) & 0xFFU];
    return ~rest;
}

} // namespace dub
