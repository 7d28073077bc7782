#pragma once
// Removes a VCA with its automation; its members are heard without it. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct RemoveVca {
    VcaId vca;
};
[[nodiscard]] Result<Session> apply(const Session& session, const RemoveVca& edit);

extern const EditDeclaration remove_vca_edit;

} // namespace dub::session
