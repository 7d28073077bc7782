#pragma once
// Says which roles a stem may hold. Tracks that feed it with another role are then a diagnostic. Pure, any
// thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct SetBusRoles {
    BusId bus;
    RoleSet roles;
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetBusRoles& edit);

extern const EditDeclaration set_bus_roles_edit;

} // namespace dub::session
