#pragma once
// What a script asks a parameter for may lie beyond its range; where it comes in from outside the program it
// is brought to the nearest end, and told. The edits themselves refuse it. Pure, any thread.

#include <string_view>

#include "engine/core/diagnostics.h"
#include "engine/session/edits/arguments.h"
#include "engine/session/session.h"

namespace dub::session {

// The arguments of `edit` with its value, its points or its level within the range of the parameter they are
// for, and a warning ("edit.clamped") for each that was not. What names no parameter that is known beforehand
// (of an insert the script itself makes) stays as it is.
[[nodiscard]] Arguments fit_arguments(const Session& session, std::string_view edit, Arguments given,
                                      Diagnostics& told);

} // namespace dub::session
