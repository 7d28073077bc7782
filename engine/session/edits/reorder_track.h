#pragma once
// Moves a track to another place among the tracks. Nothing sounds different. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct ReorderTrack {
    TrackId track;
    std::int64_t index = 0; // from 0; beyond the end is the end
};
[[nodiscard]] Result<Session> apply(const Session& session, const ReorderTrack& edit);

extern const EditDeclaration reorder_track_edit;

} // namespace dub::session
