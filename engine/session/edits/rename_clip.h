#pragma once
// Renames a clip; its recording keeps its own name. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct RenameClip {
    ClipId clip;
    std::string name;
};
[[nodiscard]] Result<Session> apply(const Session& session, const RenameClip& edit);

extern const EditDeclaration rename_clip_edit;

} // namespace dub::session
