#pragma once
// Solos tracks and buses, or ends it. What that does is the session's solo mode (set_solo_mode.h). Pure, any
// thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct SetSolo {
    std::vector<StripOwner> strips;
    bool soloed = true;
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetSolo& edit);

extern const EditDeclaration set_solo_edit;

} // namespace dub::session
