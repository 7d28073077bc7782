#pragma once
// What an event plays of its source, and how fast. Programs disagree: Avid writes the source as long as it
// plays, Resolve as long as the record with the speed in M2 alone; backwards, M2's time is where playing
// begins. Any thread.

#include "formats/turnover/edl/clock.h"
#include "formats/turnover/edl/rows.h"

namespace dub::turnover::edl {

struct Played {
    FrameSpan span;
    Rational speed{1};
    std::optional<conform::TimeSpan> exact; // where the span is not whole frames
};

[[nodiscard]] Played played_of(const Row& row, const Placed& placed, const TimecodeFormat& record,
                               Doubts& doubts);

} // namespace dub::turnover::edl
