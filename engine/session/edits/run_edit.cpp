#include "engine/session/edits/run_edit.h"

#include <cassert>

#include "engine/session/invariants.h"

namespace dub::session {

Result<Session> checked(const Session& before, Result<Session> after) {
    if (!after) return after;
    for (auto& diagnostic : check_change(before, *after))
        if (diagnostic.severity == Severity::error)
            return fail(ErrorCode::unfit, std::move(diagnostic.sentence));
#ifdef DUB_CHECK_WHOLE_SESSION // in all builds but Release: there an edit must not cost as much as the
                               // session
    // What check_change passes over did not change; only an edit with a fault could still have broken it.
    assert(has_error(check(before)) || !has_error(check(*after)));
#endif
    return after;
}

} // namespace dub::session
