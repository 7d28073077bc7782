#pragma once
// A picture whose every frame carries its number: 32 large blocks, black or white, 24 bits of number and a
// checksum of 8. Lossy coding, scaling and colour conversion leave it readable; a mixture of two frames, a
// torn or a grey one is not a number.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/io.h"
#include "engine/core/timecode.h"

namespace dub::test {

inline constexpr PictureSize numbered_size{256, 144};

// One byte a pixel, 0 or 255, rows top to bottom.
[[nodiscard]] std::vector<std::uint8_t> draw_number(std::int64_t number, PictureSize size);
// The same as a window has it.
[[nodiscard]] std::shared_ptr<const Picture> numbered_frame(std::int64_t number, PictureSize size);
// nullopt: the blocks are not clearly black or white, or the checksum is wrong.
[[nodiscard]] std::optional<std::int64_t> read_number(const Picture& picture);

// H.264 in MOV by the product's own writer (no B-frames), numbers 0 to frames - 1. Any size, both sides even.
[[nodiscard]] Result<void> write_numbered(const std::filesystem::path& path, const TimecodeFormat& timecode,
                                          std::int64_t frames, PictureSize size = numbered_size);

// By the ffmpeg program, with its options for codec and container ("-c:v libx265 -bf 3"). False: it failed.
[[nodiscard]] bool encode_numbered(const std::filesystem::path& path, FrameRate rate, std::int64_t frames,
                                   const std::string& options);

} // namespace dub::test
