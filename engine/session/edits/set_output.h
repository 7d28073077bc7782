#pragma once
// Chooses the bus that a track, a predub, a stem or a return feeds. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct SetOutput {
    StripOwner strip;
    BusId to;
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetOutput& edit);

extern const EditDeclaration set_output_edit;

} // namespace dub::session
