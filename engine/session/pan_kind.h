#pragma once
// How a source can stand in a room, and which of the panner's parameters it has for it. Console, timeline and
// control surfaces offer those and no others. Pure, any thread.

#include "engine/core/layout.h"
#include "engine/session/parameter.h"

namespace dub::session {

enum class PanKind : unsigned char {
    none,  // there is nothing to pan
    point, // one puck
    pair,  // two, `width` to either side
    field, // a puck, and every channel around it
};
[[nodiscard]] PanKind pan_kind(const Layout& source, const Layout& room);

// Whether a strip's own parameter (parameters/strip.h) does anything to a source of that kind.
[[nodiscard]] bool has(PanKind kind, const Parameter& parameter);

} // namespace dub::session
