#pragma once
// Reads a WAVE file's header into what it says (WaveInfo). Any thread.

#include <filesystem>

#include "formats/wave/bytes.h"
#include "formats/wave/wave_info.h"

namespace dub::wave {

// Everything but the sound. Files of more channels than a Layout holds (16) come back with an empty layout:
// they can be inspected, not played. Errors as WaveReader::open.
[[nodiscard]] Result<WaveInfo> inspect_wave(ByteSource& bytes);
[[nodiscard]] Result<WaveInfo> inspect_wave(const std::filesystem::path& path);

} // namespace dub::wave
