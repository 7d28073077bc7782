#pragma once
// Bypasses a processor, or lets it work again. It keeps its latency, so that nothing moves. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct BypassInsert {
    InsertId insert;
    bool bypassed = true;
};
[[nodiscard]] Result<Session> apply(const Session& session, const BypassInsert& edit);

extern const EditDeclaration bypass_insert_edit;

} // namespace dub::session
