#pragma once
// Solos tracks and buses, or ends it. Solo is for listening: no deliverable hears it. Pure, any thread.

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
