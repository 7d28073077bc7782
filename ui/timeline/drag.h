#pragma once
// A drag in hand and the gesture it would be if it were let go now. Pure, any thread; one source for each
// kind.

#include "ui/timeline/gesture.h"
#include "ui/timeline/view_state.h"
#include "ui/timeline/zones.h"

namespace dub::ui::timeline {

struct Drag {
    Zone zone = Zone::none;
    ClipId clip;               // under the pointer
    std::vector<ClipId> clips; // that one and what is selected with it
    SamplePos from, to;        // under the pointer when it began, and now
    int up_px = 0;             // how far the pointer went up
    int rows = 0;              // how many tracks further down it is now
    std::size_t point = 0;     // of the clip's gain envelope; where a new one comes when `point_db` is given
    std::optional<double> point_db; // a new point's gain on top of the clip's when it was put there
    double db_per_px = 0;           // how high the gain line is drawn
    bool copy = false;              // Alt
    bool fine = false;              // Ctrl
    EditMode mode = EditMode::slip;
    Automation automation = Automation::stays;
    [[nodiscard]] SampleCount by() const { return to - from; }
};

[[nodiscard]] Gesture gesture_of(const session::Session& session, const Drag& drag);

// The kinds of it.
[[nodiscard]] Gesture move_gesture(const session::Session& session, const Drag& drag);
[[nodiscard]] Gesture shuffle_gesture(const session::Session& session, const Drag& drag);
[[nodiscard]] Gesture trim_gesture(const session::Session& session, const Drag& drag);
[[nodiscard]] Gesture fade_gesture(const session::Session& session, const Drag& drag);
[[nodiscard]] Gesture crossfade_gesture(const session::Session& session, const Drag& drag);
[[nodiscard]] Gesture gain_gesture(const session::Session& session, const Drag& drag);
[[nodiscard]] Gesture point_gesture(const session::Session& session, const Drag& drag);
[[nodiscard]] Gesture without_point(const session::Session& session, ClipId clip, std::size_t point);
[[nodiscard]] Gesture slip_gesture(const session::Session& session, const Drag& drag);

} // namespace dub::ui::timeline
