#pragma once
// Test signals, made by formula or from a fixed seed. Planar rows of float, full scale +-1.

#include <cstdint>
#include <vector>

#include "engine/core/audio_buffer.h"
#include "engine/core/time.h"

namespace dub::test {

using Row = std::vector<float>;

struct Tone {
    double hz = 997;
    double amplitude = 1; // peak
    double phase = 0;     // radians at sample 0
};

[[nodiscard]] Row tone(const Tone& tone, SampleRate rate, int samples);
// Uniform in [-amplitude, amplitude), white.
[[nodiscard]] Row noise(std::uint64_t seed, double amplitude, int samples);
// Noise between two corners (2nd-order Butterworth each), about `rms` strong.
struct Band {
    double low_hz = 300, high_hz = 3400, rms = 0.1;
};
[[nodiscard]] Row band_noise(std::uint64_t seed, const Band& band, SampleRate rate, int samples);
// Fades the first and last `samples` in and out along a raised cosine.
void fade_ends(Row& row, int samples);

// A sine of known frequency found in a signal by least squares (with an offset): value = offset + a cos + b
// sin.
struct SineFit {
    double amplitude = 0;
    double phase = 0;                         // radians at sample 0, as in Tone
    double residual_rms = 0;                  // of what is left
    [[nodiscard]] double residual_db() const; // re the sine's rms: THD+N
};
[[nodiscard]] SineFit fit_sine(const float* samples, int count, double hz, SampleRate rate);

[[nodiscard]] AudioBuffer buffer_of(const std::vector<Row>& rows);

} // namespace dub::test
