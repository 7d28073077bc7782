#pragma once
// Written times as frames: drop-frame labels that do not exist, days that end, ends before beginnings. [any]

#include "formats/turnover/edl/rate.h"

namespace dub::turnover::edl {

struct FrameSpan {
    std::int64_t in = 0, out = 0;
    [[nodiscard]] std::int64_t length() const { return out - in; }
};

struct Placed { // an event in frames
    FrameSpan record, source;
    bool source_known = true;
    bool source_from_media = false; // frame numbers, not timecode
};

// Places one event after another, in the list's order: a record that runs past midnight goes on.
class Clock {
  public:
    Clock(const Counting& counting, Doubts& doubts)
        : counting_(counting)
        , doubts_(doubts) {}
    [[nodiscard]] Placed place(const Item& item);
    // Of a marker, in the day of the event before it; nullopt when it cannot be read.
    [[nodiscard]] std::optional<std::int64_t> record_frame(const WrittenTime& time, std::size_t line);

  private:
    [[nodiscard]] std::optional<std::int64_t> frame_of(const WrittenTime& time, const TimecodeFormat& format,
                                                       std::size_t line);
    [[nodiscard]] FrameSpan record_of(const Item& item, std::int64_t source_length);
    [[nodiscard]] std::int64_t in_day(std::int64_t record_in, std::size_t line);

    const Counting& counting_;
    Doubts& doubts_;
    std::int64_t day_ = 0;  // frames of the days that have ended
    std::int64_t last_ = 0; // where the event before began
    std::int64_t end_ = 0;  // and where it ended
};

} // namespace dub::turnover::edl
