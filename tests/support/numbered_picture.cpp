#include "tests/support/numbered_picture.h"

#include <algorithm>
#include <array>
#include <fstream>

#include <fmt/format.h>

#include "formats/encode/picture_writer.h"
#include "tests/support/program.h"

namespace dub::test {
namespace {

constexpr int columns = 8, rows = 4;
constexpr int number_bits = 24;

// CRC-8 of SMBus (polynomial 0x07), begun with 0xA5 so that a black picture is no number.
std::uint32_t checksum(std::uint32_t number) {
    std::uint32_t crc = 0xA5;
    for (int shift = number_bits - 8; shift >= 0; shift -= 8) {
        crc ^= (number >> shift) & 0xFF;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 0x80) != 0 ? ((crc << 1) ^ 0x07) & 0xFF : crc << 1;
    }
    return crc;
}

std::uint32_t code_of(std::int64_t number) {
    const auto low = static_cast<std::uint32_t>(number) & ((1U << number_bits) - 1);
    return low << 8 | checksum(low);
}

bool is_white(std::uint32_t code, int column, int row) {
    return (code >> (row * columns + column) & 1U) != 0;
}

// Green of the middle half of a block.
double level_of(const Picture& picture, int column, int row) {
    const int width = picture.size.width / columns;
    const int height = picture.size.height / rows;
    double sum = 0;
    int count = 0;
    for (int y = row * height + height / 4; y < row * height + height * 3 / 4; ++y)
        for (int x = column * width + width / 4; x < column * width + width * 3 / 4; ++x, ++count)
            sum += picture.pixels[static_cast<std::size_t>(y * picture.stride + x)] >> 8 & 0xFF;
    return sum / std::max(count, 1);
}

} // namespace

std::vector<std::uint8_t> draw_number(std::int64_t number, PictureSize size) {
    const std::uint32_t code = code_of(number);
    std::vector<std::uint8_t> pixels;
    pixels.reserve(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x)
            pixels.push_back(is_white(code, x * columns / size.width, y * rows / size.height) ? 255 : 0);
    return pixels;
}

std::shared_ptr<const Picture> numbered_frame(std::int64_t number, PictureSize size) {
    auto picture = std::make_shared<Picture>();
    picture->index = FrameCount{number};
    picture->size = size;
    picture->stride = size.width;
    for (const std::uint32_t grey : draw_number(number, size))
        picture->pixels.push_back(0xFF000000U | grey << 16 | grey << 8 | grey);
    return picture;
}

std::optional<std::int64_t> read_number(const Picture& picture) {
    constexpr double black = 80, white = 175;
    if (picture.size.width < 4 * columns || picture.size.height < 4 * rows) return std::nullopt;
    std::uint32_t code = 0;
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            const double level = level_of(picture, column, row);
            if (level > black && level < white) return std::nullopt;
            if (level >= white) code |= 1U << (row * columns + column);
        }
    const std::uint32_t number = code >> 8;
    if ((code & 0xFF) != checksum(number)) return std::nullopt;
    return number;
}

Result<void> write_numbered(const std::filesystem::path& path, const TimecodeFormat& timecode,
                            std::int64_t frames, PictureSize size) {
    encode::PictureOptions options;
    options.width = size.width;
    options.height = size.height;
    options.timecode = timecode;
    options.start = *parse_timecode("01:00:00:00", timecode);
    TRY(const auto writer, encode::PictureWriter::create(path, options));
    for (std::int64_t n = 0; n < frames; ++n) {
        std::vector<std::uint8_t> rgb;
        for (const std::uint8_t grey : draw_number(n, size))
            rgb.insert(rgb.end(), 3, grey);
        CHECK(writer->write({size.width, size.height, rgb}));
    }
    return writer->finish();
}

bool encode_numbered(const std::filesystem::path& path, FrameRate rate, std::int64_t frames,
                     const std::string& options) {
    const std::string raw = path.string() + ".grey";
    {
        std::ofstream file(raw, std::ios::binary);
        for (std::int64_t n = 0; n < frames; ++n) {
            const auto pixels = draw_number(n, numbered_size);
            file.write(reinterpret_cast<const char*>(pixels.data()),
                       static_cast<std::streamsize>(pixels.size()));
        }
    }
    const bool made =
        ffmpeg(fmt::format("-f rawvideo -pix_fmt gray -s {}x{} -r {}/{} -i '{}' {} '{}'", numbered_size.width,
                           numbered_size.height, rate.num, rate.den, raw, options, path.string()));
    std::filesystem::remove(raw);
    return made;
}

} // namespace dub::test
