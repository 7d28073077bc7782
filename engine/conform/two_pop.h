#pragma once
// Finds the 2-pop: one frame of 1 kHz with silence around it, two seconds before the first frame of action.
// Pure, any thread.

#include <optional>
#include <span>

#include "engine/core/time.h"

namespace dub::conform {

// The first sample of the burst in mono sound; none: there is no such burst, or it does not stand alone.
[[nodiscard]] std::optional<SampleCount> find_two_pop(std::span<const float> sound, SampleRate rate,
                                                      FrameRate frames);

} // namespace dub::conform
