#pragma once
// The value of a sampled sound between its samples (ITU-R BS.1770-5 Annex 2): a bank of short windowed-sinc
// filters, one for each place between two samples. Place 0 is the sample itself, exactly. Used by the
// true-peak limiter and the meter. Values, any thread.

#include <vector>

namespace dub::dsp {

// phases: places between two samples. taps: samples looked at, even. beta: Kaiser window; larger is flatter
// below and gives up more of the top of the band (Kaiser & Schafer 1980).
struct TruePeakFilter {
    int phases = 4;
    int taps = 24;
    double beta = 4;
};

// For the limiter: 16 places leave at most 0.04 dB unseen at the very top of the band; reading error of a
// place within 0.13 dB up to 0.45 of the sample rate.
inline constexpr TruePeakFilter limiter_filter{16, 48, 3};
// For the meter: 4 places as in the standard; reading error of a place within 0.1 dB up to 0.44 of the sample
// rate.
inline constexpr TruePeakFilter meter_filter{4, 24, 4};

// taps x phases factors, tap by tap: with h = taps(), the value at x[taps/2 - 1 + p/phases] of the window
// x[0 .. taps) is the sum over t of x[t] * h[t * phases + p].
[[nodiscard]] std::vector<float> interpolation_taps(const TruePeakFilter& filter);

// No interpolated value exceeds this times the largest |sample| in its window: what lies below a limit by
// this bound need not be interpolated, with the same result to the last bit. Covers the rounding of the sum.
[[nodiscard]] double interpolation_bound(const TruePeakFilter& filter);

// Largest |sample|; 0 for none.
[[nodiscard]] float largest(const float* samples, int count);

} // namespace dub::dsp
