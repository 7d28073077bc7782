#pragma once
// Loudness of the printmaster in numbers, and below them its history over the programme, where a click goes
// there, or the loudness of each stem. [window thread]

#include <QWidget>

#include "ui/ports/ports.h"

namespace dub::ui {

enum class LoudnessBelow : unsigned char { history, stems };

class LoudnessPanel final : public QWidget {
  public:
    LoudnessPanel(const Ports& ports, QWidget* parent = nullptr);
    void tick();
    [[nodiscard]] LoudnessBelow below() const { return below_; }
    void set_below(LoudnessBelow below);

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
    LoudnessBelow below_ = LoudnessBelow::history;
    std::vector<StemLoudness> stems_; // as painted, while they are
    std::size_t points_ = 0;
};

} // namespace dub::ui
