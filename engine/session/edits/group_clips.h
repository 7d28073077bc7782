#pragma once
// Makes clips one group: windows select, move, cut and copy it as one. Each clip is in one group at most and
// leaves the one it was in. Edits go on to reach the clips that they name, grouped or not. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct GroupClips {
    std::vector<ClipId> clips; // two or more, on any tracks
};
[[nodiscard]] Result<Session> apply(const Session& session, const GroupClips& edit);

extern const EditDeclaration group_clips_edit;

} // namespace dub::session
