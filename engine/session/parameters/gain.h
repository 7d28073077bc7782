#pragma once
// A plain gain, for trims and dips on a lane of their own.
#include <array>

#include "engine/session/parameter.h"

namespace dub::session::gain {
inline constexpr Parameter level{"level", "Gain", Unit::decibel, -144, 24, 0};
inline constexpr std::array all{level};
} // namespace dub::session::gain
