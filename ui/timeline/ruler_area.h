#pragma once
// What stands above the lanes: rulers, markers, segments with FFOA, LFOA and pops, the picture strip. A click
// goes there, a drag selects time on all tracks; a marker is dragged to another frame. [window thread]

#include "ui/timeline/pane.h"

namespace dub::ui::timeline {

class PictureStrip;

class RulerArea : public Pane {
  public:
    RulerArea(Scene& scene, PictureStrip& strip, QWidget* parent);
    void lay_out(); // after rulers, segments or pictures came or went
    [[nodiscard]] QRect column(SamplePos at) const;
    [[nodiscard]] std::optional<MarkerId> marker_at(QPoint at) const;
    [[nodiscard]] std::optional<SegmentId> reel_at(QPoint at) const;

    // They were double clicked.
    std::function<void(MarkerId)> ask_marker = [](MarkerId) {};
    std::function<void(SegmentId)> ask_reel = [](SegmentId) {};
    std::function<void(QPoint)> menu = [](QPoint) {}; // right click, place on the screen

  protected:
    void paint(QPainter& painter, const QRect& area) override;
    void press(QPoint at, Qt::KeyboardModifiers keys) override;
    void pointer_at(QPoint at, Qt::KeyboardModifiers keys) override;
    void release(QPoint at, Qt::KeyboardModifiers keys) override;
    void press_again(QPoint at, Qt::KeyboardModifiers keys) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

  private:
    enum class Kind : unsigned char { ruler, markers, segments, pictures };
    struct Band {
        Kind kind;
        Ruler ruler;
        int top, height;
    };
    [[nodiscard]] QRect place_of(const Band& band) const; // without its name and the line below
    [[nodiscard]] SamplePos at_x(int x) const;
    [[nodiscard]] Gesture marker_gesture(SamplePos to) const;
    void hover(QPoint at);
    void drag_marker(QPoint at);
    void drag_range(SamplePos to);
    void paint_name(QPainter& painter, const Band& band) const;
    void paint_band(QPainter& painter, const Band& band);
    void paint_over(QPainter& painter);
    SamplePos go_to(QPoint at); // the marker there, or the place itself

    PictureStrip& strip_;
    std::vector<Band> bands_;
    QPoint pressed_at_;
    std::optional<SamplePos> pressed_;
    std::optional<MarkerId> held_; // the marker that was pressed
    bool moved_ = false;
};

} // namespace dub::ui::timeline
