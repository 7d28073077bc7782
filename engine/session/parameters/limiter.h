#pragma once
// True-peak limiter, all channels linked.
#include <array>

#include "engine/session/parameter.h"

namespace dub::session::limiter {
inline constexpr Parameter ceiling{"ceiling", "Ceiling (dBTP)", Unit::decibel, -30, 0, -1};
inline constexpr Parameter release{"release", "Release", Unit::milliseconds, 10,
                                   2000,      200,       Taper::logarithmic};
inline constexpr std::array all{ceiling, release};
} // namespace dub::session::limiter
