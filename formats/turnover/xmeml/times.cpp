#include <algorithm>
#include <cctype>
#include <string>

#include "engine/conform/list_facts.h"
#include "formats/turnover/xmeml/reading.h"

namespace dub::turnover::xmeml {

Rational seconds(Rational frames, FrameRate rate) { return frames * Rational{rate.den, rate.num}; }

std::optional<Rational> number_in(xml::Node parent, const char* child) {
    const std::string_view text = parent.text_of(child);
    if (text.empty() || text.size() > 24) return std::nullopt;
    const auto number = parse_rational(text);
    constexpr std::int64_t absurd = 1'000'000'000'000'000'000;
    if (!number || *number > Rational{absurd} || *number < Rational{-absurd}) return std::nullopt;
    return number;
}

bool is_true(std::string_view text, bool otherwise) {
    if (text.empty()) return otherwise;
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
    return lower == "true" || lower == "1" || lower == "yes";
}

FrameRate rate_of(xml::Node parent, FrameRate otherwise) {
    const xml::Node rate = parent.child("rate");
    const auto base = number_in(rate, "timebase");
    if (!base || *base < Rational{1} || *base > Rational{1000}) return otherwise;
    if (!is_true(rate.text_of("ntsc"), false)) return frame_rate_near(*base);
    return {base->nearest() * 1000, 1001}; // 24 and TRUE is 24000/1001, never 23.98
}

std::optional<Clock> clock_of(xml::Node timecode, FrameRate otherwise) {
    if (!timecode) return std::nullopt;
    const std::string_view text = timecode.text_of("string");
    const bool drop = timecode.text_of("displayformat") == "DF" || text.find(';') != std::string_view::npos;
    const TimecodeFormat format =
        conform::counting(rate_of(timecode, otherwise), drop ? DropFrame::yes : DropFrame::no);
    constexpr std::int64_t absurd = 1'000'000'000'000; // frames: centuries
    if (const auto frame = number_in(timecode, "frame");
        frame && *frame < Rational{absurd} && *frame > Rational{-absurd})
        return Clock{format, {frame->nearest()}};
    if (const auto frame = parse_timecode(text, format)) return Clock{format, *frame};
    return std::nullopt;
}

} // namespace dub::turnover::xmeml
