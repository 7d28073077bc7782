#include "app/surfaces/travel.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/session/fader_law.h"

namespace dub::app {

using session::Unit;

std::string value_text(const session::Parameter& parameter, double value) {
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
