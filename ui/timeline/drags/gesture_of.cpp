#include "ui/timeline/drag.h"

namespace dub::ui::timeline {

Gesture gesture_of(const session::Session& session, const Drag& drag) {
    switch (drag.zone) {
    case Zone::none:
    case Zone::range:
    case Zone::zoom:
    case Zone::scrub: return {};
    case Zone::grab:
        return drag.mode == EditMode::shuffle && !drag.copy ? shuffle_gesture(session, drag)
                                                            : move_gesture(session, drag);
    case Zone::trim_start:
    case Zone::trim_end: return trim_gesture(session, drag);
    case Zone::fade_in:
    case Zone::fade_out: return fade_gesture(session, drag);
    case Zone::crossfade_start:
    case Zone::crossfade_end: return crossfade_gesture(session, drag);
    case Zone::gain: return gain_gesture(session, drag);
    case Zone::point:
    case Zone::draw: return point_gesture(session, drag);
    case Zone::slip: return slip_gesture(session, drag);
    }
    return {};
}

} // namespace dub::ui::timeline
