#include "ui/console/parameter_travel.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/session/edits/show_value.h"
#include "ui/console/fader_law.h"

namespace dub::ui {
namespace {

using session::Parameter;
using session::Taper;
using session::Unit;

bool is_fader(const Parameter& parameter) {
    return parameter.unit == Unit::decibel && parameter.min <= session::strip::fader_min_db;
}

} // namespace

double travel_of(const Parameter& parameter, double value) {
    value = std::clamp(value, parameter.min, parameter.max);
    if (is_fader(parameter)) return fader_travel(value);
    if (parameter.taper == Taper::logarithmic)
        return std::log(value / parameter.min) / std::log(parameter.max / parameter.min);
    return (value - parameter.min) / (parameter.max - parameter.min);
}

double value_at_travel(const Parameter& parameter, double travel) {
    travel = std::clamp(travel, 0.0, 1.0);
    if (is_fader(parameter)) return std::min(fader_level(travel), parameter.max);
    if (parameter.taper == Taper::logarithmic)
        return parameter.min * std::pow(parameter.max / parameter.min, travel);
    const double value = parameter.min + travel * (parameter.max - parameter.min);
    return parameter.taper == Taper::stepped ? std::round(value) : value;
}

std::string parameter_text(const Parameter& parameter, double value) {
    if (parameter.unit == Unit::choice && !parameter.choices.empty())
        return std::string(parameter.choices[std::min(static_cast<std::size_t>(std::max(0.0, value)),
                                                      parameter.choices.size() - 1)]);
    if (parameter.unit == Unit::toggle) return value >= 0.5 ? "on" : "off";
    if (is_fader(parameter)) return fader_text(value);
    const std::string_view unit = session::unit_text(parameter.unit);
    const int places = std::abs(value) >= 100 ? 0 : std::abs(value) >= 10 ? 1 : 2;
    return fmt::format("{:.{}f}{}{}", value, places, unit.empty() ? "" : " ", unit);
}

} // namespace dub::ui
