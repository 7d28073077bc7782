#pragma once
// Moves a processor to another place in its strip's chain. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct MoveInsert {
    InsertId insert;
    std::int64_t slot = 0; // from 0; beyond the end is the end
};
[[nodiscard]] Result<Session> apply(const Session& session, const MoveInsert& edit);

extern const EditDeclaration move_insert_edit;

} // namespace dub::session
