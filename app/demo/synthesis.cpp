#include "app/demo/synthesis.h"

#include <cmath>
#include <cstdint>
#include <numbers>

#include "engine/core/audio_buffer.h"
#include "formats/wave/wave_writer.h"

namespace dub::app {
namespace {

constexpr double rate = 48000;
constexpr double turn = 2 * std::numbers::pi;

// SplitMix64: white noise that is the same everywhere.
class Noise {
  public:
    explicit Noise(std::string_view seed) {
        for (const char c : seed)
            state_ = state_ * 1099511628211ULL + static_cast<unsigned char>(c);
    }
    double next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return static_cast<double>(static_cast<std::int64_t>(z ^ (z >> 31))) / 9.3e18;
    }

  private:
    std::uint64_t state_ = 1469598103934665603ULL;
};

// One pole: coarse colour is all a stand-in needs.
class LowPass {
  public:
    explicit LowPass(double hz)
        : keep_(std::exp(-turn * hz / rate)) {}
    double operator()(double in) { return state_ = in + (state_ - in) * keep_; }

  private:
    double keep_;
    double state_ = 0;
};

double decay(double t, double seconds) { return std::exp(-t / seconds * 4.6); } // -40 dB after `seconds`

// Syllables four a second, voiced by pulses of 110..150 Hz through two soft resonances: it is measured as
// speech.
void speak(std::span<float> out, Noise noise) {
    LowPass throat(900);
    LowPass mouth(2600);
    double phase = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double t = static_cast<double>(i) / rate;
        const double syllable = std::pow(std::max(0.0, std::sin(turn * 2.1 * t)), 0.7);
        phase += (118 + 24 * std::sin(turn * 0.6 * t) + 6 * noise.next()) / rate;
        const double pulse = std::pow(0.5 + 0.5 * std::cos(turn * phase), 12) - 0.2;
        const double voiced = throat(pulse) + 0.35 * (mouth(pulse) - throat(pulse)) + 0.04 * noise.next();
        out[i] = static_cast<float>(1.1 * syllable * voiced);
    }
}

void strike(std::span<float> out, Noise noise, double colour_hz, double seconds) {
    LowPass body(colour_hz);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double t = static_cast<double>(i) / rate;
        const double attack = std::min(1.0, t / 0.004);
        out[i] = static_cast<float>(1.2 * attack * decay(t, seconds) * body(noise.next()));
    }
}

struct Murmur {
    double colour_hz, swell_hz, level;
};

void murmur(std::span<float> out, Noise noise, const Murmur& kind) {
    LowPass body(kind.colour_hz);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double t = static_cast<double>(i) / rate;
        out[i] = static_cast<float>(kind.level * (0.8 + 0.2 * std::sin(turn * kind.swell_hz * t)) *
                                    body(noise.next()));
    }
}

void chords(std::span<float> out, double detune) {
    constexpr double roots[] = {110, 87.31, 130.81, 98};
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double t = static_cast<double>(i) / rate;
        const double root = roots[static_cast<std::size_t>(t / 4) % 4] * detune;
        const double within = std::fmod(t, 4.0);
        const double swell = std::sin(std::numbers::pi * within / 4);
        double sum = 0;
        for (const double ratio : {1.0, 1.5, 2.0, 2.4, 3.0})
            sum += std::sin(turn * root * ratio * t) / ratio;
        out[i] = static_cast<float>(0.12 * swell * sum);
    }
}

void fill(std::span<float> out, const Material& material, int channel) {
    Noise noise(std::string(material.id) + static_cast<char>('0' + channel));
    switch (material.stand_in) {
    case StandIn::speech: return speak(out, noise);
    case StandIn::step: return strike(out, noise, 3000, 0.15);
    case StandIn::door: return strike(out, noise, 900, 0.5);
    case StandIn::thunder: return strike(out, noise, 120, 3.0);
    case StandIn::rain: return murmur(out, noise, {6000, 0.13, 0.055});
    case StandIn::fire: return murmur(out, noise, {700, 1.9, 0.3});
    case StandIn::water: return murmur(out, noise, {1800, 0.7, 0.3});
    case StandIn::wheels: return murmur(out, noise, {300, 5.0, 0.5});
    case StandIn::music: return chords(out, channel == 0 ? 1.0 : 1.003);
    }
}

} // namespace

Result<void> synthesise(const Material& material, const std::filesystem::path& path) {
    const bool stereo = material.stand_in == StandIn::rain || material.stand_in == StandIn::music;
    AudioBuffer buffer(stereo ? 2 : 1, static_cast<int>(material.stand_in_seconds * rate));
    for (int c = 0; c < buffer.channels(); ++c)
        fill(buffer.block().channel(c), material, c);
    wave::WriteOptions options;
    options.layout = stereo ? Layout{Speaker::L, Speaker::R} : Layout{Speaker::M};
    options.rate = SampleRate{48000};
    options.if_exists = IfExists::replace;
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    TRY(auto writer, wave::WaveWriter::create(path, options));
    CHECK(writer->write(buffer.block()));
    return writer->finish();
}

} // namespace dub::app
