#pragma once
// How an EDL counts. It never says its frame rate; its labels exclude some, and a long list that never
// reaches a frame number tells more (conform.md of its grammar: rates are asked for, else guessed). Any
// thread.

#include <filesystem>

#include "engine/core/result.h"
#include "formats/turnover/edl/scan.h"
#include "formats/turnover/format.h"

namespace dub::turnover::edl {

struct Counting {
    TimecodeFormat record; // of the timeline
    conform::RateIs is = conform::RateIs::unknown;
    bool marked = false; // some timecode is written with ';': then ':' is non-drop, whatever FCM says
};

// One label in two hundred may be wrong (Premiere writes a few at the rate of the source); it is said when it
// is read. Errors: the rate that was asked for does not have the frames that more lines name (unfit).
[[nodiscard]] Result<Counting> choose_counting(const Scanned& list, const ReadOptions& options,
                                               const std::filesystem::path& file, Doubts& doubts);

// Whether a source's timecode drops frames, for one event.
[[nodiscard]] TimecodeFormat source_counting(const Counting& counting, const Item& item);

} // namespace dub::turnover::edl
