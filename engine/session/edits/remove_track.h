#pragma once
// Removes a track with its clips. Keys that listened to it are removed with it; its recordings stay in the
// pool. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct RemoveTrack {
    TrackId track;
};
[[nodiscard]] Result<Session> apply(const Session& session, const RemoveTrack& edit);

extern const EditDeclaration remove_track_edit;

} // namespace dub::session
