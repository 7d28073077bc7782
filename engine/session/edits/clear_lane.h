#pragma once
// Removes a parameter's automation: as a whole, or the points inside a range. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct ClearLane {
    StripOwner strip;
    ParameterAddress target;
    std::optional<SampleRange> range;
};
[[nodiscard]] Result<Session> apply(const Session& session, const ClearLane& edit);

extern const EditDeclaration clear_lane_edit;

} // namespace dub::session
