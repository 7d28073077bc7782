#pragma once
// Second-order filters that may be moved while they sound: the trapezoidal state-variable form (A. Simper,
// "Solving the continuous SVF equations using trapezoidal integration", 2013; V. Zavalishin, "The Art of VA
// Filter Design"), state in double precision. Stable for any movement of its coefficients. The response is
// the analogue one, bent towards half the sample rate as any bilinear transform does. No allocation; one
// thread at a time.

#include <array>
#include <cstdint>
#include <span>

#include "engine/core/time.h"
#include "engine/core/units.h"

namespace dub::dsp {

struct SvfCoefficients {
    double g = 0, k = 2;           // frequency (tan of pi f / rate) and damping (1/Q)
    double m0 = 1, m1 = 0, m2 = 0; // shares of input, band and low pass; as it stands: nothing is changed
    friend constexpr bool operator==(const SvfCoefficients&, const SvfCoefficients&) = default;
};

// Frequencies are kept between 1 Hz and 0.49 of the sample rate, Q above 0.01.
[[nodiscard]] SvfCoefficients low_pass(Hz frequency, double q, SampleRate rate);
[[nodiscard]] SvfCoefficients high_pass(Hz frequency, double q, SampleRate rate);
// Gain at the centre; 0 dB changes nothing.
[[nodiscard]] SvfCoefficients bell(Hz frequency, Db gain, double q, SampleRate rate);

// Q of the sections in series of a Butterworth filter: 12 dB/oct is one, 24 dB/oct two (-3 dB at the corner).
inline constexpr double butterworth_12 = 0.70710678118654752;
inline constexpr std::array<double, 2> butterworth_24{0.54119610014619698, 1.3065629648763766};

class Svf {
  public:
    void process(const SvfCoefficients& coefficients, std::span<float> samples) noexcept;
    // From `from` at the first sample straight to `to`, which is reached one past the last.
    void process(const SvfCoefficients& from, const SvfCoefficients& to, std::span<float> samples) noexcept;
    void reset() noexcept { low_ = band_ = 0; }
    [[nodiscard]] bool at_rest() const { return low_ == 0 && band_ == 0; }

  private:
    [[nodiscard]] double step(const SvfCoefficients& c, double a1, double input) noexcept;

    double band_ = 0, low_ = 0;
};

// Samples of digital silence after which an Svf that heard anything up to 60 dB over full scale is exactly at
// rest.
[[nodiscard]] SampleCount rest_after(const SvfCoefficients& coefficients);

} // namespace dub::dsp
