#include "ui/transport/position_text.h"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace dub::ui {
namespace {

std::unexpected<Error> not_read(std::string_view text, std::string_view expected) {
    return fail(ErrorCode::usage, fmt::format("'{}' is no position; expected {}.", text, expected));
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

// hours, minutes, seconds, frames; what was not typed is 0.
using Fields = std::array<std::int64_t, 4>;

std::optional<Fields> fields_of(std::string_view text) {
    Fields fields{};
    std::vector<std::string> parts;
    if (text.find_first_of(":;.,") == std::string_view::npos) { // digits fill from the right
        std::string digits(text);
        if (digits.empty() || digits.size() > 8) return std::nullopt;
        if (digits.size() % 2 != 0) digits.insert(digits.begin(), '0');
        for (std::size_t i = 0; i < digits.size(); i += 2)
            parts.push_back(digits.substr(i, 2));
    } else {
        parts.emplace_back();
        for (const char c : text)
            if (std::string_view(":;.,").find(c) != std::string_view::npos)
                parts.emplace_back();
            else
                parts.back() += c;
    }
    if (parts.size() > fields.size()) return std::nullopt;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto number = parts[i].empty() ? std::optional<std::int64_t>(0) : whole_number(parts[i]);
        if (!number || *number > 99) return std::nullopt;
        fields[fields.size() - parts.size() + i] = *number;
    }
    return fields;
}

Result<SamplePos> parse_timecode_typed(std::string_view text, const session::Session& session,
                                       SamplePos now) {
    const TimecodeFormat& format = session.info->timecode;
    const bool relative = text.starts_with('+') || text.starts_with('-');
    const auto fields = fields_of(relative ? text.substr(1) : text);
    if (!fields) return not_read(text, "timecode like 01:00:10:00, or digits that fill it from the right");
    const auto& [h, m, s, f] = *fields;
    if (relative) {
        const FrameCount by{((h * 60 + m) * 60 + s) * format.nominal + f};
        const FramePos from = frame_of(session, now);
        return sample_of(session, text.front() == '-' ? from - by : from + by);
    }
    TRY(const FramePos frame, parse_timecode(fmt::format("{:02}:{:02}:{:02}:{:02}", h, m, s, f), format));
    return sample_of(session, frame);
}

Result<SamplePos> parse_feet_typed(std::string_view text, const session::Session& session, SamplePos now) {
    if (!text.starts_with('+') && !text.starts_with('-')) {
        TRY(const FramePos frame, parse_feet(text, session.info->start));
        return sample_of(session, frame);
    }
    TRY(const FramePos by, parse_feet(text.substr(1), FramePos{}));
    const FramePos from = frame_of(session, now);
    const FrameCount count = by - FramePos{};
    return sample_of(session, text.front() == '-' ? from - count : from + count);
}

// "12.5" seconds, "1:02.500", "1:00:00".
std::optional<double> seconds_of(std::string_view text) {
    double sum = 0;
    while (true) {
        const auto colon = text.find(':');
        const std::string part(text.substr(0, colon));
        char* end = nullptr;
        const double number = std::strtod(part.c_str(), &end);
        if (part.empty() || *end != '\0' || !(number >= 0) || number > 1e7) return std::nullopt;
        sum = sum * 60 + number;
        if (colon == std::string_view::npos) return sum;
        text.remove_prefix(colon + 1);
    }
}

Result<SamplePos> parse_count(std::string_view text, Unit unit, const session::Session& session,
                              SamplePos now) {
    const bool relative = text.starts_with('+') || text.starts_with('-');
    const std::string_view amount = relative ? text.substr(1) : text;
    std::optional<std::int64_t> samples;
    if (unit == Unit::samples) {
        samples = whole_number(amount);
    } else if (const auto length = seconds_of(amount)) {
        samples = std::llround(*length * static_cast<double>(session.info->rate.hz));
    }
    if (!samples || *samples > (std::int64_t{1} << 46))
        return not_read(text,
                        unit == Unit::samples ? "a number of samples" : "minutes and seconds like 1:02.5");
    const SamplePos from = relative ? now : sample_of(session, session.info->start);
    return text.starts_with('-') ? from - SampleCount{*samples} : from + SampleCount{*samples};
}

} // namespace

std::string position_text(SamplePos at, Unit unit, const session::Session& session) {
    const SampleCount since = at - sample_of(session, session.info->start);
    switch (unit) {
    case Unit::timecode: return to_timecode(frame_of(session, at), session.info->timecode);
    case Unit::feet_frames: return to_feet(frame_of(session, at), session.info->start);
    case Unit::samples: return fmt::format("{}", since.value);
    case Unit::minutes: break;
    }
    const auto ms =
        static_cast<std::int64_t>(std::floor(std::abs(seconds(since, session.info->rate)) * 1000));
    return fmt::format("{}{}:{:02}.{:03}", since.value < 0 ? "-" : "", ms / 60000, ms / 1000 % 60, ms % 1000);
}

Result<SamplePos> parse_position(std::string_view text, Unit unit, const session::Session& session,
                                 SamplePos now) {
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    switch (unit) {
    case Unit::timecode: return parse_timecode_typed(text, session, now);
    case Unit::feet_frames: return parse_feet_typed(text, session, now);
    case Unit::minutes:
    case Unit::samples: break;
    }
    return parse_count(text, unit, session, now);
}

} // namespace dub::ui
