#pragma once
// Every invariant of a session, stated once. Runs after each edit in debug and test builds, on load, before save.
// An entry of severity error means that the value must not be used; warnings are things a mixer should know
// (a track without role, a return fed by two roles). Pure, any thread.

#include "engine/core/diagnostics.h"
#include "engine/session/session.h"

namespace dub::session {

[[nodiscard]] Diagnostics check(const Session& session);

} // namespace dub::session
