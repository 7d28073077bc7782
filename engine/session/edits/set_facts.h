#pragma once
// Says what the session belongs to: words for file names and reports. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct SetFacts {
    Facts facts;
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetFacts& edit);

extern const EditDeclaration set_facts_edit;

} // namespace dub::session
