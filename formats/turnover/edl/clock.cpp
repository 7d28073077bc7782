#include "formats/turnover/edl/clock.h"

#include <fmt/format.h>

namespace dub::turnover::edl {

std::optional<std::int64_t> Clock::frame_of(const WrittenTime& time, const TimecodeFormat& format,
                                            std::size_t line) {
    if (time.is == WrittenTime::Is::frame_number) return time.frames;
    if (time.is == WrittenTime::Is::unreadable) return std::nullopt;
    const auto label = [&](std::int64_t frames) {
        return fmt::format("{:02}:{:02}:{:02}:{:02}", time.hours, time.minutes, time.seconds, frames);
    };
    if (const auto frame = parse_timecode(label(time.frames), format)) return frame->value;
    if (time.frames >= format.nominal) {
        doubts_.add(
            Severity::warning, "edl.beyond-rate", line,
            fmt::format("{} has a frame that {} fps does not count to; taken as the last of its second.",
                        time.text, name_of(format)));
        const auto last = parse_timecode(label(format.nominal - 1), format);
        return last ? std::optional(last->value) : std::nullopt;
    }
    // Only a label that drop-frame leaves out can still be wrong: ;00 and ;01 stand for ;02.
    const auto next = parse_timecode(label(format.nominal / 15), format);
    if (!next) return std::nullopt;
    doubts_.add(Severity::warning, "edl.dropped-label", line,
                fmt::format("{} does not exist in drop-frame; moved to frame {:02}.", time.text,
                            format.nominal / 15));
    return next->value;
}

std::int64_t Clock::in_day(std::int64_t record_in, std::size_t line) {
    const std::int64_t day = frames_per_day(counting_.record).value;
    std::int64_t frame = record_in + day_;
    if (last_ - day_ > day * 3 / 4 && record_in < day / 4) {
        day_ += day;
        frame += day;
        doubts_.add(Severity::note, "edl.past-midnight", line,
                    "The record timecode passes midnight; the list goes on at 24:00:00:00.");
    } else if (day_ > 0 && frame - last_ > day / 2) { // another track begins again before midnight
        day_ -= day;
        frame -= day;
    }
    last_ = frame;
    return frame;
}

FrameSpan Clock::record_of(const Item& item, std::int64_t source_length) {
    const EventLine& event = item.event;
    const std::int64_t day = frames_per_day(counting_.record).value;
    const auto in = frame_of(event.record_in, counting_.record, item.line);
    const auto out = frame_of(event.record_out, counting_.record, item.line);
    const auto odd = [&](std::string_view what) {
        doubts_.add(Severity::warning, "edl.record-time", item.line,
                    fmt::format("Event {}: {}.", event.number, what));
    };
    if (!in && !out) {
        odd("its record times cannot be read; it is put, without length, where the event before it ends");
        return {end_, end_};
    }
    if (!in) {
        odd(fmt::format("its record in, '{}', cannot be read; taken from the length of the source",
                        event.record_in.text));
        const std::int64_t end = in_day(*out, item.line);
        return {end - source_length, end};
    }
    const std::int64_t start = in_day(*in, item.line);
    if (!out) {
        odd(fmt::format("its record out, '{}', cannot be read; taken from the length of the source",
                        event.record_out.text));
        return {start, start + source_length};
    }
    if (*out >= *in) return {start, start + (*out - *in)};
    if (*in - *out > day / 2 && *in - *out <= day) return {start, start + (*out + day - *in)};
    odd(fmt::format("it ends ({}) before it begins ({}); its length is taken from the source",
                    event.record_out.text, event.record_in.text));
    return {start, start + source_length};
}

Placed Clock::place(const Item& item) {
    const EventLine& event = item.event;
    const TimecodeFormat format = source_counting(counting_, item);
    const auto in = frame_of(event.source_in, format, item.line);
    const auto out = frame_of(event.source_out, format, item.line);
    Placed placed;
    placed.source_from_media = event.source_in.is == WrittenTime::Is::frame_number;
    if (in && out) {
        placed.source = {*in, *out};
        const std::int64_t day = frames_per_day(format).value;
        if (placed.source.length() < -day / 2) placed.source.out += day; // past midnight
    }
    placed.record = record_of(item, std::max<std::int64_t>(0, placed.source.length()));
    end_ = placed.record.out;
    if (in && out) return placed;
    doubts_.add(Severity::warning, "edl.source-time", item.line,
                fmt::format("Event {}: its source times cannot be read ('{}' to '{}'); {}.", event.number,
                            event.source_in.text, event.source_out.text,
                            in || out ? "taken from its length in the record"
                                      : "its place in the source is "
                                        "not known"));
    const std::int64_t length = placed.record.length();
    placed.source_known = in || out;
    placed.source = in    ? FrameSpan{*in, *in + length}
                    : out ? FrameSpan{*out - length, *out}
                          : FrameSpan{0, length};
    return placed;
}

std::optional<std::int64_t> Clock::record_frame(const WrittenTime& time, std::size_t line) {
    const auto frame = frame_of(time, counting_.record, line);
    if (!frame) return std::nullopt;
    return *frame + day_;
}

} // namespace dub::turnover::edl
