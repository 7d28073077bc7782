#include "engine/measure/offset.h"

#include <algorithm>
#include <cmath>
#include <complex>

#include "engine/dsp/fft.h"

namespace dub::measure {
namespace {

constexpr double compared_from_hz = 100, compared_to_hz = 8000;
constexpr std::size_t shortest = 1024;
constexpr std::int64_t longest = std::int64_t{1} << 25;

void load(dsp::RealFft& fft, std::span<const float> sound) {
    const auto samples = fft.samples();
    std::ranges::copy(sound, samples.begin());
    std::ranges::fill(samples.subspan(sound.size()), 0.0F);
    fft.forward();
}

// The phase of b against a, in the bands that count; its inverse has a peak at the offset.
void cross_phase(dsp::RealFft& a, dsp::RealFft& b, SampleRate rate) {
    const double bin_hz = static_cast<double>(rate.hz) / a.size();
    const auto of_a = a.spectrum();
    const auto of_b = b.spectrum();
    for (std::size_t i = 0; i < of_b.size(); ++i) {
        const double hz = static_cast<double>(i) * bin_hz;
        const std::complex<float> cross = of_b[i] * std::conj(of_a[i]);
        const float level = std::abs(cross);
        const bool counts = hz >= compared_from_hz && hz <= compared_to_hz && level > 1e-20F;
        of_b[i] = counts ? cross / level : std::complex<float>{};
    }
    b.inverse();
}

struct Peak {
    std::int64_t lag = 0;
    float height = 0; // with its sign
    float next = 0;   // the highest elsewhere
};

Peak find_peak(std::span<const float> curve, std::int64_t most, std::int64_t apart) {
    const auto size = static_cast<std::int64_t>(curve.size());
    const auto at = [&](std::int64_t lag) { return curve[static_cast<std::size_t>((lag + size) % size)]; };
    Peak peak;
    for (std::int64_t lag = -most; lag <= most; ++lag)
        if (std::abs(at(lag)) > std::abs(peak.height)) peak = {lag, at(lag), 0};
    for (std::int64_t lag = -most; lag <= most; ++lag)
        if (std::abs(lag - peak.lag) > apart) peak.next = std::max(peak.next, std::abs(at(lag)));
    return peak;
}

double likeness_at(std::span<const float> a, std::span<const float> b, std::int64_t lag) {
    const std::int64_t from = std::max<std::int64_t>(0, -lag);
    const std::int64_t to =
        std::min(static_cast<std::int64_t>(a.size()), static_cast<std::int64_t>(b.size()) - lag);
    double aa = 0, bb = 0, ab = 0;
    for (std::int64_t i = from; i < to; ++i) {
        const double x = a[static_cast<std::size_t>(i)], y = b[static_cast<std::size_t>(i + lag)];
        aa += x * x;
        bb += y * y;
        ab += x * y;
    }
    return aa > 0 && bb > 0 ? std::abs(ab) / std::sqrt(aa * bb) : 0;
}

bool is_silent(std::span<const float> sound) {
    return std::ranges::all_of(sound, [](float sample) { return sample == 0; });
}

} // namespace

std::optional<Offset> offset_between(std::span<const float> a, std::span<const float> b, SampleCount most,
                                     SampleRate rate) {
    const auto together = static_cast<std::int64_t>(a.size() + b.size());
    if (a.size() < shortest || b.size() < shortest || together > longest || is_silent(a) || is_silent(b))
        return std::nullopt;
    const int size = dsp::RealFft::size_for(together);
    dsp::RealFft of_a(size), of_b(size);
    load(of_a, a);
    load(of_b, b);
    cross_phase(of_a, of_b, rate);
    const std::int64_t lags =
        std::clamp<std::int64_t>(most.value, 0, static_cast<std::int64_t>(std::min(a.size(), b.size())) - 1);
    const Peak peak = find_peak(of_b.samples(), lags, rate.hz / 1000);
    Offset offset;
    offset.by = {peak.lag};
    offset.likeness = likeness_at(a, b, peak.lag);
    offset.clearness = peak.next > 0 ? std::abs(peak.height / peak.next) : 1;
    offset.inverted = peak.height < 0;
    return offset;
}

} // namespace dub::measure
