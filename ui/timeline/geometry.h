#pragma once
// Where a sample lies on the screen, and back. Pixels are whole and counted from sample 0, so that scrolling
// moves everything by the same amount and what was painted can be used again. Pure, any thread.

#include <cstdint>
#include <utility>

#include "engine/core/time.h"

namespace dub::ui::timeline {

struct Scale {
    double samples_per_pixel = 2000; // least … most
    std::int64_t left = 0;           // the pixel (from sample 0) at the left edge of the view

    static constexpr double least = 1.0 / 64;
    static constexpr double most = 1 << 23; // a day in 500 pixels at 48 kHz

    // The pixel that holds the sample, from sample 0 and from the left edge.
    [[nodiscard]] std::int64_t pixel(SamplePos at) const;
    [[nodiscard]] std::int64_t x_of(SamplePos at) const { return pixel(at) - left; }
    // The first sample in that pixel from the left edge; where pixels are finer than samples, the nearest.
    [[nodiscard]] SamplePos at_x(std::int64_t x) const { return at_pixel(left + x); }
    [[nodiscard]] SamplePos at_pixel(std::int64_t pixel) const;
    // How long that many pixels are, rounded.
    [[nodiscard]] SampleCount length(std::int64_t pixels) const;

    // `factor` > 1 comes closer; what lies at x stays there.
    [[nodiscard]] Scale zoomed(double factor, std::int64_t x) const;
    // The whole of a range in `width` pixels, with a little air.
    [[nodiscard]] static Scale fitting(SampleRange range, int width);
    friend bool operator==(const Scale&, const Scale&) = default;
};

// The range [start, end) of the sorted `list` whose entries reach into `range`; `place` gives an entry's
// range. Ends must be sorted as starts are, which is so of clips on a track.
template <class List, class Place>
auto reaching_into(const List& list, SampleRange range, const Place& place) {
    const auto split = [&](auto first, const auto& before) {
        auto last = list.end();
        while (first != last) {
            const auto middle = first + (last - first) / 2;
            if (before(place(*middle)))
                first = middle + 1;
            else
                last = middle;
        }
        return first;
    };
    const auto first = split(list.begin(), [&](SampleRange one) { return one.end <= range.start; });
    const auto last = split(first, [&](SampleRange one) { return one.start < range.end; });
    return std::pair(first, last);
}

} // namespace dub::ui::timeline
