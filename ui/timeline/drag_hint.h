#pragma once
// What a drag in hand would come to, in the status line: "Move door: 01:00:04:12". Pure, any thread.

#include "ui/timeline/drag.h"

namespace dub::ui::timeline {

// `would_be`: the session with the gesture done.
[[nodiscard]] std::string drag_hint(const session::Session& would_be, const Drag& drag,
                                    const Gesture& gesture);

} // namespace dub::ui::timeline
