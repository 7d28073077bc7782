#pragma once
// What is wrong with a turnover before anything is done with it: what a mixer looks for in the first hour.
// Each finding has a severity, a sentence and a cure; useful, too, to people who will mix elsewhere. Pure,
// any thread.

#include "engine/conform/link.h"

namespace dub::conform {

// What is known of the video that came along; whoever may open it says so.
struct VideoFacts {
    std::string file;
    FrameRate rate;
    FrameCount length;
    std::optional<std::string> start_timecode; // as written in it
    bool variable_rate = false;
    std::optional<bool> long_gop;       // most pictures need others to be shown; none: not looked at
    std::optional<FrameCount> pop = {}; // the frame of its 2-pop; none: none was found, or nobody looked
};

// A 2-pop that was heard in a recording.
struct PopFacts {
    std::string track;
    Rational record;
};

struct InspectorFacts {
    const Links* links = nullptr; // none: nobody looked for recordings
    std::span<const FoundFile> files = {};
    std::vector<VideoFacts> videos = {};
    std::vector<PopFacts> pops = {};
    std::optional<SampleRate> session_rate = {}; // none: 48 kHz is the trade's
};

// `list` as it is heard (settle.h). "inspect.tracks" and the like, worst first.
[[nodiscard]] Diagnostics inspect(const Turnover& list, const InspectorFacts& facts = {});

// How much of the recording lies before and after what an event plays; none: its file is not known.
struct Handles {
    Rational before, after;
};
[[nodiscard]] std::optional<Handles> handles_of(const Turnover& list, const Event& event, const Links& links,
                                                std::span<const FoundFile> files);

} // namespace dub::conform
