#pragma once
// Puts time in: clips, automation and, when no tracks are named, buses' automation, markers, segments and
// pictures after it come later. Clips across the place are cut; a picture across it stays whole. Pure, any
// thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/edits/lane_following.h"

namespace dub::session {

struct RippleInsert {
    SamplePos at;
    SampleCount length;
    std::vector<TrackId> tracks; // empty: all
    LanesGo lanes = LanesGo::along;
};
[[nodiscard]] Result<Session> apply(const Session& session, const RippleInsert& edit);

extern const EditDeclaration ripple_insert_edit;

} // namespace dub::session
