#pragma once
// Changes a reel, act or part. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct SetSegment {
    SegmentId segment;
    std::optional<std::string> name;
    std::optional<FramePos> from, to;
    std::optional<FrameCount> leader;
    std::optional<bool> two_pop, tail_pop;
    std::optional<SegmentKind> kind;
    std::optional<FramePos> ffoa_timecode;
    bool own_timecode = true; // false: stamped as on the timeline
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetSegment& edit);

extern const EditDeclaration set_segment_edit;

} // namespace dub::session
