#pragma once
// SMPTE timecode (ST 12-1) and feet+frames (35 mm, 4 perforations: 16 frames a foot): views of a frame
// position, made and parsed at text edges only. Positions count frames from 00:00:00:00. Any thread.
//
// Drop-frame skips labels, not frames: at 29.97 two labels (59.94: four) are left out at each minute that
// is not a multiple of ten. 23.976 and 47.952 have no drop-frame form.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/core/result.h"
#include "engine/core/time.h"

namespace dub {

enum class DropFrame : unsigned char { no, yes };

// How a session counts pictures: the true rate and the way labels are given.
struct TimecodeFormat {
    FrameRate rate{24, 1};
    std::int64_t nominal = 24; // labels per second: 24 for 23.976, 30 for 29.97, 60 for 59.94
    DropFrame drop = DropFrame::no;

    friend constexpr bool operator==(const TimecodeFormat&, const TimecodeFormat&) = default;
};

// A format and its names on the command line: "23.976", "23.98", "29.97df".
struct NamedTimecodeFormat {
    std::string_view name;
    TimecodeFormat format;
};

// 23.976 24 25 29.97 29.97df 30 30df 47.952 48 50 59.94 59.94df 60 100 119.88 119.88df 120
[[nodiscard]] std::span<const NamedTimecodeFormat> timecode_formats();
[[nodiscard]] Result<TimecodeFormat>
timecode_format(std::string_view name); // also "23.98", "24000/1001", "29.97ndf"
[[nodiscard]] std::string_view name_of(const TimecodeFormat& format); // "?" when it is none of the list

// "01:00:00:00"; drop-frame writes ';' before the frames. A negative position has a leading '-'.
// Positions of 24 h and more run on (25:00:00:00): no day wraps silently.
[[nodiscard]] std::string to_timecode(FramePos frame, const TimecodeFormat& format);

// How many frames lie between a midnight and the next: drop-frame 29.97 has 2,589,408, not 2,592,000.
[[nodiscard]] FrameCount frames_per_day(const TimecodeFormat& format);

// Accepts hh:mm:ss:ff with ':' ';' '.' ',' as separators and an optional '-'. A label that does not exist
// (frame 24 at 24 fps, a dropped label) is an error that names it.
[[nodiscard]] Result<FramePos> parse_timecode(std::string_view text, const TimecodeFormat& format);

// "123+04" counted from `zero`; 16 frames a foot.
[[nodiscard]] std::string to_feet(FramePos frame, FramePos zero);
[[nodiscard]] Result<FramePos> parse_feet(std::string_view text, FramePos zero);

} // namespace dub
