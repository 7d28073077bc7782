#include "app/surfaces/travel.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/session/fader_law.h"
#include "engine/session/round.h"

namespace dub::app {
namespace {

using session::Parameter;
using session::Taper;
using session::Unit;

constexpr double level_step_db = 0.5, steps_of_way = 100, finer = 10;

bool is_level(const Parameter& parameter) { // closed at the bottom
    return parameter.unit == Unit::decibel && parameter.min == session::strip::fader_min_db &&
           parameter.max == session::fader_marks.back().db;
}

} // namespace

double travel_of(const Parameter& parameter, double value) {
    value = std::clamp(value, parameter.min, parameter.max);
    if (is_level(parameter)) return session::fader_travel(value);
    if (parameter.taper == Taper::logarithmic)
        return std::log(value / parameter.min) / std::log(parameter.max / parameter.min);
    return (value - parameter.min) / (parameter.max - parameter.min);
}

double value_at(const Parameter& parameter, double travel) {
    travel = std::clamp(travel, 0.0, 1.0);
    if (is_level(parameter)) return session::fader_level(travel);
    if (parameter.taper == Taper::logarithmic)
        return parameter.min * std::pow(parameter.max / parameter.min, travel);
    const double value = parameter.min + travel * (parameter.max - parameter.min);
    return parameter.taper == Taper::stepped ? std::round(value) : value;
}

double turned(const Parameter& parameter, double value, int ticks, Step step) {
    const double by = ticks / (step == Step::fine ? finer : 1);
    if (is_level(parameter)) {
        const double lowest = session::fader_marks[1].db; // below it there is only closed
        const double to = std::max(value, lowest) + by * level_step_db;
        return to < lowest ? parameter.min : std::min(to, parameter.max);
    }
    if (parameter.taper == Taper::stepped)
        return std::clamp(std::round(value) + ticks, parameter.min, parameter.max);
    if (parameter.taper == Taper::logarithmic)
        return value_at(parameter, travel_of(parameter, value) + by / steps_of_way);
    const double to = value + by * (parameter.max - parameter.min) / steps_of_way;
    const double grain = (parameter.max - parameter.min) / (steps_of_way * finer); // back to 0 exactly
    const double even = session::within_round(std::round(to / grain) * grain, session::once_round(parameter));
    return std::clamp(even, parameter.min, parameter.max);
}

std::string value_text(const Parameter& parameter, double value) {
    switch (parameter.unit) {
    case Unit::decibel: return session::fader_text(value);
    case Unit::hertz:
        return value < 10000 ? fmt::format("{:.0f}Hz", value) : fmt::format("{:.1f}k", value / 1000);
    case Unit::milliseconds: return fmt::format("{:.0f}ms", value);
    case Unit::percent: return fmt::format("{:.0f}%", value);
    case Unit::toggle: return value >= 0.5 ? "on" : "off";
    case Unit::choice: {
        const auto which = static_cast<std::size_t>(std::max(0.0, std::round(value)));
        return which < parameter.choices.size() ? std::string(parameter.choices[which])
                                                : fmt::format("{}", which);
    }
    case Unit::ratio:
    case Unit::none: break;
    }
    if (parameter.min == -1 && parameter.max == 1) {
        const auto part = static_cast<int>(std::lround(std::abs(value) * 100));
        return part == 0 ? "0" : fmt::format("{}{}", value < 0 ? '-' : '+', part);
    }
    return parameter.max == 1 ? fmt::format("{:.0f}%", value * 100) : fmt::format("{:.2f}", value);
}

} // namespace dub::app
