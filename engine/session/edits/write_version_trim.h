#pragma once
// Writes the trim of a version on one track or bus over time, on top of the fader: as a whole, or over a
// range as punch_lane does, where the version's old trim goes on outside. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct WriteVersionTrim {
    VersionId version;
    StripOwner strip;
    std::vector<LanePoint> points;         // none: the lane goes
    std::optional<SampleRange> range = {}; // points then lie inside it, or at its end
};
[[nodiscard]] Result<Session> apply(const Session& session, const WriteVersionTrim& edit);

extern const EditDeclaration write_version_trim_edit;

} // namespace dub::session
