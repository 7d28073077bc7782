#include "engine/session/travel.h"

#include <algorithm>
#include <cmath>

#include "engine/session/fader_law.h"
#include "engine/session/round.h"

namespace dub::session {
namespace {

constexpr double level_step_db = 0.5, steps_of_way = 100, finer = 10;

bool is_level(const Parameter& parameter) { // closed at the bottom
    return parameter.unit == Unit::decibel && parameter.min == strip::fader_min_db &&
           parameter.max == fader_marks.back().db;
}

} // namespace

double travel_of(const Parameter& parameter, double value) {
    value = std::clamp(value, parameter.min, parameter.max);
    if (is_level(parameter)) return fader_travel(value);
    if (parameter.taper == Taper::logarithmic)
        return std::log(value / parameter.min) / std::log(parameter.max / parameter.min);
    return (value - parameter.min) / (parameter.max - parameter.min);
}

double value_on_way(const Parameter& parameter, double travel) {
    travel = std::clamp(travel, 0.0, 1.0);
    if (is_level(parameter)) return fader_level(travel);
    if (parameter.taper == Taper::logarithmic)
        return parameter.min * std::pow(parameter.max / parameter.min, travel);
    const double value = parameter.min + travel * (parameter.max - parameter.min);
    return parameter.taper == Taper::stepped ? std::round(value) : value;
}

double turned(const Parameter& parameter, double value, int ticks, Step step) {
    const double by = ticks / (step == Step::fine ? finer : 1);
    if (is_level(parameter)) {
        const double lowest = fader_marks[1].db; // below it there is only closed
        const double to = std::max(value, lowest) + by * level_step_db;
        return to < lowest ? parameter.min : std::min(to, parameter.max);
    }
    if (parameter.taper == Taper::stepped)
        return std::clamp(std::round(value) + ticks, parameter.min, parameter.max);
    if (parameter.taper == Taper::logarithmic)
        return value_on_way(parameter, travel_of(parameter, value) + by / steps_of_way);
    const double to = value + by * (parameter.max - parameter.min) / steps_of_way;
    const double grain = (parameter.max - parameter.min) / (steps_of_way * finer); // back to 0 exactly
    const double even = within_round(std::round(to / grain) * grain, once_round(parameter));
    return std::clamp(even, parameter.min, parameter.max);
}

} // namespace dub::session
