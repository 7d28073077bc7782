#pragma once
// Lets a processor listen to its own strip again. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct ClearKey {
    InsertId insert;
};
[[nodiscard]] Result<Session> apply(const Session& session, const ClearKey& edit);

extern const EditDeclaration clear_key_edit;

} // namespace dub::session
