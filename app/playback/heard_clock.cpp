#include "app/playback/heard_clock.h"

#include <algorithm>
#include <cmath>

namespace dub::app {
namespace {

constexpr double lag = 1.01;            // as slow as a device may seem
constexpr double stall_ns = 50'000'000; // later than that it stood still, and goes on from there

} // namespace

void HeardClock::block(std::uint64_t first, int samples, std::int64_t now_ns) noexcept {
    std::int64_t begun = now_ns;
    if (!fresh_.exchange(false)) {
        const auto expected = last_.begun_ns + static_cast<std::int64_t>(lag * nanoseconds(last_.samples));
        if (now_ns > expected && static_cast<double>(now_ns - expected) < stall_ns) begun = expected;
    }
    last_ = {first, begun, samples};
    block_.write(last_);
}

SamplePos HeardClock::Mark::place(double sample) const {
    const double since = sample - static_cast<double>(first);
    return position + SampleCount{static_cast<std::int64_t>(std::floor(since * speed))};
}

void HeardClock::piece(std::uint64_t first, SamplePos position, double speed) noexcept {
    if (marked_ && speed == newest_.speed) {
        const SampleCount off = position - newest_.place(static_cast<double>(first));
        if (off >= SampleCount{-2} && off <= SampleCount{2}) return; // positions at a speed are rounded
    }
    // Full: nobody looks. The next piece that differs tries again.
    marked_ = marks_.push({first, position, speed});
    if (marked_) newest_ = {first, position, speed};
}

double HeardClock::sample_heard(std::int64_t now_ns, SampleCount latency) {
    const Block block = block_.read();
    const double since = static_cast<double>(now_ns - block.begun_ns) * 1e-9 * static_cast<double>(rate_.hz);
    // Not beyond what was computed: when no block comes any more, what is heard stands still.
    const double now =
        static_cast<double>(block.first) + std::clamp(since, 0.0, static_cast<double>(block.samples));
    heard_ = std::max(heard_, now - static_cast<double>(latency.value));
    return heard_;
}

HeardClock::Heard HeardClock::at(std::int64_t now_ns, SampleCount latency) {
    const double sample = sample_heard(now_ns, latency);
    while (const auto mark = marks_.pop())
        ahead_.push_back(*mark);
    while (ahead_.size() > 1 && static_cast<double>(ahead_[1].first) <= sample)
        ahead_.pop_front();
    if (ahead_.empty()) return {{}, 0, sample};
    const Mark& mark = ahead_.front();
    const double from = std::max(sample, static_cast<double>(mark.first));
    return {mark.place(from), mark.speed, sample};
}

} // namespace dub::app
