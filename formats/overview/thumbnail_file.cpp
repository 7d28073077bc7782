#include "formats/overview/thumbnail_file.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>

#include <fmt/format.h>

#include "engine/core/atomic_file.h"
#include "engine/core/checksum.h"
#include "formats/overview/tidy.h"

namespace dub::overview {
namespace fs = std::filesystem;
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are written as they lie");

constexpr std::size_t max_file_bytes = 64 * 1024 * 1024;
constexpr std::int64_t max_cuts = 1 << 20;
constexpr std::int64_t not_looked_for = -1;

struct ThumbnailHead {
    std::array<char, 8> magic{'D', 'U', 'B', 'T', 'H', 'U', 'M', 'B'};
    std::int64_t version = 1; // of the file, and of how thumbnails and cuts are found
    std::int64_t rate_num = 0, rate_den = 0;
    std::int64_t length = 0, every = 0;
    std::int64_t width = 0, height = 0;
    std::int64_t pictures = 0, cuts = not_looked_for;
    std::uint64_t key = 0; // FNV-1a
};
static_assert(sizeof(ThumbnailHead) == 88);

template <class T> void append_bytes(std::string& to, const T& value) {
    to.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T> T take(std::string_view& from) {
    T value{};
    std::memcpy(&value, from.data(), sizeof value);
    from.remove_prefix(sizeof value);
    return value;
}

std::size_t pixels_of(const ThumbnailHead& head) {
    return static_cast<std::size_t>(head.width) * static_cast<std::size_t>(head.height);
}

void append_picture(std::string& to, const Picture* picture, const ThumbnailHead& head) {
    const std::size_t start = to.size();
    to.resize(start + 1 + 3 * pixels_of(head));
    if (picture == nullptr) return;
    to[start] = 1;
    char* out = to.data() + start + 1;
    for (int y = 0; y < picture->size.height; ++y)
        for (int x = 0; x < picture->size.width; ++x) {
            const auto place = static_cast<std::size_t>(y) * static_cast<std::size_t>(picture->stride) +
                               static_cast<std::size_t>(x);
            for (const int shift : {16, 8, 0})
                *out++ = static_cast<char>(picture->pixels[place] >> shift);
        }
}

std::shared_ptr<const Picture> take_picture(std::string_view& from, const ThumbnailHead& head,
                                            FrameCount index) {
    const bool there = from.front() == 1;
    const std::string_view rgb = from.substr(1, 3 * pixels_of(head));
    from.remove_prefix(1 + rgb.size());
    if (!there) return nullptr;
    auto picture = std::make_shared<Picture>();
    picture->index = index;
    picture->size = {static_cast<int>(head.width), static_cast<int>(head.height)};
    picture->stride = picture->size.width;
    picture->pixels.reserve(pixels_of(head));
    const auto at = [&](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(rgb[i]));
    };
    for (std::size_t i = 0; i < rgb.size(); i += 3)
        picture->pixels.push_back(0xFF000000U | at(i) << 16 | at(i + 1) << 8 | at(i + 2));
    return picture;
}

// Whole numbers within what is ever written, and a body exactly as long as they say.
bool is_sane(const ThumbnailHead& head, std::size_t body_bytes) {
    const bool fits = head.rate_num > 0 && head.rate_den > 0 && head.length > 0 && head.every > 0 &&
                      head.width > 0 && head.width <= largest_thumbnail.width && head.height > 0 &&
                      head.height <= largest_thumbnail.height && head.pictures > 0 &&
                      head.pictures <= max_thumbnails && head.cuts >= not_looked_for && head.cuts <= max_cuts;
    if (!fits) return false;
    const auto cuts = static_cast<std::size_t>(std::max<std::int64_t>(0, head.cuts));
    return body_bytes ==
           static_cast<std::size_t>(head.pictures) * (1 + 3 * pixels_of(head)) + cuts * sizeof(std::int64_t);
}

Result<ThumbnailHead> head_of(const fs::path& file, std::string_view key, const Thumbnails& thumbnails) {
    ThumbnailHead head;
    head.rate_num = thumbnails.rate.num;
    head.rate_den = thumbnails.rate.den;
    head.length = thumbnails.length.value;
    head.every = thumbnails.every.value;
    head.pictures = static_cast<std::int64_t>(thumbnails.pictures.size());
    head.key = fnv1a(key);
    if (thumbnails.cuts) head.cuts = static_cast<std::int64_t>(thumbnails.cuts->size());
    for (const auto& picture : thumbnails.pictures) {
        if (!picture) continue;
        const bool first = head.width == 0;
        if (!first &&
            PictureSize{static_cast<int>(head.width), static_cast<int>(head.height)} != picture->size)
            return fail(ErrorCode::invalid,
                        fmt::format("{}: its frames are not all of one size.", file.string()));
        head.width = picture->size.width;
        head.height = picture->size.height;
    }
    return head;
}

} // namespace

fs::path thumbnail_file(const fs::path& folder, std::string_view key) {
    return folder / fmt::format("{:016x}.thumbs", fnv1a(key));
}

Result<void> write_thumbnails(const fs::path& file, std::string_view key, const Thumbnails& thumbnails) {
    TRY(const ThumbnailHead head, head_of(file, key, thumbnails));
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    if (error) return std::unexpected(io_error("make the folder", file.parent_path(), error.value()));
    std::string bytes;
    append_bytes(bytes, head);
    for (const auto& picture : thumbnails.pictures)
        append_picture(bytes, picture.get(), head);
    if (thumbnails.cuts)
        for (const FrameCount cut : *thumbnails.cuts)
            append_bytes(bytes, cut.value);
    append_bytes(bytes, crc32c(bytes));
    TRY(auto out, AtomicFile::create(file, IfExists::replace));
    CHECK(out.write(bytes));
    return out.commit();
}

Result<Thumbnails> read_thumbnails(const fs::path& file, std::string_view key) {
    TRY(const std::string bytes, read_text_file(file, max_file_bytes));
    const auto unusable = fail(ErrorCode::invalid,
                               fmt::format("{} is damaged or of another picture; it is made again when it is "
                                           "wanted.",
                                           file.string()));
    std::string_view rest = bytes;
    if (rest.size() < sizeof(ThumbnailHead) + sizeof(std::uint32_t)) return unusable;
    std::string_view sum = rest.substr(rest.size() - sizeof(std::uint32_t));
    rest.remove_suffix(sum.size());
    if (crc32c(rest) != take<std::uint32_t>(sum)) return unusable;
    const ThumbnailHead ours;
    const auto head = take<ThumbnailHead>(rest);
    const bool known = head.magic == ours.magic && head.version == ours.version && head.key == fnv1a(key);
    if (!known || !is_sane(head, rest.size())) return unusable;
    Thumbnails read{{head.rate_num, head.rate_den}, FrameCount{head.length}, FrameCount{head.every}, {}, {}};
    for (std::int64_t n = 0; n < head.pictures; ++n)
        read.pictures.push_back(take_picture(rest, head, FrameCount{n * head.every}));
    if (head.cuts != not_looked_for) read.cuts.emplace();
    for (std::int64_t n = 0; n < head.cuts; ++n)
        read.cuts->push_back(FrameCount{take<std::int64_t>(rest)});
    note_use(file);
    return read;
}

} // namespace dub::overview
