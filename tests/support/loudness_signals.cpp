#include "tests/support/loudness_signals.h"

#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>

namespace dub::test {
namespace {

constexpr double silence = -std::numeric_limits<double>::infinity();

std::vector<Step> repeated(const std::vector<Step>& steps, int times) {
    std::vector<Step> all;
    for (int i = 0; i < times; ++i)
        all.insert(all.end(), steps.begin(), steps.end());
    return all;
}

// Signals 20 to 23: a sine of a sixth of the rate with one period of a quarter of the rate, twice as strong,
// drawn at four times the rate, low-passed, and every fourth sample taken.
Row spliced_peak(int offset, SampleRate rate) {
    const int n = static_cast<int>(rate.hz) / 4 * 4;
    std::vector<double> fine;
    const auto sine = [&](int period, double amplitude, int samples) {
        for (int i = 0; i < samples; ++i)
            fine.push_back(amplitude * std::sin(2 * std::numbers::pi * i / period));
    };
    sine(24, 0.5, n / 48 * 24);
    sine(16, 1.0, 16);
    sine(24, 0.5, n / 48 * 24);
    constexpr int reach = 128; // of a low pass at 0.46 of the final rate, Hann window
    Row row;
    for (int at = offset; at < static_cast<int>(fine.size()); at += 4) {
        double sum = 0;
        for (int k = -reach; k <= reach; ++k) {
            if (at + k < 0 || at + k >= static_cast<int>(fine.size())) continue;
            const double x = std::numbers::pi * 2 * 0.46 / 4 * k;
            const double sinc = k == 0 ? 1 : std::sin(x) / x;
            const double window = 0.5 + 0.5 * std::cos(std::numbers::pi * k / (reach + 1));
            sum += fine[static_cast<std::size_t>(at + k)] * 2 * 0.46 / 4 * sinc * window;
        }
        row.push_back(static_cast<float>(sum));
    }
    return row;
}

} // namespace

Row stepped_tone(const std::vector<Step>& steps, SampleRate rate, double hz) {
    Row row;
    double end = 0;
    for (const Step& step : steps) {
        end += step.seconds * static_cast<double>(rate.hz);
        const double amplitude = std::pow(10.0, step.dbfs / 20);
        while (static_cast<double>(row.size()) + 0.5 < end) {
            const double turns = hz * static_cast<double>(row.size()) / static_cast<double>(rate.hz);
            row.push_back(
                static_cast<float>(amplitude * std::sin(2 * std::numbers::pi * (turns - std::floor(turns)))));
        }
    }
    return row;
}

ProgrammeSignal stereo(Row row, SampleRate rate) { return {{Speaker::L, Speaker::R}, rate, {row, row}}; }

ProgrammeSignal tech_3341(int number, SampleRate rate) {
    switch (number) {
    case 1: return stereo(stepped_tone({{20, -23}}, rate), rate);
    case 2: return stereo(stepped_tone({{20, -33}}, rate), rate);
    case 3: return stereo(stepped_tone({{10, -36}, {60, -23}, {10, -36}}, rate), rate);
    case 4: return stereo(stepped_tone({{10, -72}, {10, -36}, {60, -23}, {10, -36}, {10, -72}}, rate), rate);
    case 5: return stereo(stepped_tone({{20, -26}, {20.1, -20}, {20, -26}}, rate), rate);
    case 6: {
        const Row front = stepped_tone({{20, -28}}, rate), centre = stepped_tone({{20, -24}}, rate);
        const Row surround = stepped_tone({{20, -30}}, rate);
        using enum Speaker;
        return {{L, R, C, Ls, Rs}, rate, {front, front, centre, surround, surround}};
    }
    case 9: return stereo(stepped_tone(repeated({{1.34, -20}, {1.66, -30}}, 5), rate), rate);
    case 12: return stereo(stepped_tone(repeated({{0.18, -20}, {0.22, -30}}, 25), rate), rate);
    default: assert(false); return {};
    }
}

ProgrammeSignal tech_3342(int number, SampleRate rate) {
    const std::array<std::vector<Step>, 4> steps{{{{20, -20}, {20, -30}},
                                                  {{20, -20}, {20, -15}},
                                                  {{20, -40}, {20, -20}},
                                                  {{20, -50}, {20, -35}, {20, -20}, {20, -35}, {20, -50}}}};
    return stereo(stepped_tone(steps[static_cast<std::size_t>(number - 1)], rate), rate);
}

ProgrammeSignal tech_3341_shifted(int number, int file, SampleRate rate) {
    const double shift = file;
    switch (number) {
    case 10: return stereo(stepped_tone({{shift * 0.15, silence}, {3, -23}, {1, silence}}, rate), rate);
    case 13: return stereo(stepped_tone({{shift * 0.02, silence}, {0.4, -23}, {1, silence}}, rate), rate);
    case 11:
        return stereo(
            stepped_tone({{shift * 0.15, silence}, {3, -38 + shift}, {3 - shift * 0.15, silence}}, rate),
            rate);
    case 14:
        return stereo(
            stepped_tone({{shift * 0.02, silence}, {0.4, -38 + shift}, {0.4 - shift * 0.02, silence}}, rate),
            rate);
    default: assert(false); return {};
    }
}

ProgrammeSignal tech_3341_peak(int number, SampleRate rate) {
    if (number >= 20) return stereo(spliced_peak(number - 20, rate), rate);
    struct Sine {
        int period; // samples
        double amplitude, degrees;
    };
    constexpr std::array<Sine, 5> sines{
        {{4, 0.5, 0}, {4, 0.5, 45}, {6, 0.5, 60}, {8, 0.5, 67.5}, {4, 1.41, 45}}};
    const Sine& s = sines[static_cast<std::size_t>(number - 15)];
    const double hz = static_cast<double>(rate.hz);
    Row row = tone({hz / s.period, s.amplitude, s.degrees * std::numbers::pi / 180}, rate,
                   static_cast<int>(rate.hz));
    fade_ends(row, static_cast<int>(rate.hz / 100));
    return stereo(std::move(row), rate);
}

} // namespace dub::test
