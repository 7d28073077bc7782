#pragma once
// Bypasses an insert in one version, lets it work there, or leaves it as in the mix. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

enum class InsertState : unsigned char { bypassed, active, as_mix };

struct SwitchVersionInsert {
    VersionId version;
    InsertId insert;
    InsertState state = InsertState::bypassed;
};
[[nodiscard]] Result<Session> apply(const Session& session, const SwitchVersionInsert& edit);

extern const EditDeclaration switch_version_insert_edit;

} // namespace dub::session
