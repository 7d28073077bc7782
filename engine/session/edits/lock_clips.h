#pragma once
// Locks clips: edits that would move, cut or change them refuse. Or unlocks them. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct LockClips {
    std::vector<ClipId> clips;
    bool locked = true;
};
[[nodiscard]] Result<Session> apply(const Session& session, const LockClips& edit);

extern const EditDeclaration lock_clips_edit;

} // namespace dub::session
