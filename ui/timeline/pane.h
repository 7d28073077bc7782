#pragma once
// What rulers, headers and lanes have in common: they paint themselves piece by piece, hand the wheel on and
// take the left mouse button. [window thread]

#include <functional>

#include <QWidget>

#include "ui/timeline/scene.h"

namespace dub::ui::timeline {

class Pane : public QWidget {
  public:
    // Whoever derives says its accessible name in its own constructor: Qt asks at once what kind of thing it
    // is.
    Pane(Scene& scene, const char* name, QWidget* parent);
    [[nodiscard]] Scene& scene() { return scene_; }

    std::function<void(QWheelEvent&)> wheel = [](QWheelEvent&) {};

  protected:
    // Covers `area` whole; the painter is clipped to it.
    virtual void paint(QPainter& painter, const QRect& area) = 0;
    // The left button, and the pointer with it or without.
    virtual void press(QPoint at, Qt::KeyboardModifiers keys) = 0;
    virtual void pointer_at(QPoint at, Qt::KeyboardModifiers keys) = 0;
    virtual void release(QPoint at, Qt::KeyboardModifiers keys) = 0;
    virtual void press_again(QPoint at, Qt::KeyboardModifiers keys) = 0; // the second of a double click

    Scene& scene_;

  private:
    void paintEvent(QPaintEvent* event) final;
    void mousePressEvent(QMouseEvent* event) final;
    void mouseMoveEvent(QMouseEvent* event) final;
    void mouseReleaseEvent(QMouseEvent* event) final;
    void mouseDoubleClickEvent(QMouseEvent* event) final;
    void wheelEvent(QWheelEvent* event) final;
};

} // namespace dub::ui::timeline
