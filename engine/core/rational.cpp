#include "engine/core/rational.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>

namespace dub {
namespace {

__extension__ using Wide = __int128;
constexpr std::int64_t widest = std::numeric_limits<std::int64_t>::max();
constexpr Wide fine = Wide{1} << 32;

Wide absolute(Wide a) { return a < 0 ? -a : a; }

Wide common_divisor(Wide a, Wide b) {
    a = absolute(a);
    b = absolute(b);
    while (b != 0) {
        const Wide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

Wide divide_down(Wide a, Wide b) {
    const Wide q = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? q - 1 : q;
}

std::int64_t clamped(Wide a) {
    return a > widest ? widest : a < -Wide{widest} ? -widest : static_cast<std::int64_t>(a);
}

// num/den, not in lowest terms, as what 64 bits can hold.
Rational reduced(Wide num, Wide den) {
    if (den == 0) return {};
    if (den < 0) num = -num, den = -den;
    const Wide divisor = common_divisor(num, den);
    num /= divisor;
    den /= divisor;
    if (absolute(num) <= widest && den <= widest)
        return {static_cast<std::int64_t>(num), static_cast<std::int64_t>(den)};
    const Wide whole = divide_down(num, den);
    const Wide rest = num - whole * den; // [0, den)
    // Halve both until the product fits: what is lost lies far below 2^-32.
    Wide part = rest, of = den;
    while (of >= (Wide{1} << 90))
        part /= 2, of /= 2;
    const Wide ticks = (part * fine + of / 2) / of;
    if (absolute(whole) >= widest / fine) return {clamped(whole)};
    return {static_cast<std::int64_t>(whole * fine + ticks), static_cast<std::int64_t>(fine)};
}

} // namespace

Rational::Rational(std::int64_t num, std::int64_t den) {
    if (den == 0) return;
    const std::int64_t divisor = std::gcd(num, den);
    num_ = num / divisor;
    den_ = den / divisor;
    if (den_ < 0) num_ = -num_, den_ = -den_;
}

std::int64_t Rational::floor() const { return clamped(divide_down(num_, den_)); }
std::int64_t Rational::ceil() const { return clamped(-divide_down(-Wide{num_}, den_)); }
std::int64_t Rational::nearest() const { return clamped(divide_down(Wide{num_} * 2 + den_, Wide{den_} * 2)); }

Rational operator+(Rational a, Rational b) {
    return reduced(Wide{a.num_} * b.den_ + Wide{b.num_} * a.den_, Wide{a.den_} * b.den_);
}
Rational operator-(Rational a, Rational b) { return a + -b; }
Rational operator*(Rational a, Rational b) { return reduced(Wide{a.num_} * b.num_, Wide{a.den_} * b.den_); }
Rational operator/(Rational a, Rational b) { return reduced(Wide{a.num_} * b.den_, Wide{a.den_} * b.num_); }
std::strong_ordering operator<=>(Rational a, Rational b) {
    return Wide{a.num_} * b.den_ <=> Wide{b.num_} * a.den_;
}

Rational rational_from(double value) {
    if (!std::isfinite(value) || std::abs(value) > 1e15) return {};
    if (value == std::floor(value)) return {static_cast<std::int64_t>(value)};
    // Continued fractions: the shortest one that gives the double back.
    double rest = value;
    Wide before = 0, num = 1, below = 1, den = 0;
    for (int step = 0; step < 40; ++step) {
        const double whole = std::floor(rest);
        const Wide next_num = static_cast<Wide>(whole) * num + before;
        const Wide next_den = static_cast<Wide>(whole) * den + below;
        if (absolute(next_num) > widest || next_den > (Wide{1} << 53)) break;
        before = num, num = next_num;
        below = den, den = next_den;
        const double made = static_cast<double>(num) / static_cast<double>(den);
        if (made == value || rest == whole) break;
        rest = 1.0 / (rest - whole);
    }
    return {static_cast<std::int64_t>(num), static_cast<std::int64_t>(den)};
}

std::optional<Rational> parse_rational(std::string_view text) {
    const auto slash = text.find('/');
    if (slash != text.npos) {
        const auto above = parse_rational(text.substr(0, slash));
        const auto below = parse_rational(text.substr(slash + 1));
        if (!above || !below || *below == Rational{}) return std::nullopt;
        return *above / *below;
    }
    const auto dot = text.find('.');
    std::string_view whole_text = text.substr(0, dot);
    const bool negative = whole_text.starts_with('-');
    if (negative) whole_text.remove_prefix(1);
    const std::string_view part_text = dot == text.npos ? std::string_view{} : text.substr(dot + 1);
    if (whole_text.empty() && part_text.empty()) return std::nullopt;
    std::int64_t whole = 0, part = 0, scale = 1;
    const auto all_digits = [](std::string_view digits, std::int64_t& to) {
        if (digits.empty()) return true;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), to);
        return error == std::errc{} && end == digits.data() + digits.size() && digits.front() != '-';
    };
    if (!all_digits(whole_text, whole) || part_text.size() > 17 || !all_digits(part_text, part))
        return std::nullopt;
    for (std::size_t i = 0; i < part_text.size(); ++i)
        scale *= 10;
    const Rational sum = Rational{whole} + Rational{part, scale};
    return negative ? -sum : sum;
}

FrameRate frame_rate_near(Rational rate) {
    constexpr std::array<std::int64_t, 9> counts{24, 25, 30, 48, 50, 60, 96, 100, 120};
    for (const std::int64_t count : counts)
        for (const std::int64_t den : {std::int64_t{1000}, std::int64_t{1001}}) {
            const double wanted = static_cast<double>(count) * 1000.0 / static_cast<double>(den);
            if (std::abs(rate.value() / wanted - 1) < 0.0002)
                return den == 1000 ? FrameRate{count, 1} : FrameRate{count * 1000, 1001};
        }
    return {rate.num(), rate.den()};
}

Rational seconds_at(FramePos frame, FrameRate rate) {
    return Rational{frame.value} * Rational{rate.den, rate.num};
}
Rational seconds_of(FrameCount count, FrameRate rate) { return seconds_at(FramePos{count.value}, rate); }
Rational seconds_at(SamplePos sample, SampleRate rate) { return {sample.value, rate.hz}; }

FramePos frame_at(Rational seconds, FrameRate rate) {
    return {(seconds * Rational{rate.num, rate.den}).floor()};
}

SamplePos sample_at(Rational seconds, FrameRate frames, SampleRate samples) {
    const Rational frame = seconds * Rational{frames.num, frames.den};
    if (frame.whole()) return first_sample(FramePos{frame.num()}, frames, samples);
    return {(seconds * Rational{samples.hz}).nearest()};
}

} // namespace dub
