#include "engine/core/checksum.h"

#include <array>
#include <cstring>

namespace dub {
namespace {

constexpr std::uint32_t castagnoli = 0x82F63B78; // 0x1EDC6F41 with its bits reflected

// Eight bytes at a time ("slicing by 8", Kounavis and Berry 2005): table k is that of a byte with k bytes of
// zero behind it.
using Table = std::array<std::uint32_t, 256>;
constexpr std::array<Table, 8> crc_tables = [] {
    std::array<Table, 8> tables{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t rest = byte;
        for (int bit = 0; bit < 8; ++bit)
            rest = (rest & 1U) != 0 ? (rest >> 1) ^ castagnoli : rest >> 1;
        tables[0].at(byte) = rest;
    }
    for (std::size_t k = 1; k < tables.size(); ++k)
        for (std::size_t byte = 0; byte < 256; ++byte) {
            const std::uint32_t rest = tables.at(k - 1).at(byte);
            tables.at(k).at(byte) = (rest >> 8) ^ tables[0].at(rest & 0xFFU);
        }
    return tables;
}();

std::uint32_t of_bytes(std::string_view bytes, std::uint32_t rest) {
    for (const char byte : bytes)
        rest = (rest >> 8) ^ crc_tables[0][(rest ^ static_cast<unsigned char>(byte)) & 0xFFU];
    return rest;
}

} // namespace

std::uint64_t fnv1a(std::string_view bytes, std::uint64_t hash) {
    for (const char byte : bytes)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
    return hash;
}

std::uint32_t crc32c(std::string_view bytes) {
    std::uint32_t rest = 0xFFFFFFFFU;
    while (bytes.size() >= 8) {
        std::array<unsigned char, 8> b{};
        std::memcpy(b.data(), bytes.data(), 8);
        std::uint32_t next = 0;
        for (std::size_t k = 0; k < 4; ++k)
            next ^= crc_tables[7 - k][b[k] ^ (rest >> (8 * k) & 0xFFU)] ^ crc_tables[3 - k][b[k + 4]];
        rest = next;
        bytes.remove_prefix(8);
    }
    return ~of_bytes(bytes, rest);
}

} // namespace dub
