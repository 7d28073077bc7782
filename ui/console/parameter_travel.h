#pragma once
// Where a control stands for a value of its parameter, 0 to 1, and what it says: straight in the parameter's
// taper; levels that can be closed by the fader's own law. Pure.

#include <string>

#include "engine/session/parameter.h"

namespace dub::ui {

[[nodiscard]] double travel_of(const session::Parameter& parameter, double value);
[[nodiscard]] double value_at_travel(const session::Parameter& parameter, double travel);
// "80 Hz", "-6.0 dB", "24 dB/oct", "on".
[[nodiscard]] std::string parameter_text(const session::Parameter& parameter, double value);

} // namespace dub::ui
