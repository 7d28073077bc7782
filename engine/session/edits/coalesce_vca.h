#pragma once
// Writes what a VCA does to its members' faders: its fader and rides are added to theirs, then it stands at
// 0 dB without automation and sounds as before. Its mute stays its own. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct CoalesceVca {
    VcaId vca;
};
[[nodiscard]] Result<Session> apply(const Session& session, const CoalesceVca& edit);

extern const EditDeclaration coalesce_vca_edit;

} // namespace dub::session
