#include "formats/media/frame_slots.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "engine/core/timecode.h"

namespace dub::media {
namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t in_a_hundred = 100; // one frame in so many may be lost

constexpr std::int64_t max_slots = std::int64_t{24} * 3600 * 120; // a day of 120 a second
constexpr std::int64_t repeated_at_most = 1000; // for each frame: more is a damaged time, not a slide show

// Bounds that keep products of ticks, clock and rate within 127 bits.
bool usable(FrameRate rate) {
    return rate.num > 0 && rate.den > 0 && rate.num <= std::numeric_limits<std::int32_t>::max() &&
           rate.den <= std::numeric_limits<std::int32_t>::max();
}

// The slot nearest to a time since the first frame; halves go up.
std::int64_t slot_at(std::int64_t ticks, Clock clock, FrameRate rate) {
    const Wide above = Wide{ticks} * clock.num * rate.num;
    const Wide below = Wide{clock.den} * rate.den;
    return static_cast<std::int64_t>((2 * above + below) / (2 * below));
}

// Frame n lies n frames after the first, to one tick.
bool fits(std::span<const std::int64_t> times, Clock clock, FrameRate rate) {
    for (std::size_t n = 0; n < times.size(); ++n) {
        const Wide true_time = Wide{static_cast<std::int64_t>(n)} * rate.den * clock.den;
        const Wide tick = Wide{clock.num} * rate.num;
        const Wide off = (Wide{times[n]} - times.front()) * tick - true_time;
        if (off > tick || -off > tick) return false;
    }
    return true;
}

// What the times themselves say: between the first and the last frame, and from one to the next.
std::vector<FrameRate> rates_in(std::span<const std::int64_t> times, Clock clock) {
    std::vector<FrameRate> rates;
    const auto add = [&](std::int64_t frames, std::int64_t ticks) {
        const Wide num = Wide{frames} * clock.den;
        const Wide den = Wide{ticks} * clock.num;
        if (num <= 0 || den <= 0 || num > std::numeric_limits<std::int64_t>::max() ||
            den > std::numeric_limits<std::int64_t>::max())
            return;
        const auto a = static_cast<std::int64_t>(num);
        const auto b = static_cast<std::int64_t>(den);
        const std::int64_t common = std::gcd(a, b);
        const FrameRate rate{a / common, b / common};
        if (usable(rate)) rates.push_back(rate);
    };
    if (times.size() < 2) return rates;
    add(1, times[1] - times[0]);
    add(static_cast<std::int64_t>(times.size()) - 1, times.back() - times.front());
    return rates;
}

std::vector<FrameRate> candidates(std::span<const std::int64_t> times, Clock clock,
                                  std::span<const FrameRate> told) {
    std::vector<FrameRate> all(told.begin(), told.end());
    std::erase_if(all, [](FrameRate rate) { return !usable(rate); });
    std::ranges::copy(rates_in(times, clock), std::back_inserter(all));
    // The standard rate first: a rate that is one only by rounding fits a short file as well.
    std::vector<FrameRate> tried;
    for (const FrameRate rate : all)
        tried.insert(tried.end(), {nearest_standard(rate), rate});
    return tried;
}

struct Cost {
    std::int64_t repeated = 0, left_out = 0;
    double off =
        0; // how far all frames are from their slots, in frames: 29.97 and 30 cost a short file alike
};

bool loses_too_much(const Cost& cost, std::size_t frames) {
    return cost.left_out * in_a_hundred > static_cast<std::int64_t>(frames);
}

bool is_better(const Cost& cost, const Cost& than, std::size_t frames) {
    const bool unfit = loses_too_much(cost, frames);
    if (unfit != loses_too_much(than, frames)) return !unfit;
    const std::int64_t sum = cost.repeated + cost.left_out;
    const std::int64_t other = than.repeated + than.left_out;
    return sum != other ? sum < other : cost.off < than.off;
}

Cost cost_of(std::span<const std::int64_t> times, Clock clock, FrameRate rate) {
    Cost cost;
    std::int64_t before = -1;
    const double slots_a_tick = static_cast<double>(rate.num) / static_cast<double>(rate.den) *
                                static_cast<double>(clock.num) / static_cast<double>(clock.den);
    for (const std::int64_t time : times) {
        const std::int64_t slot = slot_at(time - times.front(), clock, rate);
        cost.off +=
            std::abs(static_cast<double>(time - times.front()) * slots_a_tick - static_cast<double>(slot));
        if (slot == before)
            ++cost.left_out;
        else
            cost.repeated += slot - before - 1;
        before = slot;
    }
    return cost;
}

FrameSlots map(std::span<const std::int64_t> times, Clock clock, FrameRate rate, Cost cost) {
    FrameSlots slots{.rate = rate,
                     .length = FrameCount{slot_at(times.back() - times.front(), clock, rate) + 1},
                     .steadiness = Steadiness::mapped,
                     .repeated = cost.repeated,
                     .left_out = cost.left_out,
                     .frame_of = {}};
    const auto frames = static_cast<std::int64_t>(times.size());
    const bool sane = slots.length.value > 0 && slots.length.value <= max_slots &&
                      slots.length.value / frames < repeated_at_most;
    if (loses_too_much(cost, times.size()) || !sane) {
        slots.steadiness = Steadiness::none;
        return slots;
    }
    slots.frame_of.reserve(static_cast<std::size_t>(slots.length.value));
    for (std::int32_t n = 0; n < static_cast<std::int32_t>(frames); ++n) {
        const auto slot = static_cast<std::size_t>(
            slot_at(times[static_cast<std::size_t>(n)] - times.front(), clock, rate));
        if (slot < slots.frame_of.size()) slots.frame_of.pop_back();
        slots.frame_of.resize(slot, std::max(n - 1, 0));
        slots.frame_of.push_back(n);
    }
    return slots;
}

} // namespace

FrameRate nearest_standard(FrameRate rate) {
    constexpr double tolerance = 2e-4;
    const double value = static_cast<double>(rate.num) / static_cast<double>(rate.den);
    for (const auto& known : timecode_formats()) {
        const double standard =
            static_cast<double>(known.format.rate.num) / static_cast<double>(known.format.rate.den);
        if (std::abs(value / standard - 1.0) < tolerance) return known.format.rate;
    }
    return rate;
}

FrameSlots lay_on_rate(std::span<const std::int64_t> times, Clock clock, std::span<const FrameRate> told) {
    const auto tried = candidates(times, clock, told);
    for (const FrameRate rate : tried)
        if (fits(times, clock, rate))
            return {
                .rate = rate, .length = FrameCount{static_cast<std::int64_t>(times.size())}, .frame_of = {}};
    if (tried.empty()) return {.rate = {0, 1}, .length = {}, .frame_of = {}};
    FrameRate best = tried.front();
    std::optional<Cost> least;
    for (const auto& known : timecode_formats()) {
        const Cost cost = cost_of(times, clock, known.format.rate);
        if (least && !is_better(cost, *least, times.size())) continue;
        best = known.format.rate;
        least = cost;
    }
    return map(times, clock, best, *least);
}

} // namespace dub::media
