#pragma once
// Adds a reel, act or part: the range of its action, leader and pops. Segments do not overlap. Pure, any
// thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct AddSegment {
    Segment segment; // its id is given here
};
[[nodiscard]] Result<Session> apply(const Session& session, const AddSegment& edit);

extern const EditDeclaration add_segment_edit;

// Arguments it shares with set_segment.
inline constexpr ArgumentDeclaration leader_argument{"leader", "length", "0 … 1 h", Need::optional,
                                                     "before the first frame of action; 0"};
inline constexpr ArgumentDeclaration two_pop_argument{"two_pop", "toggle", "true, false", Need::optional,
                                                      "one frame of 1 kHz 2 s before; false"};
inline constexpr ArgumentDeclaration tail_pop_argument{"tail_pop", "toggle", "true, false", Need::optional,
                                                       "the same 2 s after the end; false"};
inline constexpr ArgumentDeclaration segment_kind_argument{"kind", "segment kind", "reel, act, part",
                                                           Need::optional, "reel"};
inline constexpr ArgumentDeclaration ffoa_timecode_argument{
    "ffoa_timecode", "time", "any", Need::optional,
    "what its files are stamped with at the first frame of action; as on the timeline"};

} // namespace dub::session
