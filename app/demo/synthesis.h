#pragma once
// Stand-ins for the demo's recordings, from fixed seeds: mono or stereo 48 kHz 24-bit wave files. [disk]

#include <filesystem>

#include "app/demo/material.h"

namespace dub::app {

// Writes material.stand_in, material.stand_in_seconds long, to `path` (replaced when there). The same bytes
// every time.
[[nodiscard]] Result<void> synthesise(const Material& material, const std::filesystem::path& path);

} // namespace dub::app
