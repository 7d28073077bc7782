#pragma once
// Pink noise between 500 Hz and 2 kHz at -20 dBFS rms: what levels are calibrated by (a band that a room
// neither colours much nor a meter's position; SMPTE RP 200 section 5). From a fixed seed, a loop of ten
// seconds without a seam.

#include <vector>

#include "engine/core/time.h"

namespace dub::monitor {

// [control] About a tenth of a second of work.
[[nodiscard]] std::vector<float> calibration_noise(SampleRate rate);

} // namespace dub::monitor
