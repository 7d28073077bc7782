#pragma once
// Gives a version fold-down coefficients of its own, or the session's again. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct SetVersionFoldDown {
    VersionId version;
    std::optional<FoldDown> fold; // none: the session's
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetVersionFoldDown& edit);

extern const EditDeclaration set_version_fold_down_edit;

} // namespace dub::session
