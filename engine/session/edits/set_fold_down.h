#pragma once
// Sets how wide mixes fold down to narrower ones, and how 5.x spreads over 7.x. What is not named stays.
// Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct SetFoldDown {
    FoldDown fold;
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetFoldDown& edit);

extern const EditDeclaration set_fold_down_edit;

} // namespace dub::session
