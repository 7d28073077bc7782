#include "formats/report/reel_sheet.h"

#include <algorithm>
#include <fmt/format.h>

#include "formats/report/numbers.h"

namespace dub::report {
namespace {

FrameCount two_seconds(const Reel& reel) { return {2 * reel.timecode.nominal}; }

std::string csv_field(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string out = "\"";
    for (const char c : text)
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

} // namespace

std::optional<FramePos> two_pop_of(const Reel& reel) {
    if (!reel.two_pop) return std::nullopt;
    return reel.ffoa - two_seconds(reel);
}

FramePos lfoa_of(const Reel& reel) { return reel.ffoa + reel.length - FrameCount{1}; }

// LFOA is the last frame inside; the pop lies two seconds after it, as the first lies two seconds before
// FFOA.
std::optional<FramePos> tail_pop_of(const Reel& reel) {
    if (!reel.tail_pop) return std::nullopt;
    return lfoa_of(reel) + two_seconds(reel);
}

FramePos file_begin(const Reel& reel) {
    return std::min(reel.ffoa - reel.leader, two_pop_of(reel).value_or(reel.ffoa));
}

ReelWords reel_words(const Reel& reel) {
    const FramePos zero = file_begin(reel);
    ReelWords words;
    words.name = reel.name;
    words.kind = reel.kind;
    const auto set = [&](std::string& timecode, std::string& feet, std::optional<FramePos> at) {
        if (!at) return;
        timecode = to_timecode(*at, reel.timecode);
        feet = to_feet(*at, zero);
    };
    set(words.two_pop, words.two_pop_feet, two_pop_of(reel));
    set(words.ffoa, words.ffoa_feet, reel.ffoa);
    set(words.lfoa, words.lfoa_feet, lfoa_of(reel));
    set(words.tail_pop, words.tail_pop_feet, tail_pop_of(reel));
    words.duration = to_timecode(FramePos{} + reel.length, reel.timecode);
    words.duration_feet = to_feet(FramePos{} + reel.length, {});
    return words;
}

std::string reel_csv(std::span<const Reel> reels) {
    std::string text = "segment,kind,fps,two_pop,ffoa,lfoa_inclusive,tail_pop,duration,frames,two_pop_feet,"
                       "ffoa_feet,lfoa_inclusive_feet,tail_pop_feet,duration_feet\r\n";
    for (const Reel& reel : reels) {
        const ReelWords words = reel_words(reel);
        text += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{}\r\n", csv_field(words.name),
                            words.kind, rate_name(reel.timecode.rate), words.two_pop, words.ffoa, words.lfoa,
                            words.tail_pop, words.duration, reel.length.value, words.two_pop_feet,
                            words.ffoa_feet, words.lfoa_feet, words.tail_pop_feet, words.duration_feet);
    }
    return text;
}

} // namespace dub::report
