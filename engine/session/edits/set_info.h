#pragma once
// Sets the session's name or start timecode. Nothing moves: clips keep their positions. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct SetInfo {
    std::optional<std::string> name;
    std::optional<FramePos> start;
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetInfo& edit);

extern const EditDeclaration set_info_edit;

} // namespace dub::session
