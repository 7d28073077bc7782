#pragma once
// Adds a mix group: a hand on one member moves all. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct AddGroup {
    std::string name;
    std::vector<StripOwner> members;
};
[[nodiscard]] Result<Session> apply(const Session& session, const AddGroup& edit);

extern const EditDeclaration add_group_edit;

} // namespace dub::session
