#pragma once
// The door for all recordings and pictures: own reader for wave files, libsndfile for AIFF, FLAC, CAF, Ogg …,
// FFmpeg for sound inside a container. The content decides, not the extension; a wrong extension is a
// diagnostic. Foreign exceptions and error codes end here. [control, disk]

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/diagnostics.h"
#include "engine/core/io.h"
#include "engine/core/timecode.h"

namespace dub::media {

struct SoundStream {
    AudioFormat format;
    int bits = 0;                       // 0 for lossy
    std::optional<SamplePos> timestamp; // bext or container timecode, at the file's own rate
    std::vector<std::string> track_names;
    std::string codec; // "pcm24", "vorbis" …
    int index = -1;    // stream of a container, -1 a sound file
};

struct PictureStream {
    FrameRate rate;
    FrameCount length;               // at `rate`: as many as open_picture() gives
    std::int64_t frames_in_file = 0; // the same unless the rate varies
    std::int64_t repeated = 0;       // of `length`: show the frame before again
    std::int64_t left_out = 0;       // of the frames in the file: never shown
    int width = 0, height = 0;       // as coded
    std::string codec;
    std::optional<std::string> start_timecode; // as written in the file
    bool variable_rate = false;
};

struct Probe {
    std::string container; // "RIFF", "FLAC", "mov,mp4,…"
    std::vector<SoundStream> sounds;
    std::optional<PictureStream> picture;
    Diagnostics diagnostics; // wrong extension, unknown channel layout, …
};

// Errors name the file and what was expected: missing, empty, truncated, no sound or picture in it, absurd
// header.
[[nodiscard]] Result<Probe> probe(const std::filesystem::path& path);

// `stream` as in SoundStream::index.
[[nodiscard]] Result<std::unique_ptr<AudioSource>> open_sound(const std::filesystem::path& path, int stream);

// The picture that probe() describes. Makes the frame index first, a pass over all packets: `progress` is
// told how much is done, 0..1; false stops (code cancelled). Errors: as probe; no picture in it; its frames
// have no steady rate (unfit).
[[nodiscard]] Result<std::unique_ptr<PictureSource>>
open_picture(const std::filesystem::path& path, const std::function<bool(double)>& progress = {});

} // namespace dub::media
