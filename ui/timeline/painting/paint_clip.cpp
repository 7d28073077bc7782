#include "ui/timeline/painting/clip_look.h"

#include <algorithm>
#include <cmath>

#include <QFontMetrics>
#include <fmt/format.h>

#include "ui/theme/look.h"
#include "ui/theme/tokens.h"
#include "ui/timeline/zones.h"

namespace dub::ui::timeline {
namespace {

constexpr int narrowest_with_name = 26; // px

void paint_name(QPainter& painter, const ClipLook& look, const QRect& bar, const QColor& colour) {
    const double left = look.x_of(look.clip->place.start);
    const double right = look.x_of(look.clip->place.end);
    if (right - left < narrowest_with_name) return;
    const QString name = QString::fromStdString(look.clip->name);
    const QFontMetrics metrics(painter.font());
    const bool over_wave = header_height(look.height) == 0;
    const double first = std::max(0.0, std::floor(-left / name_every)) * name_every;
    for (double x = left + first; x < look.tile_width && x < right; x += name_every) {
        const int room = static_cast<int>(std::min<double>(right - x, name_every)) - 8;
        if (room < 18) continue;
        const QString shown = metrics.elidedText(name, Qt::ElideMiddle, room);
        if (shown.size() < 3) continue;
        const QRectF place(x + 4, bar.top(), room, bar.height());
        if (over_wave)
            painter.fillRect(
                QRectF(x + 1, bar.top() + 1, metrics.horizontalAdvance(shown) + 6, bar.height() - 1),
                QColor(14, 15, 17, 150));
        painter.setPen(colour);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, shown);
    }
}

void paint_lock(QPainter& painter, double x, double y, const QColor& colour) {
    painter.setPen(QPen(colour, 1.2));
    painter.setBrush(Qt::NoBrush);
    painter.drawArc(QRectF(x + 1.5, y, 5, 6), 0, 180 * 16);
    painter.fillRect(QRectF(x, y + 3.5, 8, 5.5), colour);
}

// Two clips, one over the other.
void paint_group(QPainter& painter, double x, double y, const QColor& colour) {
    painter.setPen(QPen(colour, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(x + 0.5, y + 0.5, 6, 5));
    painter.fillRect(QRectF(x + 3, y + 3, 7, 6), colour);
}

void paint_signs(QPainter& painter, const ClipLook& look, const QRect& visible, int header) {
    const session::Clip& clip = *look.clip;
    const double left = look.x_of(clip.place.start);
    const double end = look.x_of(clip.place.end);
    if (end - left < 40) return;
    // Before a fade out: over it the next clip of a crossfade may lie.
    const double right = std::max(left + 40, look.x_of(clip.place.end - clip.out.length));
    const int bar = header > 0 ? header : 14;
    const QColor ink = header > 0 ? QColor(theme::on_colour) : QColor(theme::text);
    if (clip.locked && right <= look.tile_width + 16)
        paint_lock(painter, right - 13, look.top + (bar - 10) / 2.0, ink);
    const double beside_lock = clip.locked ? 27 : 15;
    if (clip.group && right <= look.tile_width + 30)
        paint_group(painter, right - beside_lock, look.top + (bar - 9) / 2.0, ink);
    if (clip.gain.value == 0 || look.height < 40 || visible.width() < 8) return;
    const QString badge =
        QString::fromStdString(fmt::format("{:+.1f} dB", clip.gain.value)).replace('-', QChar(0x2212));
    const int width = QFontMetrics(painter.font()).horizontalAdvance(badge) + 8;
    if (end - left < width + 8) return;
    const QRectF place(left + 3, look.top + look.height - 17, width, 14);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(14, 15, 17, 190));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawRoundedRect(place, 3, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QColor(theme::text));
    painter.drawText(place, Qt::AlignCenter, badge);
}

void paint_muted(QPainter& painter, const QRect& visible) {
    painter.fillRect(visible, QColor(27, 29, 32, 150));
    painter.setBrushOrigin(0, 0);
    painter.fillRect(visible, QBrush(QColor(theme::outline), Qt::BDiagPattern));
}

// The frame runs around the clip, not around its part in this tile.
void paint_missing(QPainter& painter, const ClipLook& look, const QRect& body) {
    const double left = std::max(-8.0, look.x_of(look.clip->place.start));
    const double right = std::min(look.tile_width + 8.0, look.x_of(look.clip->place.end));
    painter.fillRect(body, theme::mixed(QColor(theme::base), look.colour, 0.12));
    painter.setPen(QPen(QColor(theme::record), 1, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(left, body.top(), right - left - 1, body.height() - 1));
    const double start = look.x_of(look.clip->place.start);
    if (look.x_of(look.clip->place.end) - start < 60 || body.height() < 12) return;
    painter.setPen(QColor(theme::record).lighter(130));
    painter.drawText(QRectF(start + 5, body.top(), 120, body.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     QStringLiteral("recording missing"));
}

} // namespace

QFont clip_font() {
    QFont font = theme::text_font();
    font.setPixelSize(theme::scaled(11));
    return font;
}

QColor clip_colour(const session::Track& track, bool plays) {
    const QColor own(QString::fromStdString(track.colour));
    const QColor colour = !track.colour.empty() && own.isValid() ? own : theme::role_colour(track.role);
    return plays ? colour : theme::mixed(colour, QColor(theme::outline), 0.5);
}

QColor header_colour(const session::Clip& clip, const QColor& colour) {
    return theme::mixed(QColor(theme::base), colour, clip.muted ? 0.25 : 0.8);
}

double ClipLook::x_of(SamplePos at) const { return static_cast<double>(scale->pixel(at) - tile_left); }

QRect ClipLook::visible() const {
    const int left =
        static_cast<int>(std::clamp(x_of(clip->place.start), 0.0, static_cast<double>(tile_width)));
    const int right =
        static_cast<int>(std::clamp(x_of(clip->place.end), 0.0, static_cast<double>(tile_width)));
    return {left, top, std::max(1, right - left), height};
}

Waves paint_clip(QPainter& painter, const ClipLook& look, OverviewPort& overviews) {
    const QRect visible = look.visible();
    const QColor base(theme::base);
    painter.fillRect(visible, theme::mixed(base, look.colour, look.chosen == Chosen::yes ? 0.55 : 0.35));
    if (look.x_of(look.clip->place.end) - look.x_of(look.clip->place.start) < 3) {
        return Waves::drawn;
    }
    painter.setFont(clip_font());
    const int header = header_height(look.height);
    const QRect bar(visible.left(), look.top, visible.width(),
                    header > 0 ? header : std::min(look.height, 16));
    const QRect body = visible.adjusted(0, header, 0, 0);
    const Waves waves = paint_wave(painter, look, body, overviews);
    if (waves == Waves::none) paint_missing(painter, look, body);
    paint_fades(painter, look, body);
    if (look.clip->muted) paint_muted(painter, body);
    if (header > 0) painter.fillRect(bar, header_colour(*look.clip, look.colour));
    const bool light_ink = header == 0 || look.clip->muted;
    paint_name(painter, look, bar, QColor(light_ink ? theme::text : theme::on_colour));
    if (look.gain_lines == GainLines::shown) paint_gain_line(painter, look, body);
    paint_signs(painter, look, visible, header);
    if (const double left = look.x_of(look.clip->place.start); left >= 0) // a line between neighbours
        painter.fillRect(QRectF(left, look.top, 1, look.height), base);
    return waves;
}

void paint_chosen(QPainter& painter, const ClipLook& look) {
    const QRect visible = look.visible();
    const double left = look.x_of(look.clip->place.start);
    const double right = look.x_of(look.clip->place.end);
    painter.fillRect(visible.left(), look.top, visible.width(), 2, Qt::white);
    painter.fillRect(visible.left(), look.top + look.height - 2, visible.width(), 2, Qt::white);
    if (left > -2) painter.fillRect(QRectF(left, look.top, 2, look.height), Qt::white);
    if (right < look.tile_width + 2) painter.fillRect(QRectF(right - 2, look.top, 2, look.height), Qt::white);
}

} // namespace dub::ui::timeline
