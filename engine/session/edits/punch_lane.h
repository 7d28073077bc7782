#pragma once
// Writes automation over a range; outside it nothing changes. Before the first point the old value holds,
// after the last one that value holds to the end of the range. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct PunchLane {
    StripOwner strip;
    ParameterAddress target;
    SampleRange range;
    std::vector<LanePoint> points; // sorted, inside `range`, or at its end: the last value before it
};
[[nodiscard]] Result<Session> apply(const Session& session, const PunchLane& edit);

extern const EditDeclaration punch_lane_edit;

} // namespace dub::session
