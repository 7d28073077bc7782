#pragma once
// Frames at the times a file gives them, laid on a constant rate: what a session, its timecode and its sound
// can count. Pure.
//
// A file of constant rate has frame n at n frames from its first, to one tick of its clock. In any other each
// frame takes the slot nearest to its time, so never more than half a frame from where it belongs; a slot
// nobody takes shows the frame before it again, of two frames that want one slot the later is shown. Of the
// known rates that one is taken which repeats and leaves out least. A picture that would lose more than one
// frame in a hundred has no rate at all and is refused.

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/time.h"

namespace dub::media {

struct Clock {
    std::int64_t num = 1, den = 1; // seconds a tick, both above zero
};

enum class Steadiness : unsigned char {
    constant,
    mapped, // laid on a constant rate
    none,   // no constant rate fits
};

struct FrameSlots {
    FrameRate rate;
    FrameCount length; // in slots
    Steadiness steadiness = Steadiness::constant;
    std::int64_t repeated = 0;          // slots that show the frame before again
    std::int64_t left_out = 0;          // frames that are never shown
    std::vector<std::int32_t> frame_of; // by slot, when mapped; else frame n is slot n
};

// `times`: in ticks, strictly rising, at least one. `told`: the rates the file speaks of, tried first; those
// not above zero are passed over. A rate of 0: nothing can be said (one frame, no rate told).
[[nodiscard]] FrameSlots lay_on_rate(std::span<const std::int64_t> times, Clock clock,
                                     std::span<const FrameRate> told);

// A coarse clock or a division leaves 23.976024 where 24000/1001 was meant: the standard rate within 0.02 %
// (they are 0.1 % apart at least), else the rate itself.
[[nodiscard]] FrameRate nearest_standard(FrameRate rate);

} // namespace dub::media
