#pragma once
// Whether the two channels of a recording are one: a mono sound that somebody exported as stereo. [disk]

#include <filesystem>
#include <optional>

#include "formats/media/media.h"

namespace dub::app {

// Listens to short pieces all over the file; nullopt when it has not two channels, cannot be read, or is
// silent there: then nobody can tell.
[[nodiscard]] std::optional<bool> is_dual_mono(const std::filesystem::path& file,
                                               const media::SoundStream& sound);

} // namespace dub::app
