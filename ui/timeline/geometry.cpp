#include "ui/timeline/geometry.h"

#include <algorithm>
#include <cmath>

namespace dub::ui::timeline {

std::int64_t Scale::pixel(SamplePos at) const {
    return static_cast<std::int64_t>(std::floor(static_cast<double>(at.value) / samples_per_pixel));
}

SamplePos Scale::at_pixel(std::int64_t wanted) const {
    if (samples_per_pixel < 1) return {std::llround((static_cast<double>(wanted) + 0.5) * samples_per_pixel)};
    SamplePos at{static_cast<std::int64_t>(std::ceil(static_cast<double>(wanted) * samples_per_pixel))};
    // Product and quotient may each round to the other side of a pixel's edge.
    while (pixel(at) < wanted)
        at.value += 1;
    while (pixel(at - SampleCount{1}) >= wanted)
        at.value -= 1;
    return at;
}

SampleCount Scale::length(std::int64_t pixels) const {
    return {std::llround(static_cast<double>(pixels) * samples_per_pixel)};
}

Scale Scale::zoomed(double factor, std::int64_t x) const {
    const double middle = (static_cast<double>(left + x) + 0.5) * samples_per_pixel;
    Scale next;
    next.samples_per_pixel = std::clamp(samples_per_pixel / factor, least, most);
    next.left = static_cast<std::int64_t>(std::floor(middle / next.samples_per_pixel)) - x;
    return next;
}

Scale Scale::fitting(SampleRange range, int width) {
    const int air = std::max(1, width / 40);
    const int inside = std::max(1, width - 2 * air);
    Scale scale;
    scale.samples_per_pixel = std::clamp(static_cast<double>(range.length().value) / inside, least, most);
    scale.left = scale.pixel(range.start) - air;
    return scale;
}

} // namespace dub::ui::timeline
