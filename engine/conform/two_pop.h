#pragma once
// Finds the 2-pop, two seconds before the first frame of action: one frame of 1 kHz with silence around it,
// and in the picture the last frame of the leader, black behind it until the action. Pure, any thread.

#include <optional>
#include <span>

#include "engine/core/time.h"

namespace dub::conform {

// The first sample of the burst in mono sound; none: there is no such burst, or it does not stand alone.
[[nodiscard]] std::optional<SampleCount> find_two_pop(std::span<const float> sound, SampleRate rate,
                                                      FrameRate frames);

// The frame that is the pop, by how bright each frame is as a whole (0 black … 1 white): the first one with
// black from behind it to two seconds later, where it is bright again.
[[nodiscard]] std::optional<FrameCount> find_picture_pop(std::span<const float> brightness, FrameRate frames);

} // namespace dub::conform
