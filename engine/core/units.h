#pragma once
// Levels and the like as types: they convert only by named functions. Plain values, any thread.
// Silence is -infinity dB; it is kept, printed and parsed as "-inf".

#include <cmath>
#include <compare>
#include <limits>

namespace dub {

inline constexpr double minus_infinity = -std::numeric_limits<double>::infinity();

struct Db { // a ratio of amplitudes: 20 log10(a/b)
    double value = 0;
    friend constexpr auto operator<=>(Db, Db) = default;
    friend constexpr Db operator+(Db a, Db b) { return {a.value + b.value}; }
    friend constexpr Db operator-(Db a, Db b) { return {a.value - b.value}; }
};

struct LinearGain { // a factor on amplitudes
    double value = 1;
    friend constexpr auto operator<=>(LinearGain, LinearGain) = default;
};

struct Lufs { // loudness re full scale, ITU-R BS.1770-5 (= LKFS)
    double value = minus_infinity;
    friend constexpr auto operator<=>(Lufs, Lufs) = default;
};

struct Lu { // a difference of loudness, also loudness range
    double value = 0;
    friend constexpr auto operator<=>(Lu, Lu) = default;
};

struct Dbtp { // true peak re full scale, ITU-R BS.1770-5 Annex 2
    double value = minus_infinity;
    friend constexpr auto operator<=>(Dbtp, Dbtp) = default;
};

struct Dbfs { // sample peak re full scale
    double value = minus_infinity;
    friend constexpr auto operator<=>(Dbfs, Dbfs) = default;
};

struct Hz {
    double value = 0;
    friend constexpr auto operator<=>(Hz, Hz) = default;
};

[[nodiscard]] inline LinearGain to_gain(Db db) {
    return {std::isinf(db.value) ? 0.0 : std::pow(10.0, db.value / 20.0)};
}
[[nodiscard]] inline Db to_db(LinearGain gain) {
    return {gain.value > 0 ? 20.0 * std::log10(gain.value) : minus_infinity};
}
// Peaks are given as amplitudes re full scale (>= 0).
[[nodiscard]] inline Dbtp true_peak_of(double amplitude) { return {to_db({amplitude}).value}; }
[[nodiscard]] inline Dbfs sample_peak_of(double amplitude) { return {to_db({amplitude}).value}; }

} // namespace dub
