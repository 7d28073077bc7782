#pragma once
// Lowers its strip while a key sounds: music under speech.
#include <array>

#include "engine/session/parameter.h"

namespace dub::session::duck {
// Of the key's mean square over 10 ms, its loudest channel; a full-scale sine is -3 dB.
inline constexpr Parameter threshold{"threshold", "Threshold", Unit::decibel, -80, 0, -45};
inline constexpr Parameter depth{"depth", "Depth", Unit::decibel, 0, 60, 6}; // how far down
// From 0 dB to the full depth and back, straight in decibels.
inline constexpr Parameter attack{"attack", "Attack", Unit::milliseconds, 5, 2000, 150, Taper::logarithmic};
inline constexpr Parameter hold{"hold", "Hold", Unit::milliseconds, 0, 3000, 500};
inline constexpr Parameter release{"release", "Release", Unit::milliseconds, 20,
                                   5000,      800,       Taper::logarithmic};
inline constexpr std::array all{threshold, depth, attack, hold, release};
} // namespace dub::session::duck
