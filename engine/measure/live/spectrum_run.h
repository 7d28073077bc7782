#pragma once
// The spectrum of all channels together, as power: third-octave bands (IEC 61260-1, base ten, 20 Hz to
// 20 kHz) and fine lines. Levels are amplitudes squared of a sine: a full-scale sine reads 1 (0 dBFS) in its
// band, and in its line whatever its frequency (the power of the five bins around it, which hold a Hann
// window's whole main lobe). 16384 samples at a time up to 64 kHz, twice as many above, an eighth apart;
// means fade by 1/e in 0.25 s. [one thread, never audio]

#include <array>
#include <vector>

#include "engine/core/audio_buffer.h"
#include "engine/core/layout.h"
#include "engine/core/time.h"
#include "engine/dsp/fft.h"

namespace dub::measure {

struct SpectrumReading {
    static constexpr int bands_count = 31, lines_count = 240; // 24 lines an octave
    std::array<float, bands_count> bands{};                   // power
    std::array<float, lines_count> lines{};                   // power: the highest within the line's width
    std::uint64_t turn = 0;
};
// Of a band, of a line: its middle, in Hz.
[[nodiscard]] double band_middle(int band); // 0 is 20 Hz, 17 is 1 kHz
[[nodiscard]] double line_middle(int line); // 0 is 20 Hz, equal ratios to 20 kHz

class SpectrumRun {
  public:
    SpectrumRun(const Layout& layout, SampleRate rate);

    void add(ConstAudioBlock sound);
    bool update(SpectrumReading& reading); // false: no new transform since

    [[nodiscard]] int size() const { return fft_.size(); } // samples of a transform

  private:
    struct Bins {                 // of a band: whole bins, and parts of those at its edges
        int first = 0, last = -1; // both included
        double first_part = 1, last_part = 1;
    };
    void look();
    [[nodiscard]] Bins bins_between(double from_hz, double to_hz) const;
    [[nodiscard]] double power_of(const Bins& bins) const;

    dsp::RealFft fft_;
    int hop_, gathered_ = 0; // samples new since the last transform
    double rate_, kept_ = 0;
    AudioBuffer last_; // size() samples of each channel, the oldest first
    std::vector<float> window_;
    std::vector<double> now_;   // of the last transform: power of each bin, all channels
    std::vector<double> power_; // faded
    double weight_ = 0;
    std::vector<Bins> bands_, lines_;
    bool fresh_ = false;
};

} // namespace dub::measure
