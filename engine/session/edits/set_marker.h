#pragma once
// Changes what a marker says, or where it stands. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct SetMarker {
    MarkerId marker;
    std::optional<FramePos> at;
    std::optional<std::string> name, colour, comment;
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetMarker& edit);

extern const EditDeclaration set_marker_edit;

} // namespace dub::session
