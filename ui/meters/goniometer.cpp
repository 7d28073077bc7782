#include "ui/meters/goniometer.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <QPainter>

#include "ui/theme/look.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

constexpr int margin = 14;
constexpr float quietest = 0.02F; // amplitude that is enlarged no further

bool is_silent(const std::vector<ScopeReading::Point>& points) {
    return std::ranges::all_of(points, [](const auto& p) { return p.left == 0 && p.right == 0; });
}

} // namespace

Goniometer::Goniometer(QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(QStringLiteral("Goniometer of L and R"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setToolTip(QStringLiteral("L against R: upright is mono, flat cancels in mono"));
}

void Goniometer::show_reading(const ScopeReading& reading) {
    if (is_silent(points_) && is_silent(reading.points)) return;
    points_ = reading.points;
    update();
}

void Goniometer::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), QColor(theme::well));
    const QPointF middle(width() / 2.0, height() / 2.0);
    const double reach = std::min(width(), height()) / 2.0 - margin;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(theme::line), 1));
    for (const QPointF& end : {QPointF(reach, reach), QPointF(reach, -reach)})
        painter.drawLine(middle - end * std::numbers::sqrt2 / 2, middle + end * std::numbers::sqrt2 / 2);
    painter.drawLine(middle - QPointF(0, reach), middle + QPointF(0, reach));
    painter.setFont(theme::number_font(9));
    painter.setPen(QColor(theme::label));
    painter.drawText(QPointF(middle.x() - reach * 0.72 - 8, middle.y() - reach * 0.72 - 2),
                     QStringLiteral("L"));
    painter.drawText(QPointF(middle.x() + reach * 0.72 + 2, middle.y() - reach * 0.72 - 2),
                     QStringLiteral("R"));
    float most = quietest;
    for (const auto& point : points_)
        most = std::max({most, std::abs(point.left), std::abs(point.right)});
    // A sound of one side reaches the end of its line.
    const double scale = reach / most * std::numbers::sqrt2 / 2;
    painter.setPen(QPen(QColor(theme::good), 1.4));
    QPolygonF figure;
    for (const auto& point : points_)
        figure.push_back(middle + QPointF(point.right - point.left, -(point.left + point.right)) * scale);
    painter.drawPoints(figure);
}

} // namespace dub::ui
