#pragma once
// Old clips of a department and new ones laid side by side: which are the same, and what became of the
// others. Pure, any thread.

#include "engine/conform/department.h"

namespace dub::conform {

struct NewClip {
    TrackId track;
    session::Clip clip; // takes the id and, when nothing changed, everything of the old one
    enum class From : unsigned char { list, kept } from = From::list;
};
struct OldClip {
    TrackId track;
    session::Shared<session::Clip> clip;
    bool across = false; // lies across an end of the range: its id stays with the part outside
    bool matched = false;
};

struct Matched {
    std::vector<ClipChange> changes;
    std::size_t unchanged = 0;
};

// Pairs them: first the same place and source, then the same sound in sync (trimmed), then the same piece
// elsewhere (moved); the rest came or went.
[[nodiscard]] Matched match_clips(const session::Session& session, std::vector<OldClip>& old,
                                  std::vector<NewClip>& fresh, SampleRange range);

} // namespace dub::conform
