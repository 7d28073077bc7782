#pragma once
// Removes a bus. What feeds it goes to another bus, when one is named; else a bus that is fed refuses. Sends
// to it and keys from it are removed with it. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct RemoveBus {
    BusId bus;
    std::optional<BusId> move_to;
};
[[nodiscard]] Result<Session> apply(const Session& session, const RemoveBus& edit);

extern const EditDeclaration remove_bus_edit;

} // namespace dub::session
