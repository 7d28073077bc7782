#pragma once
// Writes a parameter's automation as a whole: the points replace all it had. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct WriteLane {
    StripOwner strip;
    ParameterAddress target;
    std::vector<LanePoint> points; // sorted; none removes the lane
};
[[nodiscard]] Result<Session> apply(const Session& session, const WriteLane& edit);

extern const EditDeclaration write_lane_edit;

} // namespace dub::session
