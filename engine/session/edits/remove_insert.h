#pragma once
// Takes a processor out of its strip, with the lanes that move its parameters. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct RemoveInsert {
    InsertId insert;
};
[[nodiscard]] Result<Session> apply(const Session& session, const RemoveInsert& edit);

extern const EditDeclaration remove_insert_edit;

} // namespace dub::session
