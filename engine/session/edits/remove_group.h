#pragma once
// Removes a mix group; its members move alone. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct RemoveGroup {
    MixGroupId group;
};
[[nodiscard]] Result<Session> apply(const Session& session, const RemoveGroup& edit);

extern const EditDeclaration remove_group_edit;

} // namespace dub::session
