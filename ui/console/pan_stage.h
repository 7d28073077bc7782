#pragma once
// The room from above: the speakers of an output, and where a source stands in it. The screen is at the top.
// A puck is dragged: Shift keeps to one axis, Ctrl is ten times finer, Alt and a click set it back to the
// middle of the screen; a click on a speaker puts it there. Keys: the arrows. Small, it only shows. [window
// thread]

#include <functional>

#include <QWidget>

#include "engine/core/layout.h"

namespace dub::ui {

struct PanPlace {
    double x = 0, y = 1, width = 1; // pan.x, pan.y, pan.width of engine/session/parameters/strip.h
    friend bool operator==(const PanPlace&, const PanPlace&) = default;
};

class PanStage final : public QWidget {
  public:
    PanStage(const QString& name, Layout source, Layout room, QWidget* parent = nullptr);

    // While a hand is on it, what others say waits.
    void set_place(const PanPlace& place);
    [[nodiscard]] const PanPlace& place() const { return place_; }
    void set_layouts(const Layout& source, const Layout& room);
    // Where in the widget a place of the room is, and back. Pixels.
    [[nodiscard]] QPointF point_of(double x, double y) const;

    std::function<void(const PanPlace&)> moved = [](const PanPlace&) {};
    std::function<void(const PanPlace&)> settled = [](const PanPlace&) {};

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    [[nodiscard]] QSize sizeHint() const override { return {72, 72}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {44, 44}; }

  private:
    [[nodiscard]] QRectF room_area() const;
    [[nodiscard]] std::vector<QPointF> pucks() const;
    [[nodiscard]] std::optional<PanPlace> speaker_at(QPointF where) const;
    void show_place(const PanPlace& place);
    void drag_to(QPointF where, Qt::KeyboardModifiers keys);

    Layout source_, room_;
    PanPlace place_;
    bool held_ = false, dragged_ = false;
    QPointF pressed_, last_;
    double x_ = 0, y_ = 0; // of the hand, beyond what the walls allow
};

} // namespace dub::ui
