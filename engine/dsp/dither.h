#pragma once
// Dither with triangular distribution, two steps wide (S. P. Lipshitz et al., "Quantization and Dither", JAES
// 40(5), 1992): the error of rounding becomes noise that knows nothing of the sound. The noise is a hash of
// seed, position and channel, so that any cut, order or number of threads gives the same bits. Pure
// functions, any thread.

#include <cstdint>
#include <span>

#include "engine/core/time.h"

namespace dub::dsp {

struct DitherSpec {
    int bits = 16; // of the file: 8 to 24
    std::uint64_t seed = 0;
};

// The noise for one sample, in steps of the file's resolution: -1 < value < 1.
[[nodiscard]] double dither_noise(std::uint64_t seed, SamplePos at, int channel);

// Adds the noise, rounds to the file's resolution and clips at its range. What comes out are whole steps,
// exact in float (k / 2^(bits-1)), which a writer of that resolution does not round again.
void dither(std::span<float> samples, const DitherSpec& spec, SamplePos start, int channel);

} // namespace dub::dsp
