#pragma once
// A second-order filter that may be moved while it sounds: the trapezoidal state-variable filter (V.
// Zavalishin, The Art of VA Filter Design, ch. 4; A. Simper, "Linear Trapezoidal Integrated SVF", Cytomic
// 2013). Its state is what the two integrators hold, which stays meaningful when the coefficients change; a
// direct-form biquad's does not. Double precision: at 10 Hz and 192 kHz single precision hums. Values; no
// allocation. [any thread]

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "engine/core/time.h"
#include "engine/core/units.h"

namespace dub::dsp {

// What is interpolated when a filter moves: g = tan(pi f / fs), damping k = 1/Q, and the mix of input, band
// and low outputs.
struct SvfShape {
    double g = 0, k = 1;
    double input = 1, band = 0, low = 0;
    friend bool operator==(const SvfShape&, const SvfShape&) = default;
};

// Q of the sections of a Butterworth filter: 12 dB/oct is one section, 24 dB/oct two (1 / (2 cos(pi/8)), 1 /
// (2 cos(3 pi/8))).
inline constexpr double butterworth_12 = 0.70710678118654752;
inline constexpr std::array<double, 2> butterworth_24{0.54119610014619698, 1.30656296487637653};

// Frequencies above 0.49 of the rate are taken as 0.49: a 20 kHz cut in a 32 kHz session is no cut.
[[nodiscard]] inline double svf_g(Hz frequency, double samples_per_second) {
    return std::tan(std::numbers::pi * std::clamp(frequency.value / samples_per_second, 1e-6, 0.49));
}
[[nodiscard]] inline SvfShape svf_high_pass(double g, double q) { return {g, 1 / q, 1, -1 / q, -1}; }
[[nodiscard]] inline SvfShape svf_low_pass(double g, double q) { return {g, 1 / q, 0, 0, 1}; }
// `q` of the boost's skirts, the same for boost and cut, so that the two undo each other; 0 dB is the input
// itself.
[[nodiscard]] inline SvfShape svf_bell(double g, double q, Db gain) {
    const double a = std::pow(10.0, gain.value / 40);
    const double k = 1 / (q * a);
    return {g, k, 1, k * (a * a - 1), 0};
}
// The shape `part` (0..1) of the way from one to another.
[[nodiscard]] inline SvfShape svf_between(const SvfShape& a, const SvfShape& b, double part) {
    const auto at = [part](double from, double to) { return from + (to - from) * part; };
    return {at(a.g, b.g), at(a.k, b.k), at(a.input, b.input), at(a.band, b.band), at(a.low, b.low)};
}

// The shape ready to run; the division is made once while a filter stays.
struct SvfSteps {
    double a1 = 0, a2 = 0, a3 = 0, input = 1, band = 0, low = 0;
    SvfSteps() = default;
    explicit SvfSteps(const SvfShape& s)
        : a1(1 / (1 + s.g * (s.g + s.k)))
        , a2(s.g * a1)
        , a3(s.g * a2)
        , input(s.input)
        , band(s.band)
        , low(s.low) {}
};

struct SvfState {
    double first = 0, second = 0; // what the integrators hold

    // Ringing at -600 dB is none; left to die away by itself it would spend a second as subnormal numbers,
    // each a hundred times dearer than others.
    [[nodiscard]] static double kept(double x) { return std::abs(x) < 1e-30 ? 0.0 : x; }

    [[nodiscard]] double next(const SvfSteps& s, double x) {
        const double v3 = x - second;
        const double v1 = s.a1 * first + s.a2 * v3;
        const double v2 = second + s.a2 * first + s.a3 * v3;
        first = kept(2 * v1 - first);
        second = kept(2 * v2 - second);
        return s.input * x + s.band * v1 + s.low * v2;
    }
};

} // namespace dub::dsp
