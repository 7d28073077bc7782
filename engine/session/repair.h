#pragma once
// What no edit makes and a file written by hand, merged or damaged may hold, and what can be made good
// without a question: parameters and automation outside their range, points out of order, values that are no
// numbers. All else that breaks an invariant stays for check() (invariants.h). Pure, any thread.

#include "engine/core/diagnostics.h"
#include "engine/session/session.h"

namespace dub::session {

struct Repaired {
    Session session;  // shares all that was sound
    Diagnostics told; // a warning for each strip, insert, send or lane that was mended; none: nothing was
};
// Values beyond an end of their range stand at that end; points are sorted by time, those at one time keep
// their order; points without a number are left out, and a value without one is the default.
[[nodiscard]] Repaired repaired(const Session& session);

} // namespace dub::session
