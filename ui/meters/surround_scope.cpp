#include "ui/meters/surround_scope.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "ui/meters/ballistics.h"
#include "ui/text.h"
#include "ui/theme/look.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

constexpr int margin = 22;

double angle_of(const RoomPosition& place) { return std::atan2(place.x, place.y); }

} // namespace

SurroundScope::SurroundScope(QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(QStringLiteral("Surround scope"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setToolTip(
        QStringLiteral("RMS of each speaker of the printmaster: the middle is -60 dB, the wall full scale"));
}

void SurroundScope::show_reading(const ScopeReading& reading) {
    std::vector<Corner> corners;
    int lfe = 0;
    QStringList words;
    for (int c = 0; c < static_cast<int>(reading.rms_db.size()); ++c) {
        const Speaker speaker = reading.layout[c];
        const double db = reading.rms_db[static_cast<std::size_t>(c)];
        words.push_back(QStringLiteral("%1 %2 dB")
                            .arg(text_of(label(speaker)))
                            .arg(std::lround(std::max(db, Bar::floor_db))));
        if (is_lfe(speaker)) lfe = static_cast<int>(std::lround(std::max(db, Bar::floor_db) * 10));
        if (const auto place = reading.layout.position(speaker))
            corners.push_back({speaker, *place, static_cast<int>(std::lround(scale_of(db) * 1000))});
    }
    std::ranges::sort(corners, {}, [](const Corner& corner) { return angle_of(corner.place); });
    if (corners == corners_ && lfe == lfe_tenths_) return;
    corners_ = std::move(corners);
    lfe_tenths_ = lfe;
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    update();
}

QPointF SurroundScope::point(const RoomPosition& place, double part) const {
    const double side = std::min(width(), height()) / 2.0 - margin;
    return {width() / 2.0 + place.x * part * side, height() / 2.0 - place.y * part * side};
}

void SurroundScope::paint_room(QPainter& painter) const {
    painter.setPen(QPen(QColor(theme::line), 1));
    for (const double db : {0.0, -20.0, -40.0}) {
        const double part = scale_of(db);
        painter.drawRect(QRectF(point({-1, 1, 0}, part), point({1, -1, 0}, part)));
    }
    painter.setFont(theme::number_font(9));
    for (const Corner& corner : corners_) {
        if (corner.place.z > 0) continue;
        const QPointF at = point(corner.place, 1) + QPointF(corner.place.x * 11, -corner.place.y * 11);
        painter.setPen(QColor(theme::label));
        painter.drawText(QRectF(at.x() - 16, at.y() - 7, 32, 14), Qt::AlignCenter,
                         text_of(label(corner.speaker)));
    }
}

void SurroundScope::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), QColor(theme::well));
    paint_room(painter);
    QPolygonF floor;
    for (const Corner& corner : corners_)
        if (corner.place.z <= 0) floor.push_back(point(corner.place, corner.part / 1000.0));
    QColor fill(theme::good);
    painter.setPen(QPen(fill, 1.5));
    fill.setAlpha(70);
    painter.setBrush(fill);
    painter.drawPolygon(floor);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(theme::input), 1.5));
    for (const Corner& corner : corners_)
        if (corner.place.z > 0) painter.drawEllipse(point(corner.place, corner.part / 1000.0), 4, 4);
    if (lfe_tenths_ == 0) return;
    painter.setPen(QColor(theme::label));
    painter.drawText(rect().adjusted(4, 0, -4, -2), Qt::AlignBottom | Qt::AlignHCenter,
                     QStringLiteral("LFE %1").arg(lfe_tenths_ / 10.0, 0, 'f', 0));
}

} // namespace dub::ui
