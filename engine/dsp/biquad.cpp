#include "engine/dsp/biquad.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

namespace dub::dsp {
namespace {

constexpr double rest = 1e-12;  // -240 dB: what is left is taken away when the input is silent
constexpr double runaway = 1e9; // beyond it, or no number: something broken came in, begin anew
constexpr double loudest = 1e3; // full scale and 60 dB more

double warped(Hz frequency, SampleRate rate) {
    const double hz = static_cast<double>(rate.hz);
    return std::tan(std::numbers::pi * std::clamp(frequency.value, 1.0, 0.49 * hz) / hz);
}

double damping(double q) { return 1 / std::max(q, 0.01); }

double first_factor(const SvfCoefficients& c) { return 1 / (1 + c.g * (c.g + c.k)); }

} // namespace

SvfCoefficients low_pass(Hz frequency, double q, SampleRate rate) {
    return {warped(frequency, rate), damping(q), 0, 0, 1};
}

SvfCoefficients high_pass(Hz frequency, double q, SampleRate rate) {
    const double k = damping(q);
    return {warped(frequency, rate), k, 1, -k, -1};
}

SvfCoefficients bell(Hz frequency, Db gain, double q, SampleRate rate) {
    const double a = std::pow(10.0, gain.value / 40);
    const double k = damping(q * a);
    return {warped(frequency, rate), k, 1, k * (a * a - 1), 0};
}

double Svf::step(const SvfCoefficients& c, double a1, double input) noexcept {
    const double a2 = c.g * a1, a3 = c.g * a2;
    const double v3 = input - low_;
    const double band = a1 * band_ + a2 * v3;
    const double low = low_ + a2 * band_ + a3 * v3;
    band_ = 2 * band - band_;
    low_ = 2 * low - low_;
    const double size = std::max(std::abs(band_), std::abs(low_));
    // Written so that a NaN counts as runaway.
    if (!(size < runaway) || (input == 0 && size < rest)) band_ = low_ = 0;
    return c.m0 * input + c.m1 * band + c.m2 * low;
}

void Svf::process(const SvfCoefficients& coefficients, std::span<float> samples) noexcept {
    const double a1 = first_factor(coefficients);
    for (float& sample : samples)
        sample = static_cast<float>(step(coefficients, a1, sample));
}

void Svf::process(const SvfCoefficients& from, const SvfCoefficients& to, std::span<float> samples) noexcept {
    if (from == to) return process(from, samples);
    const double share = 1.0 / static_cast<double>(samples.size());
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double t = static_cast<double>(i) * share;
        const SvfCoefficients now{std::lerp(from.g, to.g, t), std::lerp(from.k, to.k, t),
                                  std::lerp(from.m0, to.m0, t), std::lerp(from.m1, to.m1, t),
                                  std::lerp(from.m2, to.m2, t)};
        samples[i] = static_cast<float>(step(now, first_factor(now), samples[i]));
    }
}

SampleCount rest_after(const SvfCoefficients& coefficients) {
    if (coefficients.g <= 0) return {1};
    // The poles s = (-k +- sqrt(k^2 - 4)) / 2 in units of the frequency, mapped by z = (1 + g s) / (1 - g s).
    const std::complex<double> root = std::sqrt(std::complex<double>(coefficients.k * coefficients.k - 4, 0));
    double radius = 0;
    for (const double sign : {-1.0, 1.0}) {
        const std::complex<double> s = (-coefficients.k + sign * root) / 2.0;
        radius = std::max(radius, std::abs((1.0 + coefficients.g * s) / (1.0 - coefficients.g * s)));
    }
    // Another 80 dB: narrow bells ring up, and two poles close together fall later than one.
    return {static_cast<std::int64_t>(std::ceil(std::log(rest / loudest / 1e4) / std::log(radius))) + 2};
}

} // namespace dub::dsp
