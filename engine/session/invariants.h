#pragma once
// Every invariant of a session, stated once. Runs after each edit in debug and test builds, on load, before
// save. An entry of severity error means that the value must not be used; warnings are things a mixer should
// know (a track without role, a return fed by two roles). `where` begins with the id of the thing meant: "c12
// 'Door' on t3 'FX 1'". Pure, any thread.

#include "engine/core/diagnostics.h"
#include "engine/session/session.h"

namespace dub::session {

[[nodiscard]] Diagnostics check(const Session& session);

// The same of what differs between two values by pointer, and of the wiring, versions and prints as a whole
// where something they rest on differs: what an edit can have broken. The cost follows the edit, not the
// session.
[[nodiscard]] Diagnostics check_change(const Session& before, const Session& after);

} // namespace dub::session
