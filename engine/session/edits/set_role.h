#pragma once
// Says what tracks are for. The output stays: set_output moves them to the stem of the role. Pure, any
// thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct SetRole {
    std::vector<TrackId> tracks;
    std::optional<Role> role; // none: not known
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetRole& edit);

extern const EditDeclaration set_role_edit;

} // namespace dub::session
