#pragma once
// The printmaster's channels as bars with a scale: peak, held peak, overload. A click clears the overloads.
// [window thread]

#include <vector>

#include <QWidget>

#include "ui/meters/ballistics.h"
#include "ui/ports/ports.h"

namespace dub::ui {

class MeterBridge final : public QWidget {
  public:
    MeterBridge(const Ports& ports, QWidget* parent = nullptr);
    void tick(double seconds);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    [[nodiscard]] QSize sizeHint() const override;

  private:
    [[nodiscard]] QRect bar_area() const;
    void paint_scale(QPainter& painter, QRect area) const;
    void paint_bar(QPainter& painter, QRect area, std::size_t channel) const;

    Ports ports_;
    MeterReading reading_;
    std::vector<Bar> bars_;
};

} // namespace dub::ui
