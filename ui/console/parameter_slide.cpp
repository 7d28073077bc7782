#include "ui/console/parameter_slide.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QMouseEvent>
#include <QPainter>

#include "engine/session/travel.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

constexpr double fine = 10, wheel_notch = 120;
constexpr int bar_height = 8;

session::Step key_step_of(Qt::KeyboardModifiers keys) {
    return keys.testFlag(Qt::ControlModifier) ? session::Step::fine : session::Step::coarse;
}

} // namespace

ParameterSlide::ParameterSlide(const session::Parameter& declared, const QString& name, QWidget* parent)
    : QWidget(parent)
    , declared_(declared)
    , value_(declared.fallback) {
    setAccessibleName(name + QStringLiteral(", slide"));
    setFocusPolicy(Qt::TabFocus);
    setToolTip(QStringLiteral("Drag; Ctrl: finer. Alt and a click: as it was made."));
}

void ParameterSlide::show_value(double value) {
    if (held_ || value == value_) return;
    value_ = value;
    setAccessibleDescription(QString::number(value_));
    update();
}

void ParameterSlide::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QRect way(0, (height() - bar_height) / 2, width(), bar_height);
    const auto place = [&](double value) {
        return static_cast<int>(std::lround(session::travel_of(declared_, value) * (width() - 1)));
    };
    painter.fillRect(way, QColor(theme::well));
    const int at = place(value_),
              rest = place(declared_.min < 0 && declared_.max > 0 ? declared_.fallback : declared_.min);
    painter.fillRect(QRect(std::min(at, rest), way.top() + 2, std::abs(at - rest) + 1, bar_height - 4),
                     QColor(theme::accent));
    painter.fillRect(QRect(std::clamp(at - 2, 0, width() - 4), 2, 4, height() - 4),
                     QColor(held_ || hasFocus() ? theme::text : theme::label));
}

void ParameterSlide::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return event->ignore();
    if (event->modifiers().testFlag(Qt::AltModifier)) return set(declared_.fallback);
    held_ = true;
    touched();
    last_ = event->position().x();
    travel_ = session::travel_of(declared_, value_);
    update();
}

void ParameterSlide::mouseMoveEvent(QMouseEvent* event) {
    if (!held_) return;
    const double by = (event->position().x() - last_) / std::max(1, width() - 1);
    last_ = event->position().x();
    travel_ += event->modifiers().testFlag(Qt::ControlModifier) ? by / fine : by;
    value_ = session::value_on_way(declared_, travel_);
    moved(value_);
    update();
}

void ParameterSlide::hideEvent(QHideEvent*) {
    if (std::exchange(held_, false)) let_go();
}

void ParameterSlide::mouseReleaseEvent(QMouseEvent*) {
    if (!held_) return;
    held_ = false;
    update();
    let_go();
}

void ParameterSlide::set(double value) {
    value_ = value;
    update();
    moved(value_);
    let_go();
}

void ParameterSlide::turn(int ticks, Qt::KeyboardModifiers keys) {
    set(session::turned(declared_, value_, ticks, key_step_of(keys)));
}

void ParameterSlide::wheelEvent(QWheelEvent* event) {
    turn(static_cast<int>(std::lround(event->angleDelta().y() / wheel_notch)), event->modifiers());
    event->accept();
}

void ParameterSlide::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left: return turn(-1, event->modifiers());
    case Qt::Key_Right: return turn(1, event->modifiers());
    default: QWidget::keyPressEvent(event);
    }
}

} // namespace dub::ui
