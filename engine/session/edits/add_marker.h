#pragma once
// Adds a marker at a picture frame. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct AddMarker {
    FramePos at;
    std::string name;
    std::string colour;
    std::string comment = {};
};
[[nodiscard]] Result<Session> apply(const Session& session, const AddMarker& edit);

extern const EditDeclaration add_marker_edit;

} // namespace dub::session
