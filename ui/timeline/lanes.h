#pragma once
// The clips of all tracks: tiles, and over them selection, cursor and playhead. [window thread]

#include "ui/timeline/automation_pointer.h"
#include "ui/timeline/painting/lane_tiles.h"
#include "ui/timeline/pane.h"
#include "ui/timeline/pointer.h"

namespace dub::ui::timeline {

class Lanes : public Pane {
  public:
    Lanes(Scene& scene, QWidget* parent);
    [[nodiscard]] Pointer& pointer() { return pointer_; }
    [[nodiscard]] LaneTiles& tiles() { return tiles_; }
    // The few pixels a line at `at` covers.
    [[nodiscard]] QRect column(SamplePos at) const;
    // Where a clip lies in this widget; empty when its track is not shown.
    [[nodiscard]] QRect place_of(ClipId clip) const;

    std::function<void(QPoint)> menu = [](QPoint) {}; // right click, place on the screen

  protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void paint(QPainter& painter, const QRect& area) override;
    void press(QPoint at, Qt::KeyboardModifiers keys) override;
    void pointer_at(QPoint at, Qt::KeyboardModifiers keys) override;
    void release(QPoint at, Qt::KeyboardModifiers keys) override;
    void press_again(QPoint at, Qt::KeyboardModifiers keys) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void paint_rows(QPainter& painter, const QRect& area);
    void paint_over(QPainter& painter, const QRect& area);
    void paint_left_behind(QPainter& painter, const QRect& area);
    [[nodiscard]] QRect place_in(const Row& row, SampleRange range) const;

    Pointer pointer_;
    AutomationPointer automation_;
    LaneTiles tiles_;
};

} // namespace dub::ui::timeline
