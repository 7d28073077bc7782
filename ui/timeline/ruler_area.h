#pragma once
// What stands above the lanes: rulers, markers, segments with FFOA, LFOA and pops, the picture strip. A click
// goes there, a drag selects time on all tracks. [window thread]

#include <QWidget>

#include "ui/timeline/scene.h"

namespace dub::ui::timeline {

class PictureStrip;

class RulerArea : public QWidget {
  public:
    RulerArea(Scene& scene, PictureStrip& strip, QWidget* parent);
    void lay_out(); // after rulers, segments or pictures came or went
    [[nodiscard]] QRect column(SamplePos at) const;
    [[nodiscard]] std::optional<MarkerId> marker_at(QPoint at) const;

    std::function<void(QWheelEvent&)> wheel = [](QWheelEvent&) {};
    std::function<void(MarkerId)> marker_menu = [](MarkerId) {}; // it was double clicked

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

  private:
    enum class Kind : unsigned char { ruler, markers, segments, pictures };
    struct Band {
        Kind kind;
        Ruler ruler;
        int top, height;
    };
    [[nodiscard]] int x_of(SamplePos at) const;
    [[nodiscard]] SamplePos at_x(int x) const;
    void paint_band(QPainter& painter, const Band& band, const QRect& area);
    void paint_ruler(QPainter& painter, const Band& band);
    void paint_markers(QPainter& painter, const Band& band);
    void paint_segments(QPainter& painter, const Band& band);
    void paint_over(QPainter& painter);

    Scene& scene_;
    PictureStrip& strip_;
    std::vector<Band> bands_;
    std::optional<SamplePos> pressed_;
};

} // namespace dub::ui::timeline
