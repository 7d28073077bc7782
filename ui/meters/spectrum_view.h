#pragma once
// The spectrum of the printmaster: third octaves as bars, or fine lines as a curve, each with the highest it
// has reached; a click forgets those. [window thread]

#include <QWidget>

#include "ui/ports/meters.h"

namespace dub::ui {

enum class SpectrumKind : unsigned char { bands, lines };

class SpectrumView final : public QWidget {
  public:
    explicit SpectrumView(QWidget* parent = nullptr);
    void show_reading(const SpectrumReading& reading);
    void set_kind(SpectrumKind kind);
    [[nodiscard]] SpectrumKind kind() const { return kind_; }

    static constexpr double top_db = 0, bottom_db = -90;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 110}; }

  private:
    [[nodiscard]] QRect area() const;
    [[nodiscard]] double x_of(double hz) const;
    [[nodiscard]] int y_of(double db) const;
    void paint_grid(QPainter& painter) const;
    void paint_bands(QPainter& painter) const;
    void paint_lines(QPainter& painter) const;

    SpectrumReading reading_;
    std::vector<double> held_bands_, held_lines_; // dB
    SpectrumKind kind_ = SpectrumKind::bands;
};

} // namespace dub::ui
