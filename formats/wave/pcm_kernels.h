#pragma once
// The hot path of reading and writing: samples as they lie in a file to 32-bit float and back, channels side
// by side to one after the other and back. Two builds of one body (plain and AVX2) are chosen at run time;
// the bits are the same. Scales: an n-bit integer x is x / 2^(n-1), so that full scale is +-1. Back: times
// 2^(n-1), to nearest (ties to even), clipped to what n bits hold; NaN becomes 0. From float files, what is
// not finite becomes 0. Any thread.

#include <cstddef>

#include "formats/wave/wave_info.h"

namespace dub::wave {

// Samples that are decoded or encoded at a time: 16 KiB stay in the first-level cache between the two steps.
inline constexpr std::size_t floats_per_step = 4096;

struct PcmKernels {
    void (*decode)(SampleType type, const std::byte* from, float* to, std::size_t count);
    // float32 keeps what lies above full scale. pcm8 and float64 are not written.
    void (*encode)(SampleType type, const float* from, std::byte* to, std::size_t count);
    // `rows` are `channels` pointers to `count` samples each.
    void (*interleave)(const float* const* rows, int channels, std::size_t count, float* to);
    void (*deinterleave)(const float* from, int channels, std::size_t count, float* const* rows);
};

[[nodiscard]] const PcmKernels& pcm_kernels();      // the fastest this machine has
[[nodiscard]] const PcmKernels& pcm_kernels_base(); // runs everywhere
[[nodiscard]] const PcmKernels& pcm_kernels_avx2(); // only where the processor has AVX2

} // namespace dub::wave
