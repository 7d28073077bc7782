#pragma once
// Says whether an insert is a dip: lowers its strip under another sound, and is bypassed where the undipped
// sound is asked for. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct SetInsertDip {
    InsertId insert;
    bool dip = true;
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetInsertDip& edit);

extern const EditDeclaration set_insert_dip_edit;

} // namespace dub::session
