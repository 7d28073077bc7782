#pragma once
// Sets a mix group's name or members, or lets its members move alone for a while. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct SetGroup {
    MixGroupId group;
    std::optional<std::string> name;
    std::optional<std::vector<StripOwner>> members;
    std::optional<bool> active;
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetGroup& edit);

extern const EditDeclaration set_group_edit;

} // namespace dub::session
