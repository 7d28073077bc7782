#pragma once
// The mouse on the automation of a track: a click on the line makes a breakpoint and takes it along, a
// breakpoint is dragged, Alt and a click or a double click removes one; the pencil draws, with Shift a
// straight line. Each is one gesture when it is let go. [window thread]

#include <functional>

#include <QPoint>
#include <Qt>

#include "ui/timeline/automation_view.h"
#include "ui/timeline/scene.h"

namespace dub::ui::timeline {

class AutomationPointer {
  public:
    explicit AutomationPointer(Scene& scene)
        : scene_(scene) {}

    // Places are pixels of the lanes. False: nothing of automation lies there.
    [[nodiscard]] bool press(QPoint at, Qt::KeyboardModifiers keys);
    void move(QPoint at, Qt::KeyboardModifiers keys);
    void release();
    [[nodiscard]] bool double_click(QPoint at);
    void cancel();
    [[nodiscard]] bool holds() const { return held_ != Held::nothing; }

  private:
    enum class Held : unsigned char { nothing, point, pencil };
    struct Under { // a row that shows a lane
        session::Control control;
        const session::Parameter* parameter;
        Row row;
    };
    [[nodiscard]] std::optional<Under> under(QPoint at) const;
    [[nodiscard]] std::optional<std::size_t> point_at(const Under& under, QPoint at) const;
    [[nodiscard]] session::LanePoint place(QPoint at) const; // in hand
    void show(const Gesture& gesture);
    void draw_to(QPoint at, Qt::KeyboardModifiers keys);
    void drag_to(QPoint at, Qt::KeyboardModifiers keys);

    Scene& scene_;
    Held held_ = Held::nothing;
    std::optional<Under> on_;
    QPoint from_;
    LanePoints points_; // the lane with the point in hand, or what was drawn
    std::size_t point_ = 0;
    bool added_ = false;
    Gesture gesture_; // if it were let go now
};

// Where a value stands in a row, in pixels of the lanes, and back.
[[nodiscard]] double automation_y(const Scene& scene, const Row& row, double height);
[[nodiscard]] double automation_height(const Scene& scene, const Row& row, double y);

} // namespace dub::ui::timeline
