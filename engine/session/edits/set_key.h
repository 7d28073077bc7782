#pragma once
// Lets a processor react to another track or bus (its side chain). Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct SetKey {
    InsertId insert;
    StripOwner source;
    bool in_music_and_effects = true;
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetKey& edit);

extern const EditDeclaration set_key_edit;

} // namespace dub::session
