#pragma once
// Sets what solos do: mute the rest in the mix, or be listened to while the mix stays whole. Pure, any
// thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct SetSoloMode {
    SoloMode mode = SoloMode::in_place;
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetSoloMode& edit);

extern const EditDeclaration set_solo_mode_edit;

} // namespace dub::session
