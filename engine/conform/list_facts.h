#pragma once
// What readers of lists count and say alike. Pure, any thread.

#include "engine/conform/turnover.h"

namespace dub::conform {

// How timecode counts at a rate; drop-frame only where there is such a thing (29.97, 59.94).
[[nodiscard]] TimecodeFormat counting(FrameRate rate, DropFrame drop);

// A diagnostic "FORMAT.effect" for each name among the effects of sound events: what is not kept, and how
// often.
void say_lost_effects(Turnover& list);

[[nodiscard]] std::string seconds_text(Rational seconds); // "2.50 s"

} // namespace dub::conform
