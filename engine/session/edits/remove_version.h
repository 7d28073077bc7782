#pragma once
// Removes a version; the mix is untouched. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct RemoveVersion {
    VersionId version;
};
[[nodiscard]] Result<Session> apply(const Session& session, const RemoveVersion& edit);

extern const EditDeclaration remove_version_edit;

} // namespace dub::session
