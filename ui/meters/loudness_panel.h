#pragma once
// Loudness of the printmaster in numbers, and its history over the programme; a click on the history goes
// there. [window thread]

#include <QWidget>

#include "ui/ports/ports.h"

namespace dub::ui {

class LoudnessPanel final : public QWidget {
  public:
    LoudnessPanel(const Ports& ports, QWidget* parent = nullptr);
    void tick();

    std::function<void(SamplePos)> go_to = [](SamplePos) {};

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

  private:
    [[nodiscard]] QRect curve_area() const;
    [[nodiscard]] SampleRange programme() const;
    void paint_numbers(QPainter& painter) const;
    void paint_curve(QPainter& painter) const;

    Ports ports_;
    LoudnessReading reading_;
    std::size_t points_ = 0;
};

} // namespace dub::ui
