// Track headers as they are painted, and their meters, which fall by themselves.

#include <algorithm>
#include <cmath>

#include <QFontMetrics>
#include <QPainter>

#include "ui/text.h"
#include "ui/theme/tokens.h"
#include "ui/timeline/headers.h"
#include "ui/timeline/painting/clip_look.h"

namespace dub::ui::timeline {
namespace {

constexpr double release_db_per_second = 20;
constexpr double meter_floor_db = -60;

int meter_pixels(double db, int height) {
    return static_cast<int>(std::lround(std::clamp(1 - db / meter_floor_db, 0.0, 1.0) * height));
}

} // namespace

void Headers::paint(QPainter& painter, const QRect& area) {
    painter.fillRect(area, QColor(theme::well));
    for (const Row& row :
         scene_.rows.between(area.top() + scene_.view.top, area.bottom() + 1 + scene_.view.top))
        paint_row(painter, row);
}

void Headers::paint_row(QPainter& painter, const Row& row) {
    const QRect place = place_of(row);
    const session::Track& track = *scene_.session.tracks[row.track];
    const bool chosen = scene_.selection.tracks.contains(track.id);
    painter.fillRect(place, QColor(chosen ? theme::raised : theme::panel));
    painter.fillRect(QRect(place.left(), place.bottom(), place.width(), 1), QColor(theme::line));
    if (row.playlist < 0)
        paint_track(painter, track, place);
    else
        paint_playlist(painter, row, place);
}

void Headers::paint_playlist(QPainter& painter, const Row& row, const QRect& place) {
    const session::Track& track = *scene_.session.tracks[row.track];
    const auto& playlist = *track.alternatives[static_cast<std::size_t>(row.playlist)];
    painter.fillRect(QRect(place.left(), place.top(), 4, place.height() - 1), clip_colour(track, true));
    const QRect name = place.adjusted(32, 0, -8, -1);
    painter.setPen(QColor(theme::label));
    const QString text = playlist.name.empty() ? QStringLiteral("first playlist") : text_of(playlist.name);
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text, Qt::ElideMiddle, name.width()));
}

namespace {

void paint_button(QPainter& painter, const QRect& place, const QString& letter, bool lit, QRgb colour) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(lit ? colour : theme::outline), 1));
    painter.setBrush(QColor(lit ? colour : theme::raised));
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QColor(lit ? theme::on_colour : theme::label));
    painter.drawText(place, Qt::AlignCenter, letter);
}

void paint_fold(QPainter& painter, const QRect& place, bool open) {
    const QPointF middle = QRectF(place).center();
    QPolygonF triangle;
    if (open)
        triangle << middle + QPointF(-4, -2) << middle + QPointF(4, -2) << middle + QPointF(0, 3);
    else
        triangle << middle + QPointF(-2, -4) << middle + QPointF(-2, 4) << middle + QPointF(3, 0);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(theme::label));
    painter.drawPolygon(triangle);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace

void Headers::paint_track(QPainter& painter, const session::Track& track, const QRect& place) {
    const HeaderParts parts = parts_of(place, !track.alternatives.empty());
    painter.fillRect(parts.role, clip_colour(track, true));
    QFont font = painter.font();
    font.setPixelSize(theme::scaled(11));
    painter.setFont(font);
    painter.setPen(QColor(theme::on_colour));
    painter.drawText(QRect(parts.role.left(), parts.name.top(), parts.role.width(), parts.name.height()),
                     Qt::AlignCenter, role_letters(track.role));
    if (!parts.fold.isNull()) paint_fold(painter, parts.fold, scene_.view.open.contains(track.id));
    paint_button(painter, parts.mute, QStringLiteral("M"), muted(track), theme::mute);
    paint_button(painter, parts.solo, QStringLiteral("S"), track.strip->soloed, theme::solo);
    if (track.strip->solo_safe) // heard whatever is soloed: a bar under the letter
        painter.fillRect(parts.solo.adjusted(4, parts.solo.height() - 5, -4, -3),
                         QColor(track.strip->soloed ? theme::on_colour : theme::good));
    if (!parts.output.isNull()) {
        const session::Bus* bus = session::find_bus(scene_.session, track.output);
        QString text = text_of(track.layout.name()) + QStringLiteral(" → ") +
                       (bus == nullptr ? QStringLiteral("no output") : text_of(bus->name));
        if (!track.alternatives.empty() && !track.playlist_name.empty())
            text += QStringLiteral(" · ") + text_of(track.playlist_name);
        painter.setPen(QColor(theme::label));
        painter.drawText(parts.output, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideMiddle, parts.output.width()));
    }
    font.setPixelSize(theme::scaled(12));
    painter.setFont(font);
    painter.setPen(QColor(theme::text));
    painter.drawText(
        parts.name, Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(text_of(track.name), Qt::ElideMiddle, parts.name.width()));
    const auto level = levels_.find(track.id);
    paint_meter(painter, parts.meter, level == levels_.end() ? Level{} : level->second);
}

void Headers::paint_meter(QPainter& painter, const QRect& place, const Level& level) const {
    painter.fillRect(place, QColor(theme::well));
    const auto part = [&](double from, double to, QRgb colour) {
        const int bottom = meter_pixels(from, place.height());
        const int top = meter_pixels(std::min(level.db, to), place.height());
        if (top > bottom)
            painter.fillRect(QRect(place.left(), place.bottom() + 1 - top, place.width(), top - bottom),
                             QColor(colour));
    };
    part(meter_floor_db, -20, theme::good);
    part(-20, -9, theme::solo);
    part(-9, -2, theme::mute);
    part(-2, 0, theme::record);
    if (level.clipped)
        painter.fillRect(QRect(place.left(), place.top(), place.width(), 2), QColor(theme::record));
}

void Headers::read_meters(double seconds) {
    for (const Row& row : scene_.rows.between(scene_.view.top, scene_.view.top + height())) {
        if (row.playlist >= 0) continue;
        const TrackId track = scene_.session.tracks[row.track]->id;
        Level now;
        for (const auto& channel : scene_.ports.meters.strip({track, {}}).channels) {
            now.db = std::max(now.db, channel.peak.value);
            now.clipped = now.clipped || channel.clipped;
        }
        Level& shown = levels_[track];
        const Level before = shown;
        shown.db = std::max(now.db, before.db - release_db_per_second * seconds);
        if (shown.db < meter_floor_db) shown.db = minus_infinity;
        shown.clipped = now.clipped;
        const QRect place = parts_of(place_of(row), false).meter;
        if (meter_pixels(before.db, place.height()) != meter_pixels(shown.db, place.height()) ||
            before.clipped != shown.clipped)
            update(place);
    }
}

} // namespace dub::ui::timeline
