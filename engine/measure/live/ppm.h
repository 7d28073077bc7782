#pragma once
// A quasi-peak programme meter of IEC 60268-10: what short peaks of a sound read, and how the reading falls
// back. Two integrators of different speed that only rise towards |x| and fall together, so many decibels a
// second; their sum is the reading. The shape is F. Adriaensen's (jmeters); its two rates are fitted here to
// the tone bursts of the standard. A steady sine reads its peak. Values; no allocation. [audio]

#include <algorithm>
#include <cmath>
#include <span>

#include "engine/core/time.h"

namespace dub::measure {

enum class PpmKind : unsigned char {
    type_i,   // DIN 45406: 5 ms, falls 20 dB in 1.7 s
    type_iia, // BBC: 10 ms, falls 24 dB in 2.8 s
};

class Ppm {
  public:
    Ppm(PpmKind kind, SampleRate rate) {
        const bool one = kind == PpmKind::type_i;
        const auto hz = static_cast<double>(rate.hz);
        slow_ = static_cast<float>((one ? 400 : 160) / hz);
        quick_ = static_cast<float>((one ? 1200 : 980) / hz);
        scale_ = one ? 0.51163F : 0.51545F;
        fall_db_ = (one ? 20 / 1.7 : 24 / 2.8) / hz;
        fall_ = static_cast<float>(std::pow(10, -fall_db_ / 20));
    }

    void add(std::span<const float> sound, float gain = 1) noexcept { // gain >= 0
        for (const float x : sound) {
            const float level = std::min(std::abs(x) * gain, loudest);
            a_ *= fall_;
            b_ *= fall_;
            if (level > a_) a_ += slow_ * (level - a_); // a NaN is not larger
            if (level > b_) b_ += quick_ * (level - b_);
            most_ = std::max(most_, a_ + b_);
        }
        rest();
    }
    // As that many samples of silence.
    void fall(int samples) noexcept {
        if (a_ == 0 && b_ == 0) return; // most tracks are silent most of the time
        const auto factor = static_cast<float>(std::pow(10, -fall_db_ * samples / 20));
        most_ = std::max(most_, a_ + b_);
        a_ *= factor;
        b_ *= factor;
        rest();
    }
    // The highest reading since the last call, as the peak of a sine: 1 is full scale.
    [[nodiscard]] float take() noexcept {
        const float reading = scale_ * most_;
        most_ = 0;
        return reading;
    }

  private:
    static constexpr float loudest = 1000; // +60 dBFS: what is broken must not stand for ever
    void rest() {
        if (a_ < 1e-9F) a_ = 0;
        if (b_ < 1e-9F) b_ = 0;
    }
    float slow_ = 0, quick_ = 0, scale_ = 1, fall_ = 1;
    double fall_db_ = 0; // a sample
    float a_ = 0, b_ = 0, most_ = 0;
};

} // namespace dub::measure
