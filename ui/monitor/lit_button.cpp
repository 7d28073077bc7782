#include "ui/monitor/lit_button.h"

#include <QKeyEvent>

#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {
constexpr int side = 7, mark_width = 14, corner = 3;
}

LitButton::LitButton(const QString& text, const QString& name, QRgb colour, QWidget* parent)
    : QToolButton(parent)
    , colour_(colour)
    , light_{false, colour, {}, false} {
    setText(text);
    setAccessibleName(name);
    setToolTip(name);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize LitButton::sizeHint() const {
    return {fontMetrics().horizontalAdvance(text()) + 2 * side, theme::click_target};
}

void LitButton::show_light(const Light& light) {
    if (light == light_ && light.on == isChecked()) return;
    light_ = light;
    setChecked(light.on);
    update();
}

void LitButton::mouseReleaseEvent(QMouseEvent* event) {
    modifiers_ = event->modifiers();
    QToolButton::mouseReleaseEvent(event);
}

void LitButton::keyReleaseEvent(QKeyEvent* event) {
    modifiers_ = event->modifiers();
    QToolButton::keyReleaseEvent(event);
}

// No release comes to what is hidden. Whatever hides it is under way and must not meet an edit.
void LitButton::hideEvent(QHideEvent* event) {
    if (isDown()) {
        setDown(false);
        QMetaObject::invokeMethod(
            this, [this] { Q_EMIT released(); }, Qt::QueuedConnection);
    }
    QToolButton::hideEvent(event);
}

void LitButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool lit = isChecked();
    const QColor ground(lit ? light_.colour : isDown() ? theme::line : theme::raised);
    painter.setPen(hasFocus() ? QPen(QColor(lit ? theme::text : theme::accent), 2)
                              : QPen(lit ? ground : QColor(underMouse() ? theme::outline : theme::line)));
    painter.setBrush(ground);
    painter.drawRoundedRect(hasFocus() ? box.adjusted(0.5, 0.5, -0.5, -0.5) : box, corner, corner);
    painter.setPen(QColor(!isEnabled()   ? theme::outline
                          : lit          ? theme::on_colour
                          : light_.faint ? theme::label
                                         : theme::text));
    QRect words = rect();
    if (!light_.mark.isEmpty()) {
        QFont bold = font();
        bold.setBold(true);
        painter.setFont(bold);
        painter.drawText(words.adjusted(words.width() - mark_width - 2, 0, -2, 0), Qt::AlignCenter,
                         light_.mark);
        painter.setFont(font());
        words.adjust(side, 0, -mark_width, 0);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, text());
    } else {
        painter.drawText(words, Qt::AlignCenter, text());
    }
}

} // namespace dub::ui
