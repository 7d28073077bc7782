#pragma once
// An argument as a sentence shows it: short, one line. Pure, any thread.

#include <string>
#include <string_view>

#include "engine/session/edits/arguments.h"
#include "engine/session/parameter.h"

namespace dub::session {

[[nodiscard]] std::string show(const Value& value);  // "'DX 1'", "-6.5", "a list of 3"
[[nodiscard]] std::string_view unit_text(Unit unit); // "dB", "Hz", "ms", "%", or nothing

} // namespace dub::session
