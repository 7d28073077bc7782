#include "ui/console/pan_stage.h"

#include <cmath>

#include <QElapsedTimer>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>

#include "ui/console/pan_painting.h"

namespace dub::ui {
namespace {

constexpr int drag_from = 3;
constexpr double speaker_reach = 9, key_step = 0.05, key_degrees = 5, fine_factor = 10, turn_step = 45;

QString words_of(PanKind kind, const PanPlace& place) {
    QString words =
        QStringLiteral("left-right %1, back-front %2").arg(place.x, 0, 'f', 2).arg(place.y, 0, 'f', 2);
    if (kind == PanKind::field)
        return words + QStringLiteral(", turned %1 degrees, size %2")
                           .arg(place.rotate, 0, 'f', 0)
                           .arg(place.scale, 0, 'f', 2);
    return words + QStringLiteral(", width %1").arg(place.width, 0, 'f', 2);
}

// The axis along which the mouse has gone less stays as it was.
PanPlace one_axis(PanPlace to, const PanPlace& begun, QPointF way) {
    (std::abs(way.x()) >= std::abs(way.y()) ? to.y : to.x) =
        std::abs(way.x()) >= std::abs(way.y()) ? begun.y : begun.x;
    return to;
}

} // namespace

PanStage::PanStage(const QString& name, Layout source, Layout room, QWidget* parent)
    : QWidget(parent)
    , source_(source)
    , room_(room)
    , kind_(session::pan_kind(source, room)) {
    setAccessibleName(name);
    setFocusPolicy(Qt::TabFocus);
    setToolTip(
        QStringLiteral("Drag; Shift: one axis, Ctrl: finer. A click on a speaker: there. Alt and a click: "
                       "back to where it belongs. A double click: type it."));
    QElapsedTimer since;
    since.start();
    now_ms = [since] { return since.elapsed(); };
    show_place({});
}

void PanStage::set_layouts(const Layout& source, const Layout& room) {
    if (source == source_ && room == room_) return;
    source_ = source;
    room_ = room;
    kind_ = session::pan_kind(source, room);
    refresh();
    update();
}

void PanStage::set_place(const PanPlace& place) {
    if (!held_ && in_room(place) != place_) show_place(place);
}

void PanStage::set_lane(const std::optional<PanPlace>& lane) {
    if (lane == lane_) return;
    lane_ = lane;
    if (held_) update();
}

void PanStage::show_place(const PanPlace& place) {
    place_ = in_room(place);
    if (geometry().is_large()) trail_.add({place_.x, place_.y}, now_ms());
    setAccessibleDescription(words_of(kind_, place_));
    picture_ = law(place_);
    update();
}

// A small one shows places alone, which only a place can change.
void PanStage::refresh() {
    if (!geometry().is_large() && !picture_.places.empty() &&
        static_cast<int>(picture_.places.size()) == source_.channels())
        return;
    PanPicture now = law(place_);
    if (now.powers == picture_.powers && now.places == picture_.places) return;
    picture_ = std::move(now);
    update();
}

void PanStage::tick() {
    if (trail_.forget(now_ms())) update();
}

void PanStage::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paint_pan(
        painter, geometry(),
        {source_, room_, kind_, place_, held_ ? lane_ : std::nullopt, picture_, trail_, held_, hasFocus()});
}

std::optional<PanPlace> PanStage::speaker_at(QPointF where) const {
    for (const Speaker speaker : room_.speakers())
        if (const auto stands = room_.position(speaker); stands && stands->z <= 0) {
            const QPointF away = point_of(stands->x, stands->y) - where;
            if (std::hypot(away.x(), away.y()) > speaker_reach) continue;
            PanPlace there = place_;
            there.x = stands->x;
            there.y = stands->y;
            return there;
        }
    return std::nullopt;
}

void PanStage::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return event->ignore();
    if (event->modifiers().testFlag(Qt::AltModifier)) {
        show_place(home_);
        return settled(place_);
    }
    held_ = true;
    dragged_ = false;
    pressed_ = last_ = event->position();
    grip_ = geometry().grip_at(pressed_, kind_, place_);
    begun_ = hand_ = place_;
}

void PanStage::drag_to(QPointF where, Qt::KeyboardModifiers keys) {
    const double part = keys.testFlag(Qt::ControlModifier) ? 1 / fine_factor : 1;
    const PanPlace pulled = geometry().pulled(grip_, hand_, last_, where);
    const auto add = [&](double PanPlace::*value) { hand_.*value += (pulled.*value - hand_.*value) * part; };
    for (double PanPlace::*const value :
         {&PanPlace::x, &PanPlace::y, &PanPlace::width, &PanPlace::rotate, &PanPlace::scale})
        add(value);
    last_ = where;
    PanPlace to = hand_;
    if (keys.testFlag(Qt::ShiftModifier)) {
        if (grip_ == PanGrip::puck) to = one_axis(to, begun_, where - pressed_);
        to.rotate = grip_ == PanGrip::rotate ? std::round(to.rotate / turn_step) * turn_step : to.rotate;
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
    update();
    settled(place_);
}

// No release comes to what is hidden. Whatever hides it is under way and must not meet the edit.
void PanStage::hideEvent(QHideEvent* event) {
    if (std::exchange(held_, false) && dragged_)
        QMetaObject::invokeMethod(
            this, [this, left = place_] { settled(left); }, Qt::QueuedConnection);
    QWidget::hideEvent(event);
}

void PanStage::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && geometry().is_large()) type();
}

void PanStage::type() {
    held_ = false;
    const QStringList shown{QString::number(place_.x, 'f', 2), QString::number(place_.y, 'f', 2)};
    auto* const line = new QLineEdit(shown.join(QLatin1Char(' ')), this);
    line->setAccessibleName(accessibleName() + QStringLiteral(", left-right and back-front"));
    line->setGeometry(width() / 2 - 60, height() / 2 - 12, 120, 24);
    line->selectAll();
    line->show();
    line->setFocus();
    connect(line, &QLineEdit::editingFinished, line, [this, line, shown] {
        const QStringList typed = line->text().simplified().split(QLatin1Char(' '));
        line->blockSignals(true);
        line->deleteLater();
        bool is_x = false, is_y = false;
        const double x = typed.value(0).toDouble(&is_x), y = typed.value(1).toDouble(&is_y);
        if (typed == shown || typed.size() != 2 || !is_x || !is_y || !std::isfinite(x + y)) return;
        PanPlace to = place_; // what nobody typed was rounded to be shown
        if (typed[0] != shown[0]) to.x = x;
        if (typed[1] != shown[1]) to.y = y;
        show_place(to);
        settled(place_);
    });
}

void PanStage::keyPressEvent(QKeyEvent* event) {
    const double part = event->modifiers().testFlag(Qt::ControlModifier) ? 1 / fine_factor : 1;
    const bool other = event->modifiers().testFlag(Qt::ShiftModifier); // grips
    const auto step = [&](double across, double along) {
        PanPlace to = place_;
        if (!other) {
            to.x += across * key_step * part;
            to.y += along * key_step * part;
        } else if (kind_ == PanKind::field) {
            to.rotate += across * key_degrees * part;
            to.scale += along * key_step * part;
        } else {
            to.width += across * key_step * part;
        }
        show_place(to);
        settled(place_);
    };
    switch (event->key()) {
    case Qt::Key_Left: return step(-1, 0);
    case Qt::Key_Right: return step(1, 0);
    case Qt::Key_Up: return step(0, 1);
    case Qt::Key_Down: return step(0, -1);
    default: return QWidget::keyPressEvent(event);
    }
}

} // namespace dub::ui
