#pragma once
// How far a control stands on its way for the value of a parameter, and back, on the screen and on a control
// surface alike. What is a level travels by the law of the faders; what is a frequency by its logarithm; the
// rest straight. Pure, any thread.

#include "engine/session/parameter.h"

namespace dub::session {

[[nodiscard]] double travel_of(const Parameter& parameter, double value); // 0 … 1
[[nodiscard]] double value_on_way(const Parameter& parameter, double travel);

// A pot was turned by so many ticks: levels move by half a decibel, choices by one, the rest by a hundredth
// of their way; fine is ten times finer.
enum class Step : unsigned char { coarse, fine };
[[nodiscard]] double turned(const Parameter& parameter, double value, int ticks, Step step);

} // namespace dub::session
