#pragma once
// Sound for the tests of the program: written by our own writer, read back by FFmpeg's.

#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/layout.h"
#include "engine/core/time.h"
#include "formats/wave/wave_writer.h"

namespace dub::test {

using Rows = std::vector<std::vector<float>>; // a row for each channel

// A file of `rows` with the layout, rate and type of `options`. Throws when it cannot be written.
void write_wave(const std::filesystem::path& file, wave::WriteOptions options, const Rows& rows);
// One second of a 997 Hz tone at -20 dBFS, mono, 48 kHz, 24 bit.
void write_tone(const std::filesystem::path& file);

// What ffprobe says of the first sound stream.
struct Probed {
    std::string layout; // "5.1(side)", "7.1", "unknown"
    int channels = 0;
    int rate = 0;
    std::int64_t samples = 0;
    std::string codec;
    std::string time_reference;
};
[[nodiscard]] Probed ffprobe(const std::filesystem::path& file);

// Decoded by ffmpeg: channels as they lie in the file.
[[nodiscard]] Rows ffmpeg_decode(const std::filesystem::path& file);
// The speakers FFmpeg takes the channels for; empty when the file does not say.
[[nodiscard]] std::vector<Speaker> speakers_by_ffmpeg(const std::string& layout);

// Amplitude of the part of `row` at `hz`, over its whole length (which must hold whole periods).
[[nodiscard]] double amplitude_at(const std::vector<float>& row, double hz, int rate);

} // namespace dub::test
