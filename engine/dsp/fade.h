#pragma once
// Fades of clips. A fade-in of `length` samples has the gain of its curve in the middle of each sample, t =
// (i + 1/2) / length: no sample is lost at 0 or kept at 1, and a fade-out is the mirror image. Two
// equal-power curves crossed keep the power constant, two linear ones or s-curves the amplitude. Pure
// functions, any thread.

#include <cstdint>
#include <span>

namespace dub::dsp {

enum class FadeShape : unsigned char {
    linear,      // g = t
    equal_power, // g = sin(t pi/2)
    s_curve,     // g = (1 - cos(t pi)) / 2
};

// `index` counts from the fade's first sample; before it the gain is 0, from `length` on 1.
[[nodiscard]] double fade_in_gain(FadeShape shape, std::int64_t index, std::int64_t length);
// 1 before the fade, 0 from `length` on.
[[nodiscard]] double fade_out_gain(FadeShape shape, std::int64_t index, std::int64_t length);

// Multiplies the samples, the first of which is number `index` of the fade.
void fade_in(std::span<float> samples, FadeShape shape, std::int64_t index, std::int64_t length);
void fade_out(std::span<float> samples, FadeShape shape, std::int64_t index, std::int64_t length);

} // namespace dub::dsp
