#pragma once
// Mutes or unmutes tracks and buses. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct SetMute {
    std::vector<StripOwner> strips;
    bool muted = true;
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetMute& edit);

extern const EditDeclaration set_mute_edit;

} // namespace dub::session
