#include "ui/timeline/pane.h"

#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>

namespace dub::ui::timeline {

Pane::Pane(Scene& scene, const char* name, QWidget* parent)
    : QWidget(parent)
    , scene_(scene) {
    setObjectName(QStringLiteral("timeline.") + QString::fromLatin1(name));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMouseTracking(true);
}

void Pane::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    for (const QRect& area : event->region()) {
        painter.setClipRect(area);
        paint(painter, area);
    }
}

void Pane::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return event->ignore();
    press(event->position().toPoint(), event->modifiers());
}

void Pane::mouseMoveEvent(QMouseEvent* event) { pointer_at(event->position().toPoint(), event->modifiers()); }

void Pane::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) release(event->position().toPoint(), event->modifiers());
}

void Pane::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) press_again(event->position().toPoint(), event->modifiers());
}

void Pane::wheelEvent(QWheelEvent* event) {
    wheel(*event);
    event->accept();
}

} // namespace dub::ui::timeline
