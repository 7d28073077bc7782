#pragma once
// Says which strips a VCA moves. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct SetVcaMembers {
    VcaId vca;
    std::vector<StripOwner> members;
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetVcaMembers& edit);

extern const EditDeclaration set_vca_members_edit;

} // namespace dub::session
