#pragma once
// Keeps strips sounding while others are soloed, as returns need it; or ends it. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct SetSoloSafe {
    std::vector<StripOwner> strips;
    bool safe = true;
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetSoloSafe& edit);

extern const EditDeclaration set_solo_safe_edit;

} // namespace dub::session
