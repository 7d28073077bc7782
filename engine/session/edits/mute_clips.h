#pragma once
// Mutes or unmutes clips. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct MuteClips {
    std::vector<ClipId> clips;
    bool muted = true;
};
[[nodiscard]] Result<Session> apply(const Session& session, const MuteClips& edit);

extern const EditDeclaration mute_clips_edit;

} // namespace dub::session
