#include "ui/theme/style.h"

#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOption>

#include "ui/theme/tokens.h"

namespace dub::ui::theme {

Style::Style()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    return scaled(QProxyStyle::pixelMetric(metric, option, widget));
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const {
    if (element != PE_IndicatorCheckBox && element != PE_IndicatorItemViewItemCheck)
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool on = option->state.testFlag(State_On);
    const bool can = option->state.testFlag(State_Enabled);
    const bool focus = option->state.testFlag(State_HasFocus);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->setPen(QColor(on || focus ? accent : can ? outline : line));
    painter->setBrush(QColor(on ? accent : well));
    painter->drawRoundedRect(box, 2, 2);
    if (on) {
        QPainterPath tick;
        tick.moveTo(box.left() + box.width() * 0.22, box.center().y());
        tick.lineTo(box.left() + box.width() * 0.42, box.bottom() - box.height() * 0.25);
        tick.lineTo(box.right() - box.width() * 0.2, box.top() + box.height() * 0.25);
        painter->setPen(QPen(QColor(on_colour), 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawPath(tick);
    }
    painter->restore();
}

} // namespace dub::ui::theme
