#pragma once
// How much faster than recorded something plays: pull-up and pull-down, film to television, restamps. A ratio
// of whole numbers, so that nothing drifts. Values, any thread.

#include <cstdint>

#include "engine/core/time.h"

namespace dub::session {

enum class SpeedMethod : unsigned char {
    resample, // the sample rate is converted: length and pitch change together
    stretch,  // length changes, pitch is kept
    restamp, // not one sample changes: they are called another rate (48048 as 48000), length and pitch change
};

struct Speed {
    std::int64_t num = 1, den = 1; // played num/den times as fast; both 1 … 1,000,000, without common divisor
    SpeedMethod method = SpeedMethod::resample;
    [[nodiscard]] bool is_normal() const { return num == den; }
    friend bool operator==(const Speed&, const Speed&) = default;
};

// Slowest and fastest that is taken: beyond it a ratio is a slip of the pen.
inline constexpr std::int64_t speed_limit = 4;

// From one frame rate to another, every frame kept: 24 to 25 is 25/24.
[[nodiscard]] Speed speed_between(FrameRate from, FrameRate to, SpeedMethod method);
// Samples at the rate `to` of a recording of that many at the rate `from`, played at that speed; rounded up,
// as a converter delivers them. Exact up to 2^47 samples.
[[nodiscard]] SampleCount at_speed(SampleCount length, SampleRate from, SampleRate to, const Speed& speed);
// The same moment of a recording, counted at another speed; rounded down.
[[nodiscard]] SamplePos at_other_speed(SamplePos at, const Speed& before, const Speed& after);

} // namespace dub::session
