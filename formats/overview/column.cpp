#include "formats/overview/column.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dub::overview {
namespace {

// Four samples side by side: half of what every x86-64 has. Minimum and maximum of a plain loop would be
// worked out one by one, since their order could matter to a NaN.
using Lanes = float __attribute__((vector_size(16)));
constexpr int lanes = 4, together = 4 * lanes;

Lanes load(const float* from) {
    Lanes to;
    __builtin_memcpy(&to, from, sizeof to);
    return to;
}

struct Tally {
    Lanes low, high, squares;
    explicit Tally(Lanes x)
        : low(x)
        , high(x)
        , squares(x * x) {}
    void take(Lanes x) {
        low = x < low ? x : low;
        high = x > high ? x : high;
        squares += x * x;
    }
    void join(const Tally& other) {
        low = other.low < low ? other.low : low;
        high = other.high > high ? other.high : high;
        squares += other.squares;
    }
};

Run slow_run(std::span<const float> samples) {
    Run run;
    for (const float sample : samples) {
        if (std::isnan(sample)) continue;
        run.min = run.samples == 0 ? sample : std::min(run.min, sample);
        run.max = run.samples == 0 ? sample : std::max(run.max, sample);
        run.squares += static_cast<double>(sample) * sample;
        ++run.samples;
    }
    run.samples = static_cast<std::int64_t>(samples.size());
    return run;
}

} // namespace

void Run::join(const Run& other) {
    if (other.samples == 0) return;
    min = samples == 0 ? other.min : std::min(min, other.min);
    max = samples == 0 ? other.max : std::max(max, other.max);
    squares += other.squares;
    samples += other.samples;
}

Column Run::column() const {
    if (samples == 0) return {};
    constexpr double most = std::numeric_limits<float>::max();
    const double rms = std::sqrt(squares / static_cast<double>(samples));
    return {min, max, static_cast<float>(std::min(rms, most))};
}

Run run_of(std::span<const float> samples) {
    const std::size_t whole = samples.size() / together * together;
    if (whole == 0) return slow_run(samples);
    const float* const from = samples.data();
    // Four, each a variable of its own: one would wait for itself.
    Tally a(load(from)), b(load(from + lanes)), c(load(from + 2 * lanes)), d(load(from + 3 * lanes));
    for (std::size_t i = together; i < whole; i += together) {
        a.take(load(from + i));
        b.take(load(from + i + lanes));
        c.take(load(from + i + 2 * lanes));
        d.take(load(from + i + 3 * lanes));
    }
    a.join(b);
    c.join(d);
    a.join(c);
    Run run{a.low[0], a.high[0], 0, static_cast<std::int64_t>(whole)};
    for (int lane = 0; lane < lanes; ++lane) {
        run.min = std::min(run.min, a.low[lane]);
        run.max = std::max(run.max, a.high[lane]);
        run.squares += a.squares[lane];
    }
    // A NaN among them is seen in the sum, and so is a square too large for a float.
    if (!std::isfinite(run.squares)) return slow_run(samples);
    if (whole < samples.size()) run.join(slow_run(samples.subspan(whole)));
    return run;
}

SampleRange column_range(SampleRange range, int count, int c, SampleCount grid) {
    const std::int64_t length = range.length().value, step = grid.value;
    // Split so that no product leaves 64 bits.
    const auto edge = [&](std::int64_t at) {
        const std::int64_t place = length / count * at + length % count * at / count + range.start.value;
        return (place >= 0 ? place / step : (place - step + 1) / step) * step;
    };
    const std::int64_t first = edge(c);
    return {{first}, {std::max(edge(c + 1), first + step)}};
}

} // namespace dub::overview
