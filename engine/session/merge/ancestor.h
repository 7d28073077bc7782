#pragma once
// Whether a session is what two others were made from. Pure, any thread.

#include "engine/core/diagnostics.h"
#include "engine/session/session.h"

namespace dub::session {

// Errors (unfit) say what contradicts. The notes: that nothing names their common origin.
[[nodiscard]] Result<Diagnostics> check_ancestor(const Session& base, const Session& mine,
                                                 const Session& theirs);

} // namespace dub::session
