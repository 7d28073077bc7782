#pragma once
// How an overview lies in its file. Values, any thread.
//
//   head, 256 bytes    magic, shape, the key it was built for, CRC-32C of all before
//   blocks, 3076 bytes each: 256 entries of min, max, mean square (float), CRC-32C of the entries
//
// Level 0 has an entry for each 256 samples, each further level one for eight of the level below, until one
// block holds a level. Blocks lie by level, then by place, then by channel; what a level's last block has no
// entries for is zero. All little-endian. In all at most 0.054 bytes for each sample of each channel, and
// 3 KiB for each level and channel: a 55th of a 24-bit recording.

#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/core/time.h"

namespace dub::overview {

static_assert(std::endian::native == std::endian::little, "heads and entries are written as they lie");

inline constexpr int finest_step = 256; // samples of an entry of level 0
inline constexpr int coarser = 8;       // entries of the level below in one
inline constexpr int block_entries = 256;
inline constexpr std::size_t key_bytes_max = 200;

struct Entry {
    float min, max, mean_square;
};
static_assert(sizeof(Entry) == 12);

struct Block {
    std::array<Entry, block_entries> entries{};
    std::uint32_t checksum = 0;
    [[nodiscard]] std::uint32_t computed() const;
};
static_assert(sizeof(Block) == 3076);

// The recording as it is heard.
struct Shape {
    int channels = 0;
    SampleRate rate;
    SampleCount length;
    friend bool operator==(const Shape&, const Shape&) = default;

    [[nodiscard]] int levels() const;
    [[nodiscard]] static std::int64_t step(int level); // samples of an entry
    [[nodiscard]] std::int64_t entries(int level) const;
    [[nodiscard]] std::int64_t blocks(int level) const;                                     // of one channel
    [[nodiscard]] std::uint64_t place_of(int level, std::int64_t block, int channel) const; // byte
    [[nodiscard]] std::uint64_t file_bytes() const;
    // How many samples an entry stands for; the last of a level for fewer.
    [[nodiscard]] std::int64_t samples_of(int level, std::int64_t entry) const;
};

struct Head {
    std::array<char, 8> magic{'D', 'U', 'B', 'P', 'E', 'A', 'K', 'S'};
    std::uint32_t version = 1; // of the format and of how recordings are converted
    std::uint32_t channels = 0;
    std::int64_t length = 0;
    std::int64_t rate = 0;
    std::uint32_t key_bytes = 0;
    std::array<char, key_bytes_max> key{};
    std::array<char, 16> spare{};
    std::uint32_t checksum = 0;
};
static_assert(sizeof(Head) == 256);

[[nodiscard]] Head head_of(const Shape& shape, std::string_view key);
// nullopt: not a head of ours, damaged, or for another key.
[[nodiscard]] std::optional<Shape> shape_of(const Head& head, std::string_view key);

} // namespace dub::overview
