#include "ui/theme/icons.h"

#include <QPainterPath>

#include "ui/theme/tokens.h"

namespace dub::ui::theme {
namespace {

// Shapes on a square of 16.
constexpr double side = 16;

QPainterPath triangle(double from, double to) { // its tip is at `to`
    QPainterPath path;
    path.moveTo(from, 3);
    path.lineTo(to, side / 2);
    path.lineTo(from, 13);
    path.closeSubpath();
    return path;
}

QPainterPath bar(double x) {
    QPainterPath path;
    path.addRect(x, 3, 2, 10);
    return path;
}

QPainterPath shape(Sign sign) {
    QPainterPath path;
    switch (sign) {
    case Sign::play: return triangle(4, 13);
    case Sign::stop: path.addRect(4, 4, 8, 8); return path;
    case Sign::start: return bar(3) + triangle(13, 5);
    case Sign::end: return bar(11) + triangle(3, 11);
    case Sign::back: return triangle(8, 2) + triangle(14, 8);
    case Sign::forward: return triangle(2, 8) + triangle(8, 14);
    case Sign::rolls: return triangle(4, 12) + bar(1) + bar(13);
    case Sign::loop: break;
    }
    QPainterPathStroker pen;
    pen.setWidth(1.8);
    QPainterPath arc;
    arc.arcMoveTo(QRectF(3, 3, 10, 10), 60);
    arc.arcTo(QRectF(3, 3, 10, 10), 60, 290);
    QPainterPath head;
    head.moveTo(9, 1);
    head.lineTo(14, 4);
    head.lineTo(9, 7);
    head.closeSubpath();
    return pen.createStroke(arc) + head;
}

QPixmap drawn(Sign sign, QRgb colour, int pixels) {
    QPixmap map(pixels, pixels);
    map.fill(Qt::transparent);
    QPainter painter(&map);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(pixels / side, pixels / side);
    painter.fillPath(shape(sign), QColor(colour));
    return map;
}

} // namespace

QIcon icon(Sign sign) {
    QIcon icon;
    for (const int pixels : {16, 32}) {
        icon.addPixmap(drawn(sign, text, pixels), QIcon::Normal, QIcon::Off);
        icon.addPixmap(drawn(sign, on_colour, pixels), QIcon::Normal, QIcon::On);
        icon.addPixmap(drawn(sign, outline, pixels), QIcon::Disabled, QIcon::Off);
    }
    return icon;
}

} // namespace dub::ui::theme
