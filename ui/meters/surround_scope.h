#pragma once
// How loud each speaker is, as a figure in the room seen from above: the nearer to its speaker a corner, the
// louder. Speakers overhead are rings, the LFE is a number. [window thread]

#include <QWidget>

#include "ui/ports/meters.h"

namespace dub::ui {

class SurroundScope final : public QWidget {
  public:
    explicit SurroundScope(QWidget* parent = nullptr);
    void show_reading(const ScopeReading& reading);

  protected:
    void paintEvent(QPaintEvent* event) override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {140, 140}; }

  private:
    struct Corner {
        Speaker speaker;
        RoomPosition place;
        int part; // of the way from the middle to the speaker, in thousandths
        friend bool operator==(const Corner&, const Corner&) = default;
    };
    [[nodiscard]] QPointF point(const RoomPosition& place, double part) const;
    void paint_room(QPainter& painter) const;

    std::vector<Corner> corners_; // once round the room
    int lfe_tenths_ = 0;          // dB x 10; 0: there is none
};

} // namespace dub::ui
