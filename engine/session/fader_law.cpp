#include "engine/session/fader_law.h"

#include <charconv>

#include <fmt/format.h>

namespace dub::session {

std::string fader_text(double db) {
    if (db <= strip::fader_min_db) return "-inf";
    const double shown = std::round(db * 10) / 10;
    return shown > 0 ? fmt::format("+{:.1f}", shown) : fmt::format("{:.1f}", shown == 0 ? 0.0 : shown);
}

std::optional<double> fader_typed(std::string_view text) {
    const auto strip = [](std::string_view words) {
        while (!words.empty() && words.front() == ' ')
            words.remove_prefix(1);
        while (!words.empty() && words.back() == ' ')
            words.remove_suffix(1);
        return words;
    };
    text = strip(text);
    for (const std::string_view unit : {"dB", "db", "DB"})
        if (text.ends_with(unit)) text = strip(text.substr(0, text.size() - 2));
    if (text == "-inf" || text == "off" || text == "-∞") return strip::fader_min_db;
    if (text.starts_with('+')) text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return std::clamp(value, strip::fader_min_db, strip::fader.max);
}

} // namespace dub::session
