#pragma once
// The inner loops of the meter, compiled twice from one text (meter_kernels.inc): for any x86-64 and for
// AVX2, chosen when the program runs. Every lane does the same operations in the same order and no
// multiply-add is fused, so both give the same bits. Pure functions over the caller's memory; any thread.

#include "engine/measure/k_weighting.h"

namespace dub::measure {

// The state of four channels, side by side.
struct alignas(32) KLanes {
    double head1[4] = {}, head2[4] = {}; // transposed direct form II
    double pass1[4] = {}, pass2[4] = {};
    double energy[4] = {}; // sum of the squares of the weighted signal
};

inline constexpr int peak_segment = 32; // samples judged together

struct MeterKernels {
    // Filters `samples` of 4 * groups channels (groups is 1 or 2) and adds to their energies.
    void (*k_weight)(const KFilter& filter, KLanes* lanes, int groups, const float* const* channels,
                     int samples);
    // Largest |sample| of each started segment of 32. A NaN counts as 0.
    void (*segment_peaks)(const float* samples, int count, float* peaks);
    // Largest |value| between the samples (places 1 to 3 of dsp::meter_filter): of the `count` windows that
    // begin at window[0], window[1] … `taps` lies tap by tap, four places each.
    float (*peak_between)(const float* window, int count, const float* taps);
};

[[nodiscard]] const MeterKernels& base_kernels();
[[nodiscard]] const MeterKernels& avx2_kernels(); // only where cpu_has_avx2()
[[nodiscard]] bool cpu_has_avx2();
[[nodiscard]] const MeterKernels& best_kernels();

} // namespace dub::measure
