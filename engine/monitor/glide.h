#pragma once
// A factor that runs straight to where it is sent, so that no knob clicks. Its value depends on how many
// samples have passed, not on how they were cut into blocks. [audio]

#include <algorithm>

#include "engine/dsp/mix_kernels.h"

namespace dub::monitor {

class Glide {
  public:
    void rest_at(float value) { *this = Glide{}, to_ = value; }
    // From where it is now, within `samples`.
    void run_to(float value, int samples) {
        if (value == to_) return;
        from_ = now();
        to_ = value;
        length_ = samples;
        step_ = (to_ - from_) / static_cast<float>(samples);
        done_ = 0;
    }
    [[nodiscard]] float now() const {
        return done_ < length_ ? from_ + step_ * static_cast<float>(done_) : to_;
    }
    [[nodiscard]] int left() const { return length_ - done_; } // samples
    [[nodiscard]] bool rests() const { return done_ >= length_; }

    void apply(float* io, int samples) {
        int i = 0;
        for (; i < samples && done_ < length_; ++i, ++done_)
            io[i] *= now();
        if (i < samples && to_ != 1) dsp::kernels().apply_gain(io + i, samples - i, to_);
    }
    // out = a + (b - a) * value
    void cross(const float* a, const float* b, float* out, int samples) {
        for (int i = 0; i < samples; ++i) {
            const float share = now();
            out[i] = a[i] * (1 - share) + b[i] * share;
            if (done_ < length_) ++done_;
        }
    }

  private:
    float from_ = 0, to_ = 0, step_ = 0;
    int done_ = 0, length_ = 0;
};

} // namespace dub::monitor
