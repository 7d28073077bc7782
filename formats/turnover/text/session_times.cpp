#include "formats/turnover/text/session_times.h"

#include <algorithm>

#include "formats/turnover/text/lines.h"

namespace dub::turnover::pt_text {
namespace {

bool only(std::string_view text, std::string_view characters) {
    return !text.empty() && text.find_first_not_of(characters) == text.npos;
}

// What stands behind the point, as hundredths: ".100" of some roundings is a whole one.
std::optional<Rational> hundredths(std::string_view text) {
    if (!only(text, "0123456789") || text.size() > 3) return std::nullopt;
    const auto value = parse_rational(text);
    return value ? std::optional(*value / Rational{100}) : std::nullopt;
}

std::optional<Rational> timecode_place(std::string_view text, const SessionClock& clock) {
    const auto point = text.rfind('.');
    const bool parts = point != text.npos && std::ranges::count_if(text.substr(0, point), [](char c) {
                                                 return c == ':' || c == ';';
                                             }) == 3;
    const auto frame = parse_timecode(parts ? text.substr(0, point) : text, clock.timecode);
    const auto part = parts ? hundredths(text.substr(point + 1)) : std::optional(Rational{0});
    if (!frame || !part) return std::nullopt;
    const Rational one_frame{clock.timecode.rate.den, clock.timecode.rate.num};
    Rational place = seconds_at(*frame, clock.timecode.rate) + *part * one_frame;
    // A session that begins before midnight goes on after it.
    const Rational day = seconds_of(frames_per_day(clock.timecode), clock.timecode.rate);
    if (place < clock.start && clock.start - place > day / Rational{2}) place += day;
    return place;
}

} // namespace

TimeForm form_of(std::string_view written) {
    const std::string_view text = trimmed(written);
    const auto colons = std::ranges::count_if(text, [](char c) { return c == ':' || c == ';'; });
    if (text.find('|') != text.npos)
        return only(text, "0123456789| ") ? TimeForm::bars : TimeForm::unreadable;
    if (text.find('+') != text.npos)
        return only(text, "0123456789+.-") ? TimeForm::feet : TimeForm::unreadable;
    if (colons == 3) return only(text, "0123456789:;.-") ? TimeForm::timecode : TimeForm::unreadable;
    if (colons == 1 || colons == 2)
        return only(text, "0123456789:.-") ? TimeForm::minutes : TimeForm::unreadable;
    return only(text, "0123456789-") ? TimeForm::samples : TimeForm::unreadable;
}

std::optional<Rational> place_of(std::string_view written, const SessionClock& clock) {
    const std::string_view text = trimmed(written);
    switch (form_of(text)) {
    case TimeForm::timecode: return timecode_place(text, clock);
    case TimeForm::samples: {
        const auto samples = text.size() < 16 ? parse_rational(text) : std::nullopt;
        if (!samples) return std::nullopt;
        return clock.start + *samples / Rational{clock.rate.hz};
    }
    case TimeForm::minutes: {
        const auto colon = text.rfind(':');
        const auto seconds = parse_rational(text.substr(colon + 1));
        const std::string_view before = text.substr(0, colon);
        const auto hours_end = before.find(':');
        const auto minutes = parse_rational(hours_end == before.npos ? before : before.substr(hours_end + 1));
        const auto hours = hours_end == before.npos ? std::optional(Rational{0})
                                                    : parse_rational(before.substr(0, hours_end));
        if (!seconds || !minutes || !hours) return std::nullopt;
        return clock.start + *hours * Rational{3600} + *minutes * Rational{60} + *seconds;
    }
    case TimeForm::feet: {
        const auto plus = text.find('+');
        const auto feet = parse_rational(text.substr(0, plus));
        const auto frames = parse_rational(text.substr(plus + 1));
        if (!feet || !frames) return std::nullopt;
        return clock.start + (*feet * Rational{16} + *frames) / Rational{24};
    }
    case TimeForm::bars:
    case TimeForm::unreadable: break;
    }
    return std::nullopt;
}

} // namespace dub::turnover::pt_text
