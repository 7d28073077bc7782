#include "tests/support/signals.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <random>
#include <utility>

namespace dub::test {
namespace {

constexpr double two_pi = 2 * std::numbers::pi;

// Second-order Butterworth by the bilinear transform, direct form: independent of engine/dsp/svf.h on
// purpose.
void butterworth(std::vector<double>& x, double hz, SampleRate rate, bool high) {
    const double k = std::tan(std::numbers::pi * hz / static_cast<double>(rate.hz));
    const double norm = 1 / (1 + std::numbers::sqrt2 * k + k * k);
    const double b0 = high ? norm : k * k * norm, b1 = high ? -2 * b0 : 2 * b0;
    const double a1 = 2 * (k * k - 1) * norm, a2 = (1 - std::numbers::sqrt2 * k + k * k) * norm;
    double x1 = 0, x2 = 0, y1 = 0, y2 = 0;
    for (double& v : x) {
        const double y = b0 * v + b1 * x1 + b0 * x2 - a1 * y1 - a2 * y2;
        x2 = std::exchange(x1, v);
        y2 = std::exchange(y1, y);
        v = y;
    }
}

} // namespace

Row tone(const Tone& tone, SampleRate rate, int samples) {
    Row row(static_cast<std::size_t>(samples));
    for (int i = 0; i < samples; ++i)
        row[static_cast<std::size_t>(i)] = static_cast<float>(
            tone.amplitude *
            std::sin(tone.phase + two_pi * std::fmod(tone.hz * i / static_cast<double>(rate.hz), 1.0)));
    return row;
}

Row noise(std::uint64_t seed, double amplitude, int samples) {
    std::mt19937_64 random(seed);
    Row row(static_cast<std::size_t>(samples));
    // Not std::uniform_real_distribution: its values differ between standard libraries.
    for (float& v : row)
        v = static_cast<float>(amplitude * (static_cast<double>(random() >> 11) * 0x1p-52 - 1));
    return row;
}

Row band_noise(std::uint64_t seed, const Band& band, SampleRate rate, int samples) {
    const Row white = noise(seed, 1, samples);
    std::vector<double> x(white.begin(), white.end());
    butterworth(x, band.low_hz, rate, true);
    butterworth(x, band.high_hz, rate, false);
    double power = 0;
    for (const double v : x)
        power += v * v;
    const double gain = band.rms / std::sqrt(power / samples);
    Row row(x.size());
    std::ranges::transform(x, row.begin(), [&](double v) { return static_cast<float>(v * gain); });
    return row;
}

void fade_ends(Row& row, int samples) {
    const std::size_t n = row.size();
    for (int i = 0; i < samples; ++i) {
        const auto gain = static_cast<float>(0.5 - 0.5 * std::cos(std::numbers::pi * (i + 0.5) / samples));
        row[static_cast<std::size_t>(i)] *= gain;
        row[n - 1 - static_cast<std::size_t>(i)] *= gain;
    }
}

double SineFit::residual_db() const {
    return residual_rms > 0 ? 20 * std::log10(residual_rms / (amplitude / std::numbers::sqrt2)) : -400;
}

SineFit fit_sine(const float* samples, int count, double hz, SampleRate rate) {
    // Normal equations of {1, cos, sin}, solved by elimination.
    double m[3][4] = {};
    const auto basis = [&](int i) {
        const double angle = two_pi * std::fmod(hz * i / static_cast<double>(rate.hz), 1.0);
        return std::array{1.0, std::cos(angle), std::sin(angle)};
    };
    for (int i = 0; i < count; ++i) {
        const auto u = basis(i);
        for (std::size_t r = 0; r < 3; ++r) {
            for (std::size_t c = 0; c < 3; ++c)
                m[r][c] += u[r] * u[c];
            m[r][3] += u[r] * samples[i];
        }
    }
    for (std::size_t p = 0; p < 3; ++p)
        for (std::size_t r = 0; r < 3; ++r) {
            if (r == p) continue;
            const double f = m[r][p] / m[p][p];
            for (std::size_t c = p; c < 4; ++c)
                m[r][c] -= f * m[p][c];
        }
    const double offset = m[0][3] / m[0][0], cosine = m[1][3] / m[1][1], sine = m[2][3] / m[2][2];
    double left = 0;
    for (int i = 0; i < count; ++i) {
        const auto u = basis(i);
        const double e = samples[i] - offset - cosine * u[1] - sine * u[2];
        left += e * e;
    }
    return {std::hypot(cosine, sine), std::atan2(cosine, sine), std::sqrt(left / count)};
}

AudioBuffer buffer_of(const std::vector<Row>& rows) {
    AudioBuffer buffer(static_cast<int>(rows.size()),
                       rows.empty() ? 0 : static_cast<int>(rows.front().size()));
    for (std::size_t c = 0; c < rows.size(); ++c)
        std::ranges::copy(rows[c], buffer.block().data(static_cast<int>(c)));
    return buffer;
}

} // namespace dub::test
