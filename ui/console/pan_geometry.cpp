#include "ui/console/pan_geometry.h"

#include <algorithm>
#include <cmath>

#include "engine/core/walls.h"

namespace dub::ui {
namespace {

constexpr double margin = 7, large_margin = 24, beside = 15, outside = 13, grip_radius = 9;
constexpr double nearest = 0.15; // of the way to the corner: where the grip of a field without size lies

// The corner that is farther from the puck, so that a field always has room to be pulled out.
RoomPosition far_corner(const PanPlace& place) {
    return {place.x > 0 ? -1.0 : 1.0, place.y > 0 ? -1.0 : 1.0};
}

} // namespace

PanGeometry::PanGeometry(QSizeF stage)
    : large_(stage.width() >= large_from) {
    const double side = std::min(stage.width(), stage.height()) - 2 * (large_ ? large_margin : margin);
    room_ = {(stage.width() - side) / 2, (stage.height() - side) / 2, side, side};
}

QPointF PanGeometry::point_of(double x, double y) const {
    return {room_.left() + (x + 1) / 2 * room_.width(), room_.top() + (1 - y) / 2 * room_.height()};
}

QPointF PanGeometry::grip_place(PanGrip grip, const PanPlace& place) const {
    const QPointF puck = point_of(place.x, place.y);
    switch (grip) {
    case PanGrip::puck: return puck;
    case PanGrip::width: return point_of(std::min(1.0, place.x + place.width), place.y) + QPointF(beside, 0);
    case PanGrip::rotate: {
        const FloorPlace wall = on_floor({0, 1}, static_cast<float>(place.rotate));
        const double beyond = 1 + 2 * outside / room_.width();
        return point_of(wall.x * beyond, wall.y * beyond);
    }
    case PanGrip::scale: {
        const RoomPosition corner = far_corner(place);
        return puck + (point_of(corner.x, corner.y) - puck) * (nearest + (1 - nearest) * place.scale);
    }
    }
    return puck;
}

PanGrip PanGeometry::grip_at(QPointF at, PanKind kind, const PanPlace& place) const {
    const auto is_at = [&](PanGrip grip) {
        const QPointF away = grip_place(grip, place) - at;
        return std::hypot(away.x(), away.y()) <= grip_radius;
    };
    if (!large_) return PanGrip::puck;
    if (kind == PanKind::pair && is_at(PanGrip::width)) return PanGrip::width;
    if (kind == PanKind::field)
        for (const PanGrip grip : {PanGrip::rotate, PanGrip::scale})
            if (is_at(grip)) return grip;
    return PanGrip::puck;
}

double PanGeometry::turn_of(QPointF at) const {
    const QPointF from_middle = at - room_.center();
    return 45.0 *
           along_walls({static_cast<float>(from_middle.x()), static_cast<float>(-from_middle.y())}).way;
}

double PanGeometry::scale_of(const PanPlace& place, QPointF at) const {
    const RoomPosition corner = far_corner(place);
    const QPointF puck = point_of(place.x, place.y), way = point_of(corner.x, corner.y) - puck;
    return (QPointF::dotProduct(at - puck, way) / QPointF::dotProduct(way, way) - nearest) / (1 - nearest);
}

PanPlace PanGeometry::pulled(PanGrip grip, const PanPlace& place, QPointF from, QPointF to) const {
    PanPlace next = place;
    const double x = (to.x() - from.x()) / room_.width() * 2, y = (from.y() - to.y()) / room_.height() * 2;
    switch (grip) {
    case PanGrip::puck:
        next.x += x;
        next.y += y;
        break;
    case PanGrip::width: next.width += x; break;
    case PanGrip::rotate: next.rotate += std::remainder(turn_of(to) - turn_of(from), 360.0); break;
    case PanGrip::scale: next.scale += scale_of(place, to) - scale_of(place, from); break;
    }
    return next;
}

} // namespace dub::ui
