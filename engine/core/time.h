#pragma once
// Positions and durations as types, on two grids: audio samples (per channel) and picture frames.
// A position is not a duration: position - position = duration, and two positions do not add
// (tests/static shows that it does not compile). Ranges are half-open.
// Sample and frame positions of a session count from timecode 00:00:00:00, so that they equal the
// TimeReference of a Broadcast Wave file (EBU Tech 3285). Plain values, any thread.

#include <compare>
#include <cstdint>
#include <numeric>

namespace dub {

template <class Grid> struct Duration {
    std::int64_t value = 0;

    friend constexpr auto operator<=>(Duration, Duration) = default;
    friend constexpr Duration operator+(Duration a, Duration b) { return {a.value + b.value}; }
    friend constexpr Duration operator-(Duration a, Duration b) { return {a.value - b.value}; }
    friend constexpr Duration operator*(Duration a, std::int64_t n) { return {a.value * n}; }
    constexpr Duration operator-() const { return {-value}; }
    constexpr Duration& operator+=(Duration b) { return value += b.value, *this; }
    constexpr Duration& operator-=(Duration b) { return value -= b.value, *this; }
};

template <class Grid> struct Position {
    std::int64_t value = 0;

    friend constexpr auto operator<=>(Position, Position) = default;
    friend constexpr Position operator+(Position p, Duration<Grid> d) { return {p.value + d.value}; }
    friend constexpr Position operator-(Position p, Duration<Grid> d) { return {p.value - d.value}; }
    friend constexpr Duration<Grid> operator-(Position a, Position b) { return {a.value - b.value}; }
    constexpr Position& operator+=(Duration<Grid> d) { return value += d.value, *this; }
    constexpr Position& operator-=(Duration<Grid> d) { return value -= d.value, *this; }
};

// [start, end): the end is the first position outside.
template <class Grid> struct Range {
    Position<Grid> start;
    Position<Grid> end;

    friend constexpr bool operator==(Range, Range) = default;
    [[nodiscard]] constexpr Duration<Grid> length() const { return end - start; }
    [[nodiscard]] constexpr bool empty() const { return end <= start; }
    [[nodiscard]] constexpr bool contains(Position<Grid> p) const { return start <= p && p < end; }
    [[nodiscard]] constexpr bool contains(Range r) const { return start <= r.start && r.end <= end; }
    [[nodiscard]] constexpr bool overlaps(Range r) const { return start < r.end && r.start < end; }
    [[nodiscard]] constexpr Range moved(Duration<Grid> by) const { return {start + by, end + by}; }
    // The part common to both; empty() when there is none.
    [[nodiscard]] constexpr Range clipped(Range r) const {
        return {start > r.start ? start : r.start, end < r.end ? end : r.end};
    }
};

struct SampleGrid;
struct FrameGrid;
using SamplePos = Position<SampleGrid>;
using SampleCount = Duration<SampleGrid>;
using SampleRange = Range<SampleGrid>;
using FramePos = Position<FrameGrid>;
using FrameCount = Duration<FrameGrid>;
using FrameRange = Range<FrameGrid>;

// Samples per second and channel: a whole number, as in every wave file.
struct SampleRate {
    std::int64_t hz = 48000;
    friend constexpr auto operator<=>(SampleRate, SampleRate) = default;
};

// Pictures per second as an exact fraction: 24000/1001 is never written 23.976.
struct FrameRate {
    std::int64_t num = 24;
    std::int64_t den = 1;
    friend constexpr bool operator==(FrameRate a, FrameRate b) { return a.num * b.den == b.num * a.den; }
};

// The pair that converts absolute positions. first_sample rounds up, frame_at rounds down, so that
// frame_at(first_sample(f)) == f at every film rate; rounding "to nearest" one way gives 40 % wrong frames
// at 29.97. Never add up rounded frame lengths. Exact for |position| < 2^47 samples (90 years at 48 kHz).
[[nodiscard]] SamplePos first_sample(FramePos frame, FrameRate frames, SampleRate samples);
[[nodiscard]] FramePos frame_at(SamplePos sample, FrameRate frames, SampleRate samples);
[[nodiscard]] SampleRange samples_of(FrameRange range, FrameRate frames, SampleRate samples);

// The smallest run of whole frames that holds the range.
[[nodiscard]] FrameRange frames_around(SampleRange range, FrameRate frames, SampleRate samples);

[[nodiscard]] constexpr double seconds(SampleCount count, SampleRate rate) {
    return static_cast<double>(count.value) / static_cast<double>(rate.hz);
}

} // namespace dub
