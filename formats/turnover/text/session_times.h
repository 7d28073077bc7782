#pragma once
// The ways in which Pro Tools writes a place on its timeline. Timecode is the session's own; samples, minutes
// and feet count from the session's start. Any thread.

#include <optional>
#include <string_view>

#include "engine/core/rational.h"
#include "engine/core/timecode.h"

namespace dub::turnover::pt_text {

enum class TimeForm : unsigned char { unreadable, timecode, samples, minutes, feet, bars };

struct SessionClock {
    TimecodeFormat timecode;
    SampleRate rate;
    Rational start; // seconds from 00:00:00:00
};

// "01:00:00:00", "01:00:00;00.50" (hundredths of a frame), "1201200", "0:25.025", "37+08.60", "13|3| 048".
[[nodiscard]] TimeForm form_of(std::string_view text);
// Seconds from timecode 00:00:00:00. Feet have 16 frames, 24 a second. nullopt: unreadable, or bars and
// beats, which need the session's tempo.
[[nodiscard]] std::optional<Rational> place_of(std::string_view text, const SessionClock& clock);

} // namespace dub::turnover::pt_text
