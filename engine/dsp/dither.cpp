#include "engine/dsp/dither.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace dub::dsp {
namespace {

// The finaliser of SplitMix64 (G. L. Steele et al., 2014): each bit of the input moves half of the output's.
std::uint64_t mixed(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31);
}

} // namespace

double dither_noise(std::uint64_t seed, SamplePos at, int channel) {
    constexpr std::uint64_t golden = 0x9E3779B97F4A7C15U; // 2^64 / golden ratio: spreads neighbours
    const std::uint64_t row = mixed(seed + golden * (static_cast<std::uint64_t>(channel) + 1));
    const std::uint64_t bits = mixed(row + golden * static_cast<std::uint64_t>(at.value));
    // Two uniform values of 32 bits; the half step keeps the mean at zero.
    const auto sum = static_cast<double>((bits >> 32) + (bits & 0xFFFFFFFFU));
    return (sum + 1) * 0x1p-32 - 1;
}

void dither(std::span<float> samples, const DitherSpec& spec, SamplePos start, int channel) {
    assert(spec.bits >= 8 && spec.bits <= 24);
    const double steps = std::ldexp(1.0, spec.bits - 1);
    SamplePos at = start;
    for (float& sample : samples) {
        const double noisy = sample * steps + dither_noise(spec.seed, at, channel);
        sample = static_cast<float>(std::clamp(std::nearbyint(noisy), -steps, steps - 1) / steps);
        at += SampleCount{1};
    }
}

} // namespace dub::dsp
