#pragma once
// How far a fader or a pot stands on its way for the value of a parameter, and back. What is a level travels
// by the law of the faders; what is a frequency by its logarithm; the rest straight. Pure, any thread.

#include "engine/session/parameter.h"

namespace dub::app {

[[nodiscard]] double travel_of(const session::Parameter& parameter, double value); // 0 … 1
[[nodiscard]] double value_at(const session::Parameter& parameter, double travel);

// A pot was turned by so many ticks: levels move by half a decibel, choices by one, the rest by a hundredth
// of their way; fine is ten times finer.
enum class Step : unsigned char { coarse, fine };
[[nodiscard]] double turned(const session::Parameter& parameter, double value, int ticks, Step step);

// For a display of six letters: "-3.0", "120Hz", "L 50", "on".
[[nodiscard]] std::string value_text(const session::Parameter& parameter, double value);

} // namespace dub::app
