#include "formats/overview/peak_file.h"

#include <algorithm>
#include <cassert>
#include <cstddef>

#include "engine/core/checksum.h"
#include "engine/core/layout.h"

namespace dub::overview {
namespace {

constexpr std::int64_t length_max = std::int64_t{1} << 47;

std::int64_t divided_up(std::int64_t n, std::int64_t by) { return n / by + (n % by != 0 ? 1 : 0); }

std::uint32_t checksum_of(const Head& head) {
    return crc32c({reinterpret_cast<const char*>(&head), offsetof(Head, checksum)});
}

} // namespace

std::uint32_t Block::computed() const {
    return crc32c({reinterpret_cast<const char*>(entries.data()), sizeof entries});
}

std::int64_t Shape::step(int level) {
    std::int64_t step = finest_step;
    for (int l = 0; l < level; ++l)
        step *= coarser;
    return step;
}

std::int64_t Shape::entries(int level) const { return divided_up(length.value, step(level)); }
std::int64_t Shape::blocks(int level) const { return divided_up(entries(level), block_entries); }

int Shape::levels() const {
    int levels = 1;
    while (blocks(levels - 1) > 1)
        ++levels;
    return levels;
}

std::uint64_t Shape::place_of(int level, std::int64_t block, int channel) const {
    std::int64_t before = 0;
    for (int l = 0; l < level; ++l)
        before += blocks(l) * channels;
    before += block * channels + channel;
    return sizeof(Head) + static_cast<std::uint64_t>(before) * sizeof(Block);
}

std::uint64_t Shape::file_bytes() const { return place_of(levels(), 0, 0); }

std::int64_t Shape::samples_of(int level, std::int64_t entry) const {
    return std::min(step(level), length.value - entry * step(level));
}

Head head_of(const Shape& shape, std::string_view key) {
    assert(key.size() <= key_bytes_max);
    Head head;
    head.channels = static_cast<std::uint32_t>(shape.channels);
    head.length = shape.length.value;
    head.rate = shape.rate.hz;
    head.key_bytes = static_cast<std::uint32_t>(key.size());
    std::ranges::copy(key, head.key.begin());
    head.checksum = checksum_of(head);
    return head;
}

std::optional<Shape> shape_of(const Head& head, std::string_view key) {
    const Head ours;
    const bool whole = head.magic == ours.magic && head.version == ours.version &&
                       head.checksum == checksum_of(head) && head.key_bytes <= key_bytes_max;
    if (!whole || std::string_view(head.key.data(), head.key_bytes) != key) return std::nullopt;
    if (head.channels < 1 || head.channels > Layout::max_channels || head.length < 0 ||
        head.length > length_max || head.rate < 1)
        return std::nullopt;
    return Shape{static_cast<int>(head.channels), {head.rate}, {head.length}};
}

} // namespace dub::overview
