#include "ui/console/pan_stage.h"

#include <algorithm>
#include <cmath>

#include <QMouseEvent>
#include <QPainter>

#include "ui/theme/look.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

constexpr int margin = 7, drag_from = 3, big = 140;
constexpr double puck_radius = 4, big_puck_radius = 7, speaker_side = 4, big_speaker_side = 9,
                 key_step = 0.05, fine = 10;

PanPlace in_room(PanPlace place) {
    place.x = std::clamp(place.x, -1.0, 1.0);
    place.y = std::clamp(place.y, -1.0, 1.0);
    place.width = std::clamp(place.width, 0.0, 1.0);
    return place;
}

} // namespace

PanStage::PanStage(const QString& name, Layout source, Layout room, QWidget* parent)
    : QWidget(parent)
    , source_(source)
    , room_(room) {
    setAccessibleName(name);
    setFocusPolicy(Qt::TabFocus);
    setToolTip(QStringLiteral(
        "Drag; Shift: one axis, Ctrl: finer. A click on a speaker: there. Alt and a click: centre."));
    show_place({});
}

void PanStage::set_layouts(const Layout& source, const Layout& room) {
    if (source == source_ && room == room_) return;
    source_ = source;
    room_ = room;
    update();
}

void PanStage::set_place(const PanPlace& place) {
    if (!held_ && in_room(place) != place_) show_place(place);
}

void PanStage::show_place(const PanPlace& place) {
    place_ = in_room(place);
    setAccessibleDescription(QStringLiteral("left-right %1, back-front %2, width %3")
                                 .arg(place_.x, 0, 'f', 2)
                                 .arg(place_.y, 0, 'f', 2)
                                 .arg(place_.width, 0, 'f', 2));
    update();
}

QRectF PanStage::room_area() const {
    const double side = std::min(width(), height()) - 2.0 * margin;
    return {(width() - side) / 2, (height() - side) / 2, side, side};
}

QPointF PanStage::point_of(double x, double y) const {
    const QRectF room = room_area();
    return {room.left() + (x + 1) / 2 * room.width(), room.top() + (1 - y) / 2 * room.height()};
}

// A stereo source is two points; what is wider keeps its speakers and is shown by its middle.
std::vector<QPointF> PanStage::pucks() const {
    if (source_.channels() != 2) return {point_of(place_.x, place_.y)};
    const auto at = [&](double side) {
        return point_of(std::clamp(place_.x + side * place_.width, -1.0, 1.0), place_.y);
    };
    return {at(-1), at(1)};
}

void PanStage::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool large = width() >= big;
    const QRectF room = room_area();
    painter.setPen(QPen(QColor(hasFocus() ? theme::accent : theme::line), 1));
    painter.setBrush(QColor(theme::well));
    painter.drawRoundedRect(room.adjusted(-4, -4, 4, 4), 4, 4);
    painter.setPen(QPen(QColor(theme::line), 1, Qt::DotLine));
    painter.drawLine(point_of(0, -1), point_of(0, 1));
    painter.drawLine(point_of(-1, 0), point_of(1, 0));
    painter.setFont(theme::number_font(9));
    const double side = large ? big_speaker_side : speaker_side;
    for (const Speaker speaker : room_.speakers()) {
        const auto stands = room_.position(speaker);
        if (!stands || stands->z > 0) continue;
        const QPointF at = point_of(stands->x, stands->y);
        painter.fillRect(QRectF(at.x() - side / 2, at.y() - side / 2, side, side), QColor(theme::label));
        if (!large) continue;
        const std::string_view name = label(speaker);
        painter.setPen(QColor(theme::label));
        painter.drawText(QRectF(at.x() - 16, at.y() + (stands->y > 0 ? 7 : -19), 32, 12), Qt::AlignCenter,
                         QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())));
    }
    const double radius = large ? big_puck_radius : puck_radius;
    const auto places = pucks();
    painter.setPen(QPen(QColor(theme::accent), 1));
    if (places.size() == 2) painter.drawLine(places[0], places[1]);
    painter.setBrush(QColor(held_ ? theme::text : theme::accent));
    for (const QPointF& puck : places)
        painter.drawEllipse(puck, radius, radius);
}

std::optional<PanPlace> PanStage::speaker_at(QPointF where) const {
    for (const Speaker speaker : room_.speakers())
        if (const auto stands = room_.position(speaker); stands && stands->z <= 0) {
            const QPointF away = point_of(stands->x, stands->y) - where;
            if (std::hypot(away.x(), away.y()) <= big_speaker_side)
                return PanPlace{stands->x, stands->y, place_.width};
        }
    return std::nullopt;
}

void PanStage::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return event->ignore();
    if (event->modifiers().testFlag(Qt::AltModifier)) {
        show_place({0, 1, place_.width});
        return settled(place_);
    }
    held_ = true;
    dragged_ = false;
    pressed_ = last_ = event->position();
    x_ = place_.x;
    y_ = place_.y;
}

void PanStage::drag_to(QPointF where, Qt::KeyboardModifiers keys) {
    const QRectF room = room_area();
    const double scale = keys.testFlag(Qt::ControlModifier) ? 1 / fine : 1;
    x_ += (where.x() - last_.x()) / room.width() * 2 * scale;
    y_ -= (where.y() - last_.y()) / room.height() * 2 * scale;
    last_ = where;
    PanPlace to{x_, y_, place_.width};
    if (keys.testFlag(Qt::ShiftModifier)) {
        const QPointF way = where - pressed_;
        (std::abs(way.x()) >= std::abs(way.y()) ? to.y : to.x) =
            std::abs(way.x()) >= std::abs(way.y()) ? place_.y : place_.x;
    }
    show_place(to);
    moved(place_);
}

void PanStage::mouseMoveEvent(QMouseEvent* event) {
    if (!held_) return;
    if (!dragged_ && (event->position() - pressed_).manhattanLength() < drag_from) return;
    dragged_ = true;
    drag_to(event->position(), event->modifiers());
}

void PanStage::mouseReleaseEvent(QMouseEvent* event) {
    if (!held_) return;
    held_ = false;
    if (!dragged_) {
        const auto speaker = speaker_at(event->position());
        if (!speaker) return update();
        show_place(*speaker);
    }
    settled(place_);
}

void PanStage::keyPressEvent(QKeyEvent* event) {
    const double by = event->modifiers().testFlag(Qt::ControlModifier) ? key_step / fine : key_step;
    PanPlace to = place_;
    switch (event->key()) {
    case Qt::Key_Left: to.x -= by; break;
    case Qt::Key_Right: to.x += by; break;
    case Qt::Key_Up: to.y += by; break;
    case Qt::Key_Down: to.y -= by; break;
    default: return QWidget::keyPressEvent(event);
    }
    show_place(to);
    settled(place_);
}

} // namespace dub::ui
