#pragma once
// Where things of the room lie on a panner's stage, what of it a mouse takes hold of, and what a pull at it
// does. The screen is at the top. Pixels, logical. Pure.

#include <QPointF>
#include <QRectF>

#include "ui/console/pan_place.h"

namespace dub::ui {

enum class PanGrip : unsigned char {
    puck,   // wherever nothing else is: the way of the mouse moves it
    width,  // of a pair: a square beside its right puck
    rotate, // of a field: a ring outside the wall that its front has turned to
    scale,  // of a field: a square on the way from the puck to the far corner
};

class PanGeometry {
  public:
    explicit PanGeometry(QSizeF stage);

    static constexpr double large_from = 140; // a smaller one has no grips but the puck
    [[nodiscard]] bool is_large() const { return large_; }
    [[nodiscard]] const QRectF& room() const { return room_; }
    [[nodiscard]] QPointF point_of(double x, double y) const;
    [[nodiscard]] QPointF grip_place(PanGrip grip, const PanPlace& place) const;
    [[nodiscard]] PanGrip grip_at(QPointF at, PanKind kind, const PanPlace& place) const;
    // What a pull from one point to another adds to `place`, not yet kept within the room.
    [[nodiscard]] PanPlace pulled(PanGrip grip, const PanPlace& place, QPointF from, QPointF to) const;

  private:
    [[nodiscard]] double turn_of(QPointF at) const; // degrees
    [[nodiscard]] double scale_of(const PanPlace& place, QPointF at) const;

    QRectF room_;
    bool large_;
};

} // namespace dub::ui
