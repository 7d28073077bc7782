#pragma once
// Removes a marker. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct RemoveMarker {
    MarkerId marker;
};
[[nodiscard]] Result<Session> apply(const Session& session, const RemoveMarker& edit);

extern const EditDeclaration remove_marker_edit;

} // namespace dub::session
