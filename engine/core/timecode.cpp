#include "engine/core/timecode.h"

#include <array>
#include <charconv>

#include <fmt/format.h>

namespace dub {
namespace {

constexpr std::array formats{
    NamedTimecodeFormat{"23.976", {{24000, 1001}, 24, DropFrame::no}},
    NamedTimecodeFormat{"24", {{24, 1}, 24, DropFrame::no}},
    NamedTimecodeFormat{"25", {{25, 1}, 25, DropFrame::no}},
    NamedTimecodeFormat{"29.97", {{30000, 1001}, 30, DropFrame::no}},
    NamedTimecodeFormat{"29.97df", {{30000, 1001}, 30, DropFrame::yes}},
    NamedTimecodeFormat{"30", {{30, 1}, 30, DropFrame::no}},
    NamedTimecodeFormat{"30df", {{30, 1}, 30, DropFrame::yes}},
    NamedTimecodeFormat{"47.952", {{48000, 1001}, 48, DropFrame::no}},
    NamedTimecodeFormat{"48", {{48, 1}, 48, DropFrame::no}},
    NamedTimecodeFormat{"50", {{50, 1}, 50, DropFrame::no}},
    NamedTimecodeFormat{"59.94", {{60000, 1001}, 60, DropFrame::no}},
    NamedTimecodeFormat{"59.94df", {{60000, 1001}, 60, DropFrame::yes}},
    NamedTimecodeFormat{"60", {{60, 1}, 60, DropFrame::no}},
    NamedTimecodeFormat{"100", {{100, 1}, 100, DropFrame::no}},
    NamedTimecodeFormat{"119.88", {{120000, 1001}, 120, DropFrame::no}},
    NamedTimecodeFormat{"119.88df", {{120000, 1001}, 120, DropFrame::yes}},
    NamedTimecodeFormat{"120", {{120, 1}, 120, DropFrame::no}},
};

struct Alias {
    std::string_view spoken, name;
};
constexpr std::array aliases{
    Alias{"23.98", "23.976"},      Alias{"24000/1001", "23.976"}, Alias{"29.97ndf", "29.97"},
    Alias{"30000/1001", "29.97"},  Alias{"30ndf", "30"},          Alias{"47.95", "47.952"},
    Alias{"48000/1001", "47.952"}, Alias{"59.94ndf", "59.94"},    Alias{"60000/1001", "59.94"},
};

// Labels left out at each minute that is not a multiple of ten (ST 12-1, drop-frame counting).
std::int64_t dropped_per_minute(const TimecodeFormat& f) {
    return f.drop == DropFrame::yes ? f.nominal / 15 : 0;
}

std::int64_t label_of(std::int64_t frame, const TimecodeFormat& f) {
    const std::int64_t drop = dropped_per_minute(f);
    if (drop == 0) return frame;
    const std::int64_t minute = f.nominal * 60 - drop;
    const std::int64_t ten_minutes = minute * 10 + drop;
    const std::int64_t tens = frame / ten_minutes;
    const std::int64_t rest = frame % ten_minutes;
    const std::int64_t minutes = rest < f.nominal * 60 ? 0 : (rest - f.nominal * 60) / minute + 1;
    return frame + drop * (tens * 9 + minutes);
}

struct Fields {
    std::int64_t hours, minutes, seconds, frames;
};

std::optional<Fields> split_fields(std::string_view text) {
    std::array<std::int64_t, 4> field{};
    std::size_t at = 0;
    for (std::size_t i = 0; i < field.size(); ++i) {
        const char* const first = text.data() + at;
        const auto [end, error] = std::from_chars(first, text.data() + text.size(), field.at(i));
        if (error != std::errc{} || end - first > 4 || field.at(i) < 0) return std::nullopt;
        at = static_cast<std::size_t>(end - text.data());
        if (i == 3) break;
        if (at >= text.size() || std::string_view(":;.,").find(text[at]) == std::string_view::npos)
            return std::nullopt;
        ++at;
    }
    if (at != text.size()) return std::nullopt;
    return Fields{field[0], field[1], field[2], field[3]};
}

std::unexpected<Error> not_a_timecode(std::string_view text, std::string_view why) {
    return fail(ErrorCode::invalid, fmt::format("'{}' is not a timecode: {}.", text, why));
}

} // namespace

std::span<const NamedTimecodeFormat> timecode_formats() { return formats; }

Result<TimecodeFormat> timecode_format(std::string_view name) {
    for (const auto& alias : aliases)
        if (alias.spoken == name) name = alias.name;
    for (const auto& known : formats)
        if (known.name == name) return known.format;
    return fail(ErrorCode::usage,
                fmt::format("'{}' is not a frame rate; expected one of 23.976 24 25 29.97 29.97df 30 "
                            "30df 47.952 48 50 59.94 59.94df 60 100 119.88 119.88df 120.",
                            name));
}

std::string_view name_of(const TimecodeFormat& format) {
    for (const auto& known : formats)
        if (known.format == format) return known.name;
    return "?";
}

std::string to_timecode(FramePos frame, const TimecodeFormat& format) {
    const bool negative = frame.value < 0;
    const std::int64_t label = label_of(negative ? -frame.value : frame.value, format);
    const std::int64_t whole = label / format.nominal;
    return fmt::format("{}{:02}:{:02}:{:02}{}{:02}", negative ? "-" : "", whole / 3600, whole / 60 % 60,
                       whole % 60, format.drop == DropFrame::yes ? ';' : ':', label % format.nominal);
}

FrameCount frames_per_day(const TimecodeFormat& format) {
    constexpr std::int64_t minutes = 24 * 60;
    return {minutes * 60 * format.nominal - dropped_per_minute(format) * (minutes - minutes / 10)};
}

Result<FramePos> parse_timecode(std::string_view text, const TimecodeFormat& format) {
    const bool negative = text.starts_with('-');
    const auto fields = split_fields(negative ? text.substr(1) : text);
    if (!fields) return not_a_timecode(text, "expected hh:mm:ss:ff");
    if (fields->minutes > 59 || fields->seconds > 59)
        return not_a_timecode(text, "minutes and seconds run to 59");
    if (fields->frames >= format.nominal)
        return not_a_timecode(
            text, fmt::format("frames run from 0 to {} at {} fps", format.nominal - 1, name_of(format)));
    const std::int64_t drop = dropped_per_minute(format);
    const std::int64_t minutes = fields->hours * 60 + fields->minutes;
    if (fields->seconds == 0 && fields->frames < drop && fields->minutes % 10 != 0)
        return not_a_timecode(text, "drop-frame leaves this label out");
    const std::int64_t label = (minutes * 60 + fields->seconds) * format.nominal + fields->frames;
    const std::int64_t frame = label - drop * (minutes - minutes / 10);
    return FramePos{negative ? -frame : frame};
}

std::string to_feet(FramePos frame, FramePos zero) {
    const std::int64_t n = (frame - zero).value;
    const std::int64_t size = n < 0 ? -n : n;
    return fmt::format("{}{}+{:02}", n < 0 ? "-" : "", size / 16, size % 16);
}

Result<FramePos> parse_feet(std::string_view text, FramePos zero) {
    const bool negative = text.starts_with('-');
    const std::string_view body = negative ? text.substr(1) : text;
    const auto plus = body.find('+');
    std::int64_t feet = 0;
    std::int64_t frames = 0;
    const auto whole = [](std::string_view part, std::int64_t& out) {
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), out);
        return error == std::errc{} && end == part.data() + part.size() && part.size() <= 9 && out >= 0;
    };
    if (plus == std::string_view::npos || !whole(body.substr(0, plus), feet) ||
        !whole(body.substr(plus + 1), frames) || frames > 15)
        return fail(ErrorCode::invalid,
                    fmt::format("'{}' is not feet+frames: expected e.g. 123+04, 16 frames a foot.", text));
    const std::int64_t n = feet * 16 + frames;
    return zero + FrameCount{negative ? -n : n};
}

} // namespace dub
