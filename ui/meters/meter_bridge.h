#pragma once
// The meters of the mix: the printmaster's channels with a scale, and beside them, narrower, every stem.
// Sample peaks or quasi-peaks, held peaks, overloads; the mouse over a group tells numbers. Where there is
// little room bars are drawn together, so that no stem is cut off. A click clears the overloads and held
// numbers, and nothing else. [window thread]

#include <vector>

#include <QWidget>

#include "ui/meters/meter_group.h"
#include "ui/ports/ports.h"

namespace dub::ui {

class MeterBridge final : public QWidget, public View {
  public:
    MeterBridge(const Ports& ports, QWidget* parent = nullptr);
    using QWidget::show;
    void show(const session::Session& now) override;
    void tick(double seconds);

    [[nodiscard]] BarKind bars() const { return kind_; }
    void set_bars(BarKind kind);
    [[nodiscard]] QSize sizeHint() const override;        // with room between
    [[nodiscard]] QSize minimumSizeHint() const override; // the last stem is still whole

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

  private:
    void arrange(); // as roomy as there is room for
    [[nodiscard]] int width_of(std::size_t fit) const;
    void make_groups();
    void paint_scale(QPainter& painter, QRect area) const;

    Ports ports_;
    session::Shared<session::Routing> routing_; // what the groups are made of
    std::vector<MeterGroup> groups_;            // the printmaster, then the stems
    BarKind kind_ = BarKind::sample_peak;
};

} // namespace dub::ui
