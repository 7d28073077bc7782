#pragma once
// How numbers are written for people: one decimal, "-" for what was not measured, "-inf" for silence. Pure.

#include <cmath>
#include <fmt/format.h>
#include <optional>
#include <span>
#include <string>

#include "engine/core/timecode.h"
#include "formats/delivery/judge.h"

namespace dub::report {

template <class Level> std::string level_text(const std::optional<Level>& level) {
    if (!level) return "-";
    return std::isinf(level->value) ? "-inf" : fmt::format("{:.1f}", level->value);
}

// Whole numbers (samples, bits) as such, others with two decimals.
[[nodiscard]] inline std::string value_text(double value) {
    if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
    return value == std::round(value) && std::abs(value) >= 1 && std::abs(value) < 1e15
               ? fmt::format("{:.0f}", value)
               : fmt::format("{:.2f}", value);
}

// "23.976", "24"; a rate without a name as a fraction.
[[nodiscard]] inline std::string rate_name(FrameRate rate) {
    for (const NamedTimecodeFormat& named : timecode_formats())
        if (named.format.rate == rate) return std::string(named.name);
    return fmt::format("{}/{}", rate.num, rate.den);
}

// 75.25 s as "1:15.250", an hour and more with the hours before it.
[[nodiscard]] inline std::string clock_text(double length_s) {
    const auto ms = static_cast<long long>(std::llround(length_s * 1000));
    const long long hours = ms / 3600000, minutes = ms / 60000 % 60;
    const std::string rest = fmt::format("{:02}.{:03}", ms / 1000 % 60, ms % 1000);
    return hours > 0 ? fmt::format("{}:{:02}:{}", hours, minutes, rest) : fmt::format("{}:{}", minutes, rest);
}

// "FAIL" when any verdict over the set is a fail, "pass" when every rule was judged, "pass, 2 not judged"
// when some were not (advice does not count), "not judged" when none was; an empty set means all.
[[nodiscard]] std::string verdict_word(std::span<const delivery::Verdict> verdicts, std::string_view set);

} // namespace dub::report
