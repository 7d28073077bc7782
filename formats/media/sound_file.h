#pragma once
// AIFF, FLAC, CAF, Ogg Vorbis and Opus, Wave64, AU by libsndfile. Private to this folder. [disk]

#include "engine/core/io.h"
#include "formats/media/media.h"
#include "formats/media/sniff.h"

namespace dub::media {

struct SoundFile {
    SoundStream stream;
    Diagnostics diagnostics;
    std::unique_ptr<AudioSource> source;
};

// Error code unfit: libsndfile does not know this codec (another reader may).
[[nodiscard]] Result<SoundFile> open_sound_file(const std::filesystem::path& path, FileKind kind);

} // namespace dub::media
