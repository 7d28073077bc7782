#include "ui/timeline/ruler_area.h"

#include <algorithm>

#include <QFontMetrics>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>

#include "ui/theme/look.h"
#include "ui/theme/tokens.h"
#include "ui/timeline/headers.h"
#include "ui/timeline/painting/picture_strip.h"
#include "ui/timeline/painting/ruler_ticks.h"
#include "ui/timeline/snapping.h"

namespace dub::ui::timeline {
namespace {

constexpr int strip_height = 48;

QString text_of(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

RulerArea::RulerArea(Scene& scene, PictureStrip& strip, QWidget* parent)
    : QWidget(parent)
    , scene_(scene)
    , strip_(strip) {
    setObjectName(QStringLiteral("timeline.rulers"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(QStringLiteral("Rulers"));
    lay_out();
}

void RulerArea::lay_out() {
    bands_.clear();
    int top = 0;
    const auto add = [&](Kind kind, Ruler ruler, int height) {
        bands_.push_back({kind, ruler, top, height});
        top += height;
    };
    for (const Ruler ruler : rulers)
        if (scene_.view.shown_rulers.contains(ruler)) add(Kind::ruler, ruler, theme::ruler_height);
    add(Kind::markers, Ruler::timecode, theme::ruler_height);
    if (!scene_.session.segments->empty()) add(Kind::segments, Ruler::timecode, theme::ruler_height);
    if (!scene_.session.pool->pictures.empty()) add(Kind::pictures, Ruler::timecode, strip_height);
    setFixedHeight(top + 1);
    update();
}

int RulerArea::x_of(SamplePos at) const {
    return header_width +
           static_cast<int>(std::clamp<std::int64_t>(scene_.view.scale.x_of(at), -20'000, 20'000));
}

SamplePos RulerArea::at_x(int x) const {
    return snapped(scene_.session, scene_.view.mode, scene_.view.scale.at_x(x - header_width));
}

QRect RulerArea::column(SamplePos at) const {
    const std::int64_t x = scene_.view.scale.x_of(at);
    if (x < -8 || x > width()) return {};
    return {header_width + static_cast<int>(x) - 6, 0, 13, height()};
}

void RulerArea::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    for (const QRect& area : event->region()) {
        painter.setClipRect(area);
        painter.fillRect(area, QColor(theme::well));
        for (const Band& band : bands_)
            paint_band(painter, band, area);
        painter.setClipRect(area & QRect(header_width, 0, width(), height()));
        paint_over(painter);
        painter.fillRect(QRect(0, height() - 1, width(), 1), QColor(theme::outline));
    }
}

void RulerArea::paint_band(QPainter& painter, const Band& band, const QRect& area) {
    const QRect label(0, band.top, header_width, band.height);
    if (area.left() < header_width) {
        painter.fillRect(label, QColor(theme::panel));
        painter.setPen(QColor(theme::label));
        painter.setFont(theme::text_font());
        const QString name = band.kind == Kind::ruler      ? text_of(name_of(band.ruler))
                             : band.kind == Kind::markers  ? QStringLiteral("Markers")
                             : band.kind == Kind::segments ? QStringLiteral("Reels")
                                                           : QStringLiteral("Picture");
        painter.drawText(label.adjusted(8, 0, -8, 0), Qt::AlignLeft | Qt::AlignVCenter, name);
    }
    painter.fillRect(QRect(0, band.top + band.height - 1, width(), 1), QColor(theme::line));
    if (area.right() < header_width) return;
    painter.save();
    painter.setClipRect(area & QRect(header_width, band.top, width(), band.height - 1));
    if (band.kind == Kind::ruler) paint_ruler(painter, band);
    if (band.kind == Kind::markers) paint_markers(painter, band);
    if (band.kind == Kind::segments) paint_segments(painter, band);
    if (band.kind == Kind::pictures)
        strip_.paint(painter, QRect(header_width, band.top, width() - header_width, band.height - 1), scene_);
    painter.restore();
}

void RulerArea::paint_ruler(QPainter& painter, const Band& band) {
    painter.setFont(theme::number_font(11));
    const int bottom = band.top + band.height - 1;
    for (const Tick& tick : ticks_of(band.ruler, scene_.session, scene_.view.scale, width() - header_width)) {
        const int x = header_width + static_cast<int>(tick.x);
        const bool numbered = !tick.text.empty();
        painter.fillRect(QRect(x, bottom - (numbered ? 12 : 5), 1, numbered ? 12 : 5),
                         QColor(numbered ? theme::outline : theme::line));
        if (!numbered) continue;
        painter.setPen(QColor(theme::label));
        painter.drawText(QRect(x + 4, band.top, 120, band.height - 2), Qt::AlignLeft | Qt::AlignVCenter,
                         text_of(tick.text));
    }
}

void RulerArea::paint_markers(QPainter& painter, const Band& band) {
    painter.setFont(theme::text_font());
    const QFontMetrics metrics(painter.font());
    const auto& markers = *scene_.session.markers;
    for (std::size_t i = 0; i < markers.size(); ++i) {
        const int x = x_of(session::sample_of(scene_.session, markers[i].at));
        if (x < header_width - 400 || x > width()) continue;
        const QColor own(QString::fromStdString(markers[i].colour));
        const QColor colour = own.isValid() ? own : QColor(theme::solo);
        const int next =
            i + 1 < markers.size() ? x_of(session::sample_of(scene_.session, markers[i + 1].at)) : x + 400;
        const QPointF tip(x + 0.5, band.top + band.height - 2);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPolygon(QPolygonF{tip, tip + QPointF(-5, -7), tip + QPointF(-5, -14),
                                      tip + QPointF(5, -14), tip + QPointF(5, -7)});
        painter.setRenderHint(QPainter::Antialiasing, false);
        const int room = std::min(next - x - 14, 240);
        if (room < 14) continue;
        painter.setPen(QColor(theme::text));
        painter.drawText(QRect(x + 9, band.top, room, band.height - 1), Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(text_of(markers[i].name), Qt::ElideRight, room));
    }
}

void RulerArea::paint_segments(QPainter& painter, const Band& band) {
    const session::Session& session = scene_.session;
    const std::int64_t two_seconds = 2 * session.info->timecode.nominal;
    painter.setFont(theme::text_font());
    for (const session::Segment& segment : *session.segments) {
        const auto x_at = [&](FramePos frame) { return x_of(session::sample_of(session, frame)); };
        const int from = x_at(segment.action.start);
        const int to = std::max(from + 1, x_at(segment.action.end));
        const int leader = x_at(segment.action.start - segment.leader);
        const QRect action(from, band.top + 2, to - from, band.height - 5);
        painter.fillRect(QRect(leader, action.top() + 5, from - leader, action.height() - 10),
                         QColor(theme::line));
        painter.fillRect(action, QColor(theme::raised));
        painter.fillRect(QRect(from, action.top(), 2, action.height()), QColor(theme::good));
        painter.fillRect(QRect(to - 2, action.top(), 2, action.height()), QColor(theme::record));
        const int left = std::max(from, header_width);
        const QString title = text_of(segment.name);
        const auto text = [&](const QRect& place, Qt::Alignment side, const QString& words, QRgb colour) {
            painter.setPen(QColor(colour));
            painter.drawText(place, side | Qt::AlignVCenter, words);
        };
        text(QRect(left + 7, action.top(), std::max(0, to - left - 14), action.height()), Qt::AlignLeft,
             to - left > 170 ? title + QStringLiteral("   FFOA") : title, theme::text);
        if (to - from > 170 && to < width() + 60)
            text(QRect(to - 60, action.top(), 53, action.height()), Qt::AlignRight, QStringLiteral("LFOA"),
                 theme::label);
        const auto pop = [&](FramePos frame) {
            const int x = x_at(frame);
            painter.fillRect(
                QRect(x, action.top(), std::max(2, x_at(frame + FrameCount{1}) - x), action.height()),
                QColor(theme::input));
        };
        if (segment.two_pop) pop(segment.action.start - FrameCount{two_seconds});
        if (segment.tail_pop) pop(segment.action.end + FrameCount{two_seconds - 1});
    }
}

void RulerArea::paint_over(QPainter& painter) {
    const Selection& selection = scene_.selection;
    if (selection.range) {
        const int left = x_of(selection.range->start);
        const int right = std::max(left + 1, x_of(selection.range->end));
        painter.fillRect(QRect(left, 0, right - left, height()), QColor(77, 163, 255, 40));
    }
    painter.setPen(QPen(QColor(theme::cursor), 1, Qt::DashLine));
    painter.drawLine(x_of(selection.cursor), 0, x_of(selection.cursor), height());
    const int x = x_of(scene_.playhead);
    painter.fillRect(QRect(x, 0, 1, height()), QColor(theme::playhead));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(theme::playhead));
    painter.drawPolygon(QPolygonF{QPointF(x - 4, 0), QPointF(x + 5, 0), QPointF(x + 0.5, 9)});
    painter.setRenderHint(QPainter::Antialiasing, false);
}

std::optional<MarkerId> RulerArea::marker_at(QPoint at) const {
    for (const Band& band : bands_) {
        if (band.kind != Kind::markers || at.y() < band.top || at.y() >= band.top + band.height) continue;
        for (const session::Marker& marker : *scene_.session.markers)
            if (std::abs(x_of(session::sample_of(scene_.session, marker.at)) - at.x()) <= 6) return marker.id;
    }
    return std::nullopt;
}

void RulerArea::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || event->position().x() < header_width) return event->ignore();
    SamplePos at = at_x(static_cast<int>(event->position().x()));
    if (const auto marker = marker_at(event->position().toPoint()))
        for (const session::Marker& one : *scene_.session.markers)
            if (one.id == *marker) at = session::sample_of(scene_.session, one.at);
    pressed_ = at;
    scene_.selection.range.reset();
    scene_.selection.cursor = at;
    scene_.ports.transport.locate(at);
    scene_.changed(Changed::selection);
}

void RulerArea::mouseMoveEvent(QMouseEvent* event) {
    if (!pressed_) return;
    const SamplePos at = at_x(static_cast<int>(event->position().x()));
    const SampleRange range{std::min(*pressed_, at), std::max(*pressed_, at)};
    scene_.selection.range = range.empty() ? std::nullopt : std::optional(range);
    scene_.selection.cursor = range.start;
    scene_.selection.tracks.clear();
    for (const auto& track : scene_.session.tracks)
        scene_.selection.tracks.insert(track->id);
    scene_.changed(Changed::selection);
}

void RulerArea::mouseReleaseEvent(QMouseEvent*) {
    const bool dragged = pressed_ && scene_.selection.range;
    pressed_.reset();
    if (dragged && scene_.ports.transport.state().speed == 0)
        scene_.ports.transport.locate(scene_.selection.range->start);
}

void RulerArea::mouseDoubleClickEvent(QMouseEvent* event) {
    if (const auto marker = marker_at(event->position().toPoint())) marker_menu(*marker);
}

void RulerArea::wheelEvent(QWheelEvent* event) {
    wheel(*event);
    event->accept();
}

} // namespace dub::ui::timeline
