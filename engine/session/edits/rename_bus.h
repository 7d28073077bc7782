#pragma once
// Renames a bus. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct RenameBus {
    BusId bus;
    std::string name;
};
[[nodiscard]] Result<Session> apply(const Session& session, const RenameBus& edit);

extern const EditDeclaration rename_bus_edit;

} // namespace dub::session
