#pragma once
// Removes a print; its files stay in the pool. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct RemovePrint {
    PrintId print;
};
[[nodiscard]] Result<Session> apply(const Session& session, const RemovePrint& edit);

extern const EditDeclaration remove_print_edit;

} // namespace dub::session
