#pragma once
// One event of a CMX3600 list as its line says it, before any rate is known. Columns cannot be relied on: the
// line is read from the right (four times, a duration, a transition, channels), the rest is the reel, which
// may hold blanks. Plain values, any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/conform/turnover.h"

namespace dub::turnover::edl {

// A time as written: a timecode, or a bare frame number as some programs write for image sequences.
struct WrittenTime {
    enum class Is : unsigned char { unreadable, timecode, frame_number };
    Is is = Is::unreadable;
    std::string text;
    int hours = 0, minutes = 0, seconds = 0;
    std::int64_t frames = 0;
    bool drop = false; // ';' or ',' before the frames
    [[nodiscard]] bool readable() const { return is != Is::unreadable; }
    friend bool operator==(const WrittenTime& a, const WrittenTime& b) {
        return a.is == b.is && a.hours == b.hours && a.minutes == b.minutes && a.seconds == b.seconds &&
               a.frames == b.frames;
    }
};
// "01:00:00:00" with any of : ; . , between, or "01000000".
[[nodiscard]] WrittenTime parse_written_time(std::string_view text);

struct Channel {
    conform::TrackKind kind = conform::TrackKind::picture;
    int number = 1;
    friend auto operator<=>(const Channel&, const Channel&) = default;
};
// V V2 A A2 AA B AA/V A2/V NONE …; nullopt: not a channel. NONE has none.
[[nodiscard]] std::optional<std::vector<Channel>> parse_channels(std::string_view text);

enum class Transition : unsigned char { cut, dissolve, wipe, key, key_background };

struct EventLine {
    std::string number, reel;
    std::vector<Channel> channels;
    Transition transition = Transition::cut;
    std::optional<std::int64_t> duration; // frames of the transition
    WrittenTime source_in, source_out, record_in, record_out;
    std::vector<std::string> doubts; // "the channel is missing; taken as V"
};

// nullopt: the line is no event (fewer than two timecodes, no number in front).
[[nodiscard]] std::optional<EventLine> parse_event_line(std::string_view line);

} // namespace dub::turnover::edl
