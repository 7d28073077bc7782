#pragma once
// The room from above: the speakers of an output with what each plays, and where a source stands in it. The
// screen is at the top. A puck is dragged: Shift keeps to one axis, Ctrl is ten times finer, Alt and a click
// set it back to where its role belongs; a click on a speaker puts it there. Large, a stereo source has a
// grip for its width, a wider one a grip to turn it (Shift: by 45 degrees) and one for its size; a double
// click takes a typed place; the puck leaves a trail. Keys: the arrows; with Shift width and turn, and size.
// [window thread]

#include <functional>

#include <QWidget>

#include "ui/console/pan_geometry.h"
#include "ui/console/pan_trail.h"
#include "ui/ports/panner.h"

namespace dub::ui {

class PanStage final : public QWidget {
  public:
    PanStage(const QString& name, Layout source, Layout room, QWidget* parent = nullptr);

    // While a hand is on it, what others say waits.
    void set_place(const PanPlace& place);
    // Where its lanes would have it, shown while a hand is on it; none: it has no lane.
    void set_lane(const std::optional<PanPlace>& lane);
    [[nodiscard]] const PanPlace& place() const { return place_; }
    void set_layouts(const Layout& source, const Layout& room);
    void set_home(const PanPlace& home) { home_ = home; } // where Alt and a click set it
    void refresh();                                       // what the law says may be another
    void tick();                                          // the trail fades
    // Where in the widget a place of the room is, and what can be taken hold of. Pixels.
    [[nodiscard]] QPointF point_of(double x, double y) const { return geometry().point_of(x, y); }
    [[nodiscard]] PanGeometry geometry() const { return PanGeometry(size()); }
    [[nodiscard]] PanKind kind() const { return kind_; }
    [[nodiscard]] const PanPicture& picture() const { return picture_; }
    [[nodiscard]] const PanTrail& trail() const { return trail_; }

    std::function<void(const PanPlace&)> moved = [](const PanPlace&) {};
    // Where the hand let go; when it was hidden under the hand a turn of the event loop later.
    std::function<void(const PanPlace&)> settled = [](const PanPlace&) {};
    std::function<PanPicture(const PanPlace&)> law = [](const PanPlace&) { return PanPicture{}; };
    std::function<qint64()> now_ms; // of the trail; a clock unless a test gives another

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    [[nodiscard]] QSize sizeHint() const override { return {72, 72}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {44, 44}; }

  private:
    [[nodiscard]] std::optional<PanPlace> speaker_at(QPointF where) const;
    void show_place(const PanPlace& place);
    void drag_to(QPointF where, Qt::KeyboardModifiers keys);
    void type();

    Layout source_, room_;
    PanKind kind_;
    PanPlace place_, home_;
    std::optional<PanPlace> lane_;
    PanPicture picture_;
    PanTrail trail_;
    PanGrip grip_ = PanGrip::puck;
    bool held_ = false, dragged_ = false;
    QPointF pressed_, last_;
    PanPlace begun_, hand_; // when the hand took hold; where it is, beyond what the walls allow
};

} // namespace dub::ui
