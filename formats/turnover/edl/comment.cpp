#include "formats/turnover/edl/comment.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/ranges.h>

#include "formats/turnover/text/lines.h"

namespace dub::turnover::edl {
namespace {

struct Key {
    std::string_view text;
    Says says;
};
constexpr std::array keys{
    Key{"FROM CLIP NAME", Says::from_clip},
    Key{"TO CLIP NAME", Says::to_clip},
    Key{"KEY CLIP NAME", Says::key_clip},
    Key{"CLIP NAME", Says::from_clip},
    Key{"SOURCE FILE", Says::source_file},
    Key{"FROM FILE", Says::from_file},
    Key{"FINAL CUT PRO REEL", Says::real_reel},
    Key{"LOC", Says::locator},
    Key{"AUDIO LEVEL AT", Says::level},
    Key{"AUDIO GAIN", Says::gain},
    Key{"AN VOL", Says::gain},
    Key{"PATCH REEL", Says::patch},
    Key{"EFFECTS NAME IS", Says::effect},
    Key{"EFFECT NAME", Says::effect},
    Key{"EFFECTS NAME", Says::effect},
    Key{"UNSUPPORTED EFFECT", Says::effect},
    Key{"FREEZE FRAME", Says::freeze},
    Key{"COMMENT", Says::note},
};

// "key", then a colon, blanks or nothing; what follows, else nullopt.
std::optional<std::string_view> after_key(std::string_view text, std::string_view capitals,
                                          std::string_view key) {
    if (!capitals.starts_with(key)) return std::nullopt;
    std::string_view rest = text.substr(key.size());
    if (!rest.empty() && rest[0] != ' ' && rest[0] != '\t' && rest[0] != ':') return std::nullopt;
    rest = trimmed(rest);
    if (rest.starts_with(':')) rest.remove_prefix(1);
    return trimmed(rest);
}

// "COM.APPLE.PROAPPS.STUDIO.REEL: 0X06…": one word of capitals, digits, dots, underscores before the colon.
std::optional<Comment> as_fact(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == text.npos || colon < 2) return std::nullopt;
    const std::string_view key = trimmed(text.substr(0, colon));
    const bool fits = std::ranges::all_of(key, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == ' ';
    });
    if (!fits || key.empty() || (key[0] >= '0' && key[0] <= '9')) return std::nullopt;
    return Comment{Says::fact, std::string(trimmed(text.substr(colon + 1))), std::string(key), 0};
}

std::optional<double> decimal(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    const auto end = std::min(text.find_first_not_of("-0123456789."), text.size());
    double value = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + end, value);
    if (error != std::errc{} || stop != text.data() + end || end == 0) return std::nullopt;
    return value;
}

// The value before the word DB; what no meter shows is silence.
std::optional<Db> decibels(const std::vector<std::string_view>& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string word = upper(words[i]);
        const bool alone = word == "DB";
        if (alone ? i == 0 : !word.ends_with("DB")) continue;
        const std::string number = alone ? upper(words[i - 1]) : word.substr(0, word.size() - 2);
        if (number.find("INF") != number.npos || number.find("∞") != number.npos) return Db{minus_infinity};
        const auto value = decimal(number);
        if (value) return Db{*value <= -144 ? minus_infinity : *value};
    }
    return std::nullopt;
}

std::optional<int> number_after(const std::vector<std::string_view>& words, std::string_view name) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (upper(words[i]) != name) continue;
        std::string_view digits = words[i + 1];
        if (digits.size() > 1 && upper(digits)[0] == 'A') digits.remove_prefix(1);
        int value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error == std::errc{} && end == digits.data() + digits.size() && value > 0 && value < 1000)
            return value;
    }
    return std::nullopt;
}

} // namespace

std::optional<Comment> parse_comment(std::string_view line) {
    std::string_view text = trimmed(line);
    const bool starred = text.starts_with('*');
    while (text.starts_with('*'))
        text = trimmed(text.substr(1));
    const std::string capitals = upper(text);
    for (const Key& key : keys)
        if (const auto rest = after_key(text, capitals, key.text))
            return Comment{key.says, std::string(*rest), std::string(key.text), 0};
    if (!starred) return std::nullopt;
    if (auto fact = as_fact(text)) return fact;
    return Comment{Says::note, std::string(text), {}, 0};
}

std::optional<Motion> parse_motion(std::string_view line) {
    const auto words = words_of(line);
    if (words.size() < 3 || upper(words[0]) != "M2") return std::nullopt;
    Motion motion;
    std::size_t speed = words.size() - 1;
    if (const WrittenTime at = parse_written_time(words.back());
        at.is == WrittenTime::Is::timecode || words.back().find_first_of(":;") != std::string_view::npos) {
        motion.at = at;
        --speed;
    }
    std::string_view number = words[speed];
    if (number.starts_with('+')) number.remove_prefix(1);
    const auto value = parse_rational(number);
    if (speed == 0 || !value) return std::nullopt;
    motion.frames_a_second = *value;
    motion.reel = fmt::format(
        "{}", fmt::join(words.begin() + 1, words.begin() + static_cast<std::ptrdiff_t>(speed), " "));
    return motion;
}

std::optional<Level> parse_level(std::string_view text) {
    const auto words = words_of(text);
    if (words.empty()) return std::nullopt;
    const auto gain = decibels(words);
    if (!gain) return std::nullopt;
    Level level{parse_written_time(words[0]), *gain, {}, std::nullopt};
    const auto open = text.find('(');
    const auto close = text.rfind(')');
    if (open == text.npos || close == text.npos || close < open) return level;
    auto inside = words_of(text.substr(open + 1, close - open - 1));
    if (inside.empty() || upper(inside[0]) != "REEL") return level;
    inside.erase(inside.begin());
    if (!inside.empty())
        if (const auto channels = parse_channels(inside.back()); channels && channels->size() == 1) {
            level.channel = channels->front();
            inside.pop_back();
        }
    level.reel = fmt::format("{}", fmt::join(inside, " "));
    return level;
}

std::optional<Db> parse_gain(std::string_view text) { return decibels(words_of(text)); }

std::optional<Patch> parse_patch(std::string_view text) {
    const auto words = words_of(text);
    const auto source = number_after(words, "SOURCE");
    const auto track = number_after(words, "RECORD");
    if (!source || !track) return std::nullopt;
    return Patch{*source, *track};
}

std::optional<Locator> parse_locator(std::string_view text) {
    const auto words = words_of(text);
    if (words.empty()) return std::nullopt;
    Locator locator{parse_written_time(words[0]), {}, {}};
    if (!locator.at.readable()) return std::nullopt;
    std::string_view rest = trimmed(text.substr(words[0].size()));
    static constexpr std::array colours{"RED",   "GREEN", "BLUE",   "CYAN",   "MAGENTA", "YELLOW",
                                        "BLACK", "WHITE", "PINK",   "GOLD",   "ORANGE",  "PURPLE",
                                        "BROWN", "DENIM", "FOREST", "VIOLET", "GREY",    "GRAY"};
    if (words.size() > 1 && std::ranges::find(colours, upper(words[1])) != colours.end()) {
        locator.colour = words[1];
        rest = trimmed(rest.substr(words[1].size()));
    }
    locator.text = rest;
    return locator;
}

std::optional<ReelName> parse_reel_name(std::string_view line) {
    std::string_view rest = trimmed(line);
    if (!upper(rest).starts_with(">>> SOURCE")) return std::nullopt;
    rest = trimmed(rest.substr(10));
    if (const auto arrow = rest.rfind("->"); arrow != rest.npos)
        return ReelName{std::string(trimmed(rest.substr(arrow + 2))),
                        std::string(trimmed(rest.substr(0, arrow)))};
    // Columns: they are told by two blanks and more, the name may hold single ones.
    const auto reel_end = std::min(rest.find(' '), rest.size());
    ReelName name{std::string(rest.substr(0, reel_end)), {}};
    rest = trimmed(rest.substr(reel_end));
    name.full = trimmed(rest.substr(0, rest.find("  ")));
    if (name.reel.empty() || name.full.empty()) return std::nullopt;
    return name;
}

} // namespace dub::turnover::edl
