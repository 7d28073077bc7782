#pragma once
// High-pass and low-pass, 12 or 24 dB/oct, and one bell: what a return or a dialogue track needs first.
#include <array>
#include <string_view>

#include "engine/session/parameter.h"

namespace dub::session::filter {
inline constexpr std::array<std::string_view, 3> slopes{"off", "12 dB/oct", "24 dB/oct"};
inline constexpr Parameter low_cut{"low-cut", "Low cut", Unit::hertz, 10, 20000, 80, Taper::logarithmic};
inline constexpr Parameter low_cut_slope{"low-cut.slope", "Low cut slope", Unit::choice, 0, 2, 0,
                                         Taper::stepped,  slopes};
inline constexpr Parameter high_cut{"high-cut", "High cut", Unit::hertz,       20,
                                    20000,      12000,      Taper::logarithmic};
inline constexpr Parameter high_cut_slope{
    "high-cut.slope", "High cut slope", Unit::choice, 0, 2, 0, Taper::stepped, slopes};
inline constexpr Parameter bell{"bell", "Bell frequency", Unit::hertz, 20, 20000, 1000, Taper::logarithmic};
inline constexpr Parameter bell_gain{"bell.gain", "Bell gain", Unit::decibel, -24, 24, 0};
inline constexpr Parameter bell_q{"bell.q", "Bell Q", Unit::ratio, 0.1, 20, 1, Taper::logarithmic};
inline constexpr std::array all{low_cut, low_cut_slope, high_cut, high_cut_slope, bell, bell_gain, bell_q};
} // namespace dub::session::filter
