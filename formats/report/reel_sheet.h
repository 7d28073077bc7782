#pragma once
// The reel sheet: where 2-pop, FFOA, LFOA and tail pop of each segment lie, as timecode and as feet+frames
// (35 mm, 4 perforations, 16 frames a foot). Feet count from the first frame of the reel's file, so that an
// action after the usual leader of 192 frames begins at 12+00 and its 2-pop lies at 9+00. Pure, any thread.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/core/timecode.h"

namespace dub::report {

struct Reel {
    std::string name = {};
    std::string_view kind = {};             // "reel", "act", "part"
    FramePos ffoa = {};                     // as its file is stamped
    FrameCount length = {};                 // of the action
    FrameCount leader = {};                 // before it
    bool two_pop = false, tail_pop = false; // one frame each, two seconds before FFOA and after LFOA
    TimecodeFormat timecode = {};
    friend bool operator==(const Reel&, const Reel&) = default;
};

[[nodiscard]] std::optional<FramePos> two_pop_of(const Reel& reel);
[[nodiscard]] FramePos lfoa_of(const Reel& reel); // the last frame inside
[[nodiscard]] std::optional<FramePos> tail_pop_of(const Reel& reel);
[[nodiscard]] FramePos file_begin(const Reel& reel); // of the leader, or of the 2-pop before it

// The same in words; empty where there is no pop.
struct ReelWords {
    std::string name, kind;
    std::string two_pop, ffoa, lfoa, tail_pop, duration;
    std::string two_pop_feet, ffoa_feet, lfoa_feet, tail_pop_feet, duration_feet;
};
[[nodiscard]] ReelWords reel_words(const Reel& reel);

// NAME-reels.csv (RFC 4180): a heading and a line for each segment.
[[nodiscard]] std::string reel_csv(std::span<const Reel> reels);

} // namespace dub::report
