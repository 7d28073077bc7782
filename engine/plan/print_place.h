#pragma once
// A print is taken from the output of a bus: after its fader, before its place in the printmaster. The two
// parts of its strip on either side of that. Pure, any thread.

#include <optional>

#include "engine/session/bus.h"

namespace dub::plan {

// What stands behind the place: balance and LFE send.
[[nodiscard]] session::Strip after_print(const session::Strip& strip);
// The rest: all that a print of the bus holds.
[[nodiscard]] session::Strip before_print(const session::Strip& strip);

[[nodiscard]] bool is_behind_print(const session::ParameterAddress& address);

// One role that stands for the stem where a tap chooses by role; none: it takes no role.
[[nodiscard]] std::optional<session::Role> one_role_of(const session::Bus& stem);

} // namespace dub::plan
