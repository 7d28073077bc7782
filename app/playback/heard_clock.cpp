#include "app/playback/heard_clock.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dub::app {
namespace {

constexpr double bandwidth_hz = 0.5;    // of the loop: a call 20 ms late moves it by half a millisecond
constexpr double stall_ns = 50'000'000; // later than that the device stood still, and goes on from there
constexpr double tiny = 1e-3;           // sample; what rounding may take away
constexpr double off_rate = 0.01;       // as far as a device may be from the rate it says

} // namespace

// When the block after `last` began, and how long a sample lasts by now.
HeardClock::Block HeardClock::follow(const Block& last, double now_ns) const noexcept {
    const double nominal = 1e9 / static_cast<double>(rate_.hz);
    const double expected = last.begun_ns + last.samples * last.ns_per_sample;
    const double off = now_ns - expected;
    if (std::abs(off) > stall_ns || last.samples == 0) return {0, now_ns, last.ns_per_sample, 0};
    const double turn =
        std::min(0.2, 2 * std::numbers::pi * bandwidth_hz * last.samples / static_cast<double>(rate_.hz));
    const double per_sample = last.ns_per_sample + turn * turn * off / last.samples;
    return {0, expected + std::numbers::sqrt2 * turn * off,
            std::clamp(per_sample, nominal * (1 - off_rate), nominal * (1 + off_rate)), 0};
}

void HeardClock::block(std::uint64_t first, int samples, std::int64_t now_ns) noexcept {
    const auto now = static_cast<double>(now_ns);
    last_ =
        fresh_.exchange(false) ? Block{0, now, 1e9 / static_cast<double>(rate_.hz), 0} : follow(last_, now);
    last_.first = first;
    last_.samples = samples;
    block_.write(last_);
}

SamplePos HeardClock::Mark::place(double sample) const {
    const double since = sample - static_cast<double>(first);
    return position + SampleCount{static_cast<std::int64_t>(std::floor(since * speed + tiny))};
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
    if (block.samples == 0) return heard_;
    const double since = (static_cast<double>(now_ns) - block.begun_ns) / block.ns_per_sample;
    const auto first = static_cast<double>(block.first);
    // Not beyond what was computed: when no block comes any more the device plays what it has, and stands.
    const double now = std::min(first + since - static_cast<double>(latency.value), first + block.samples);
    heard_ = std::max(heard_, now);
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
