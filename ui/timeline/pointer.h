#pragma once
// The tool in hand: which drag a press begins, what it shows on the way and the one gesture it becomes when
// it is let go. Esc forgets it. [window thread]

#include "ui/timeline/drag.h"
#include "ui/timeline/hit.h"

namespace dub::ui::timeline {

class Pointer {
  public:
    explicit Pointer(Scene& scene)
        : scene_(scene) {}

    // Places are pixels of the lanes.
    void press(QPoint at, Qt::KeyboardModifiers keys);
    void move(QPoint at, Qt::KeyboardModifiers keys);
    void release(QPoint at, Qt::KeyboardModifiers keys);
    void double_click(QPoint at, Qt::KeyboardModifiers keys);
    void cancel();
    [[nodiscard]] bool dragging() const { return pressed_ && moved_; }

    // Asked for in spot mode: where should the clip go?
    std::function<void(ClipId)> spot = [](ClipId) {};
    std::function<void(Qt::CursorShape)> set_shape = [](Qt::CursorShape) {};

  private:
    void hover(QPoint at, Qt::KeyboardModifiers keys);
    void choose(const Hit& hit, Qt::KeyboardModifiers keys);
    void press_time(QPoint at, Qt::KeyboardModifiers keys);
    void press_clip(const Hit& hit, QPoint at, Qt::KeyboardModifiers keys);
    void click(Qt::KeyboardModifiers keys);
    void drag_zoom(QPoint at);
    void zoom(Qt::KeyboardModifiers keys);
    void scrub(QPoint at);
    void drag_range(QPoint at);
    void drag_clips(QPoint at, Qt::KeyboardModifiers keys);
    void put_cursor(SamplePos at);
    void promote(const Hit& hit);
    [[nodiscard]] std::set<TrackId> tracks_between(int y1, int y2) const;

    Scene& scene_;
    Drag drag_;
    QPoint pressed_at_;
    SamplePos anchor_; // of a range
    bool pressed_ = false, moved_ = false;
    Zone hovered_ = Zone::none;
};

} // namespace dub::ui::timeline
