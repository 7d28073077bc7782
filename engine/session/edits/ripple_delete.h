#pragma once
// Takes time out: what lies inside goes, what comes after follows at once. Without named tracks also buses'
// automation, markers, segments and pictures; a picture the cut would run through stays whole. Pure, any
// thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/edits/lane_following.h"

namespace dub::session {

struct RippleDelete {
    SampleRange range;
    std::vector<TrackId> tracks; // empty: all
    LanesGo lanes = LanesGo::along;
};
[[nodiscard]] Result<Session> apply(const Session& session, const RippleDelete& edit);

extern const EditDeclaration ripple_delete_edit;

} // namespace dub::session
