#pragma once
// Removes clips. Their place stays empty. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/edits/lane_following.h"

namespace dub::session {

struct RemoveClips {
    std::vector<ClipId> clips;
    LanesGo lanes = LanesGo::stay; // along: the points under them go, too
};
[[nodiscard]] Result<Session> apply(const Session& session, const RemoveClips& edit);

extern const EditDeclaration remove_clips_edit;

} // namespace dub::session
