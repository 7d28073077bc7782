#pragma once
// How far a pot stands on its way (engine/session/travel.h), and what a display of six letters says of it.
// Pure, any thread.

#include <string>

#include "engine/session/travel.h"

namespace dub::app {

using session::Step;
using session::travel_of;
using session::turned;
[[nodiscard]] inline double value_at(const session::Parameter& parameter, double travel) {
    return session::value_on_way(parameter, travel);
}

// "-3.0", "120Hz", "L 50", "on".
[[nodiscard]] std::string value_text(const session::Parameter& parameter, double value);

} // namespace dub::app
