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

} // namespace dub::session
