#pragma once
// Writes a moving picture (H.264 in MOV, timecode track) frame by frame, and marries a mix to an existing
// picture: the video packets are copied, the sound is PCM 24 bit with its layout named. FFmpeg's libraries;
// appears by finish(). [writer]

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "engine/core/atomic_file.h"
#include "engine/core/io.h"
#include "engine/core/timecode.h"

namespace dub::encode {

// One 8-bit picture, RGB interleaved, rows top to bottom without gaps: 3 x width x height bytes.
struct RgbFrame {
    int width = 0, height = 0;
    std::span<const std::uint8_t> pixels;
};

struct PictureOptions {
    int width = 1920, height = 1080;
    TimecodeFormat timecode;
    FramePos start; // timecode of the first frame
    IfExists if_exists = IfExists::refuse;
};

class PictureWriter {
  public:
    [[nodiscard]] static Result<std::unique_ptr<PictureWriter>> create(const std::filesystem::path& path,
                                                                       const PictureOptions& options);
    ~PictureWriter();
    [[nodiscard]] Result<void> write(const RgbFrame& frame);
    [[nodiscard]] Result<void> finish();

  private:
    struct State;
    explicit PictureWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// `sound` must be as long as the picture to within one frame; the result holds exactly the picture's frames.
[[nodiscard]] Result<void> marry(const std::filesystem::path& picture, AudioSource& sound,
                                 const std::filesystem::path& out, IfExists if_exists);

} // namespace dub::encode
