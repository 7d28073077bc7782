#include "engine/dsp/fade.h"

#include <cmath>
#include <numbers>

namespace dub::dsp {

double fade_in_gain(FadeShape shape, std::int64_t index, std::int64_t length) {
    if (index < 0) return 0;
    if (index >= length) return 1;
    const double t = (static_cast<double>(index) + 0.5) / static_cast<double>(length);
    switch (shape) {
    case FadeShape::linear: return t;
    case FadeShape::equal_power: return std::sin(t * std::numbers::pi / 2);
    case FadeShape::s_curve: return 0.5 - 0.5 * std::cos(t * std::numbers::pi);
    }
    return t;
}

double fade_out_gain(FadeShape shape, std::int64_t index, std::int64_t length) {
    return fade_in_gain(shape, length - 1 - index, length);
}

void fade_in(std::span<float> samples, FadeShape shape, std::int64_t index, std::int64_t length) {
    for (float& sample : samples)
        sample = static_cast<float>(sample * fade_in_gain(shape, index++, length));
}

void fade_out(std::span<float> samples, FadeShape shape, std::int64_t index, std::int64_t length) {
    for (float& sample : samples)
        sample = static_cast<float>(sample * fade_out_gain(shape, index++, length));
}

} // namespace dub::dsp
