#pragma once
// Dissolves the groups that clips are in, all of each. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct UngroupClips {
    std::vector<ClipId> clips;
};
[[nodiscard]] Result<Session> apply(const Session& session, const UngroupClips& edit);

extern const EditDeclaration ungroup_clips_edit;

} // namespace dub::session
