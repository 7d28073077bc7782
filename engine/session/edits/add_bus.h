#pragma once
// Adds a predub, a stem or a return. Returns are solo-safe. A session has one printmaster and keeps it. Pure,
// any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct AddBus {
    std::string name;
    BusKind kind = BusKind::stem;
    std::optional<Layout> layout; // none: the session's home layout
    std::optional<BusId> output;  // none: the printmaster
    RoleSet roles;
};
[[nodiscard]] Result<Session> apply(const Session& session, const AddBus& edit);

extern const EditDeclaration add_bus_edit;

} // namespace dub::session
