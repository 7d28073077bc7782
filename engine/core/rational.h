#pragma once
// An exact fraction of whole numbers: times and ratios of lists, before they meet a sample grid. Always in
// lowest terms, the denominator positive. What does not fit 64 bits is brought to the nearest fraction over
// 2^32: a quarter of a nanosecond, far below a sample. Plain values, any thread.

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/core/time.h"

namespace dub {

class Rational {
  public:
    constexpr Rational() = default;
    constexpr Rational(std::int64_t whole)
        : num_(whole) {} // NOLINT: a whole number is a fraction
    // A denominator of 0, which some files hold, is taken as no fraction at all: 0.
    Rational(std::int64_t num, std::int64_t den);

    [[nodiscard]] constexpr std::int64_t num() const { return num_; }
    [[nodiscard]] constexpr std::int64_t den() const { return den_; }
    [[nodiscard]] double value() const { return static_cast<double>(num_) / static_cast<double>(den_); }
    [[nodiscard]] constexpr bool whole() const { return den_ == 1; }

    [[nodiscard]] std::int64_t floor() const;
    [[nodiscard]] std::int64_t ceil() const;
    [[nodiscard]] std::int64_t nearest() const; // halves go up

    friend Rational operator+(Rational a, Rational b);
    friend Rational operator-(Rational a, Rational b);
    friend Rational operator*(Rational a, Rational b);
    friend Rational operator/(Rational a, Rational b); // by 0: 0
    constexpr Rational operator-() const {
        Rational turned = *this;
        turned.num_ = -num_;
        return turned;
    }
    Rational& operator+=(Rational b) { return *this = *this + b; }
    Rational& operator-=(Rational b) { return *this = *this - b; }
    friend constexpr bool operator==(Rational, Rational) = default;
    friend std::strong_ordering operator<=>(Rational a, Rational b);

  private:
    std::int64_t num_ = 0, den_ = 1;
};

// The nearest fraction to a number written as text or kept as a double: 23.976 becomes 2997/125, not
// 24000/1001; frame rates are snapped by frame_rate_near.
[[nodiscard]] Rational rational_from(double value);
// "1001/24000", "42", "12.5", "-3": nullopt for anything else.
[[nodiscard]] std::optional<Rational> parse_rational(std::string_view text);
// 23.976, 23.98, 2398/100, 23976/1000 … are 24000/1001, and so on for its multiples; within 0.02 % of a rate
// that exists. Anything else stays as it is.
[[nodiscard]] FrameRate frame_rate_near(Rational rate);

// Seconds of real time from frame 0, and back.
[[nodiscard]] Rational seconds_at(FramePos frame, FrameRate rate);
[[nodiscard]] Rational seconds_of(FrameCount count, FrameRate rate);
[[nodiscard]] Rational seconds_at(SamplePos sample, SampleRate rate);
// The frame that is shown at that moment (rounds down).
[[nodiscard]] FramePos frame_at(Rational seconds, FrameRate rate);
// Where sound of that moment begins: on a frame's first sample (time.h, rounds up) when the moment is the
// edge of a frame, else at the nearest sample, halves up.
[[nodiscard]] SamplePos sample_at(Rational seconds, FrameRate frames, SampleRate samples);

} // namespace dub
