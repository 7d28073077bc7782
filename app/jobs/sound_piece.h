#pragma once
// A short piece of one channel of a recording, to listen to. [worker, disk]

#include <filesystem>
#include <vector>

#include "formats/media/media.h"

namespace dub::app {

struct SoundPiece {
    std::filesystem::path file;
    int stream = -1; // as media::SoundStream::index
    int channel = 0;
    SamplePos from;
    SampleCount length; // a minute at most
};

// At the recording's own rate; what lies outside it is silence. Empty: it cannot be read.
[[nodiscard]] std::vector<float> sound_of(const SoundPiece& piece);

} // namespace dub::app
