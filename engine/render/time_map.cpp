#include "engine/render/time_map.h"

#include <algorithm>

namespace dub::render {

using plan::quantum;
using plan::quantum_after;
using plan::quantum_at;

void TimeMap::start(SamplePos at) {
    first_ = count_ = 0;
    begin(0, at);
}

void TimeMap::begin(std::int64_t count, SamplePos at) {
    ++count_;
    last() = Stretch{};
    last().first = count;
    last().start = quantum_at(at);
    last().heard.start = at;
    const SampleRange range = loop_;
    loop(range, count);
}

void TimeMap::loop(SampleRange range, std::int64_t computed) {
    loop_ = range;
    Stretch& stretch = last();
    const SamplePos now = stretch.place(computed);
    if (stretch.last != Stretch{}.last && now > stretch.heard.end) return; // it is turning
    stretch.heard.end = Stretch{}.heard.end;
    stretch.last = Stretch{}.last;
    if (range.empty() || now > range.end || stretch.heard.start >= range.end) return;
    stretch.heard.end = range.end;
    stretch.last = stretch.first + (quantum_after(range.end + SampleCount{over}) - stretch.start).value;
}

plan::Window TimeMap::window(std::int64_t count, int quanta_most) {
    const Stretch& stretch = at(count);
    const std::int64_t left = (stretch.last - count) / quantum;
    return {stretch.place(count), static_cast<int>(std::min<std::int64_t>(left, quanta_most))};
}

const Stretch& TimeMap::at(std::int64_t count) {
    while (count >= last().last) {
        if (count_ == most) forget(nth(1).first); // more turns in flight than anybody can hear apart
        begin(last().last, loop_.empty() ? last().heard.end : loop_.start);
    }
    for (std::size_t n = count_; n > 1; --n)
        if (nth(n - 1).first <= count) return nth(n - 1);
    return nth(0);
}

SamplePos TimeMap::heard_at(std::int64_t count) {
    const Stretch& stretch = at(count);
    const SamplePos place = stretch.place(count);
    if (place >= stretch.heard.end) return at(stretch.last).heard.start;
    return std::max(place, stretch.heard.start);
}

void TimeMap::forget(std::int64_t below) {
    while (count_ > 1 && nth(0).last <= below) {
        first_ = (first_ + 1) % most;
        --count_;
    }
}

} // namespace dub::render
