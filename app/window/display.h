#pragma once
// Whether a window can be shown at all: asked before Qt, which ends the program when it cannot. [any thread]

#include "engine/core/result.h"

namespace dub::app {

// Errors (io): no display is named, or the one that is does not answer.
[[nodiscard]] Result<void> find_display();

} // namespace dub::app
