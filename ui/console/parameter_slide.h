#pragma once
// A parameter as a bar to drag along, by its own law (engine/session/travel.h); with Ctrl ten times finer.
// The wheel and Left and Right step it, Alt and a click sets it back. It tells of a finger that comes, of
// every move, and of the end of the gesture. [window thread]

#include <functional>

#include <QWidget>

#include "engine/session/parameter.h"

namespace dub::ui {

class ParameterSlide final : public QWidget {
  public:
    ParameterSlide(const session::Parameter& declared, const QString& name, QWidget* parent);

    // While a hand is on it, what others say waits.
    void show_value(double value);
    [[nodiscard]] bool held() const { return held_; }

    std::function<void()> touched = [] {};
    std::function<void(double)> moved = [](double) {};
    std::function<void()> let_go = [] {};

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void hideEvent(QHideEvent* event) override; // what is gone holds nothing
    [[nodiscard]] QSize sizeHint() const override { return {120, 22}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {60, 22}; }

  private:
    void set(double value); // a gesture of one move
    void turn(int ticks, Qt::KeyboardModifiers keys);

    const session::Parameter& declared_;
    double value_ = 0;
    bool held_ = false;
    double last_ = 0;   // where the hand was
    double travel_ = 0; // of the hand, beyond what the ends allow
};

} // namespace dub::ui
