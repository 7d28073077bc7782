#pragma once
// Removes a reel, act or part from the list; its sound stays. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct RemoveSegment {
    SegmentId segment;
};
[[nodiscard]] Result<Session> apply(const Session& session, const RemoveSegment& edit);

extern const EditDeclaration remove_segment_edit;

} // namespace dub::session
