// Fades as curves over a darkened corner, crossfades as both curves, the gain as a line.

#include <algorithm>
#include <cmath>
#include <numbers>

#include "ui/theme/tokens.h"
#include "ui/timeline/hit.h"
#include "ui/timeline/painting/clip_look.h"
#include "ui/timeline/zones.h"

namespace dub::ui::timeline {
namespace {

// The curve from x0 (silent) to x1 (full), in the part of it that the tile shows.
QPolygonF curve(session::FadeCurve kind, double x0, double x1, const QRectF& body, int tile_width) {
    QPolygonF line;
    const double first = std::clamp(std::min(x0, x1), -2.0, tile_width + 2.0);
    const double last = std::clamp(std::max(x0, x1), -2.0, tile_width + 2.0);
    const double step = std::max(1.0, (last - first) / 64);
    const auto put = [&](double x) {
        const double part = std::clamp((x - x0) / (x1 - x0), 0.0, 1.0);
        line << QPointF(x, body.bottom() - fade_gain(kind, part) * (body.height() - 1));
    };
    for (double x = first; x < last; x += step)
        put(x);
    put(last);
    return line;
}

void paint_fade(QPainter& painter, const ClipLook& look, double x0, double x1, session::FadeCurve kind,
                const QRectF& body) {
    if (std::abs(x1 - x0) < 2 || std::max(x0, x1) < 0 || std::min(x0, x1) > look.tile_width) return;
    const QPolygonF line = curve(kind, x0, x1, body, look.tile_width);
    QPolygonF above = line;
    above << QPointF(line.back().x(), body.top()) << QPointF(line.front().x(), body.top());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(27, 29, 32, 170));
    painter.drawPolygon(above);
    painter.setPen(QPen(QColor(theme::text), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace

double fade_gain(session::FadeCurve kind, double part) {
    switch (kind) {
    case session::FadeCurve::linear: return part;
    case session::FadeCurve::equal_power: return std::sin(part * std::numbers::pi / 2);
    case session::FadeCurve::s_curve: return (1 - std::cos(part * std::numbers::pi)) / 2;
    }
    return part;
}

void paint_fades(QPainter& painter, const ClipLook& look, const QRect& body) {
    const session::Clip& clip = *look.clip;
    const QRectF area(body);
    if (clip.in.length.value > 0)
        paint_fade(painter, look, look.x_of(clip.place.start), look.x_of(clip.place.start + clip.in.length),
                   clip.in.curve, area);
    if (clip.out.length.value > 0)
        paint_fade(painter, look, look.x_of(clip.place.end), look.x_of(clip.place.end - clip.out.length),
                   clip.out.curve, area);
}

void paint_crossfade(QPainter& painter, const ClipLook& earlier, const ClipLook& later) {
    const double from = later.x_of(later.clip->place.start);
    const double to = earlier.x_of(earlier.clip->place.end);
    if (to - from < 2 || to < 0 || from > later.tile_width) return;
    const int header = header_height(later.height);
    const QRectF body(from, later.top + header, to - from, later.height - header);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(theme::text), 1));
    painter.setBrush(Qt::NoBrush);
    const session::Clip& a = *earlier.clip;
    const double length =
        std::max(to - from, earlier.x_of(a.place.end) - earlier.x_of(a.place.end - a.out.length));
    painter.drawPolyline(curve(a.out.curve, to, to - length, body, later.tile_width));
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void paint_gain_line(QPainter& painter, const ClipLook& look, const QRect& body) {
    const session::Clip& clip = *look.clip;
    const auto x_at = [&](SamplePos at) { return std::clamp(look.x_of(at), -2.0, look.tile_width + 2.0); };
    const auto y_at = [&](SamplePos at) { return gain_y(body.top(), body.height(), gain_line_at(clip, at)); };
    const SamplePos from = std::max(clip.place.start, look.scale->at_pixel(look.tile_left - 2));
    const SamplePos to = std::min(clip.place.end, look.scale->at_pixel(look.tile_left + look.tile_width + 2));
    QPolygonF line;
    std::vector<QPointF> points;
    line << QPointF(x_at(from), y_at(from));
    for (const session::LanePoint& point : clip.gain_envelope) {
        const SamplePos at = clip.place.start + (point.at - clip.source_start);
        const QPointF place(x_at(at), gain_y(body.top(), body.height(), clip.gain.value + point.value));
        if (from < at && at < to) line << place;
        if (from <= at && at < to) points.push_back(place);
    }
    line << QPointF(x_at(to), y_at(to));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(theme::solo), 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    painter.setPen(QPen(QColor(theme::on_colour), 1));
    painter.setBrush(QColor(theme::solo));
    for (const QPointF& point : points)
        painter.drawEllipse(point, 3.5, 3.5);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace dub::ui::timeline
