#pragma once
// How each kind of shot looks: what stands still, drawn once, and what moves, drawn over it for each frame.
// Pure, any thread.

#include "app/demo/picture/canvas.h"
#include "app/demo/picture/picture_script.h"

namespace dub::app {

struct Moment {
    const PictureScript& script;
    const Shot& shot;
    FramePos at;

    [[nodiscard]] double since_start() const {
        return static_cast<double>((at - shot.place.start).value);
    } // frames
    [[nodiscard]] double part() const {
        return since_start() / static_cast<double>(shot.place.length().value);
    }
    // Frames since the last such event within the shot; a large number when there was none.
    [[nodiscard]] double since(Event event) const;
    // Frames to the next one.
    [[nodiscard]] double until(Event event) const;
    [[nodiscard]] bool talking() const; // a caption is shown
};

using Still = void (*)(Canvas&, const Moment&);
using Moving = void (*)(Canvas&, const Moment&);
struct ShotLook {
    ShotKind kind;
    Still still;
    Moving moving;
};
[[nodiscard]] const ShotLook& look_of(ShotKind kind);

// 1 at the stroke, flickering out within a second. Pure function of the frames since.
[[nodiscard]] double flash_level(double frames_since);
void draw_rain(Canvas& canvas, double frame, int drops, Paint paint);

void still_leader(Canvas& canvas, const Moment& moment);
void moving_leader(Canvas& canvas, const Moment& moment);
void still_title(Canvas& canvas, const Moment& moment);
void moving_title(Canvas& canvas, const Moment& moment);
void still_end_card(Canvas& canvas, const Moment& moment);
void still_tail(Canvas& canvas, const Moment& moment);
void moving_tail(Canvas& canvas, const Moment& moment);
void still_forest(Canvas& canvas, const Moment& moment);
void moving_forest(Canvas& canvas, const Moment& moment);
void still_path(Canvas& canvas, const Moment& moment);
void moving_path(Canvas& canvas, const Moment& moment);
void still_gate(Canvas& canvas, const Moment& moment);
void moving_gate(Canvas& canvas, const Moment& moment);
void still_road(Canvas& canvas, const Moment& moment);
void moving_road(Canvas& canvas, const Moment& moment);
void still_walk(Canvas& canvas, const Moment& moment);
void moving_walk(Canvas& canvas, const Moment& moment);
void still_room(Canvas& canvas, const Moment& moment);
void moving_room(Canvas& canvas, const Moment& moment);
void still_window(Canvas& canvas, const Moment& moment);
void moving_window(Canvas& canvas, const Moment& moment);

} // namespace dub::app
