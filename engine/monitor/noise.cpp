#include "engine/monitor/noise.h"

#include <array>
#include <cmath>
#include <cstdint>

#include "engine/dsp/svf.h"

namespace dub::monitor {
namespace {

constexpr int seconds_long = 10;
constexpr double wanted_rms = 0.1; // -20 dBFS
constexpr Hz lowest{500}, highest{2000};

// splitmix64 (Steele, Lea, Flood 2014): the same noise on every machine.
double white(std::uint64_t& state) {
    std::uint64_t z = (state += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1p-52 - 1;
}

// -3 dB an octave by poles and zeros an octave and a half apart, from 62 Hz to 16 kHz: within 0.3 dB of pink
// in the band (the idea: J. O. Smith, Spectral Audio Signal Processing, "Spectral tilt filters").
class Pinking {
  public:
    explicit Pinking(double rate) {
        for (std::size_t k = 0; k < sections.size(); ++k) {
            const double pole = 62.5 * std::pow(2.0, 1.5 * static_cast<double>(k));
            const double zero = pole * std::pow(2.0, 0.75);
            sections[k].pole = std::exp(-2 * std::numbers::pi * pole / rate);
            sections[k].zero = std::exp(-2 * std::numbers::pi * zero / rate);
        }
    }
    double next(double x) {
        for (Section& s : sections) {
            const double y = x - s.zero * s.x + s.pole * s.y;
            s.x = x;
            s.y = y;
            x = y;
        }
        return x;
    }

  private:
    struct Section {
        double pole = 0, zero = 0, x = 0, y = 0;
    };
    std::array<Section, 6> sections{};
};

} // namespace

std::vector<float> calibration_noise(SampleRate rate) {
    const auto hz = static_cast<double>(rate.hz);
    std::vector<double> loop(static_cast<std::size_t>(rate.hz * seconds_long));
    Pinking pink(hz);
    // Butterworth, 24 dB an octave, on both sides.
    std::array<dsp::SvfSteps, 4> shapes;
    std::array<dsp::SvfState, 4> states{};
    for (std::size_t k = 0; k < 2; ++k) {
        shapes[k] = dsp::SvfSteps(dsp::svf_high_pass(dsp::svf_g(lowest, hz), dsp::butterworth_24[k]));
        shapes[k + 2] = dsp::SvfSteps(dsp::svf_low_pass(dsp::svf_g(highest, hz), dsp::butterworth_24[k]));
    }
    // Twice through the same white noise: the second time the filters go on from the loop's own end.
    for (int round = 0; round < 2; ++round) {
        std::uint64_t state = 1977;
        for (double& sample : loop) {
            double x = pink.next(white(state));
            for (std::size_t k = 0; k < shapes.size(); ++k)
                x = states[k].next(shapes[k], x);
            sample = x;
        }
    }
    double squares = 0;
    for (const double sample : loop)
        squares += sample * sample;
    const double gain = wanted_rms / std::sqrt(squares / static_cast<double>(loop.size()));
    std::vector<float> noise;
    noise.reserve(loop.size());
    for (const double sample : loop)
        noise.push_back(static_cast<float>(sample * gain));
    return noise;
}

} // namespace dub::monitor
