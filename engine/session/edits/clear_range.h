#pragma once
// Silences a piece of time: clips inside go, clips across its ends are cut there. What comes after stays
// where it is. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/edits/lane_following.h"

namespace dub::session {

struct ClearRange {
    SampleRange range;
    std::vector<TrackId> tracks;   // empty: all
    LanesGo lanes = LanesGo::stay; // along: the points inside go, too
};
[[nodiscard]] Result<Session> apply(const Session& session, const ClearRange& edit);

extern const EditDeclaration clear_range_edit;

} // namespace dub::session
