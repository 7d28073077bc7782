#pragma once
// Where a punch into a print begins and ends, so that all that was asked for is new, the crossfades lie
// beside it, and beyond them every old sample stays as it is. Pure, any thread.

#include "engine/session/print.h"

namespace dub::session {

// For RecordPrint: `wanted` with half a crossfade before and after it where the print sounds on. An edge in
// the crossfade of an earlier punch takes that crossfade's place, or moves out to where it begins; what would
// be left of the print and is shorter than a crossfade is printed anew. crossfade: 0 or more.
[[nodiscard]] SampleRange punch_range(const Print& print, SampleRange wanted, SampleCount crossfade);

// The print of the same bus, roles, version and dips; nullptr when there is none.
[[nodiscard]] const Print* find_print(const std::vector<Shared<Print>>& prints, const Print& like);

} // namespace dub::session
