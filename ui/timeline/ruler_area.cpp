#include "ui/timeline/ruler_area.h"

#include <algorithm>

#include <QContextMenuEvent>
#include <QPainter>

#include "ui/edit_values.h"
#include "ui/text.h"
#include "ui/theme/look.h"
#include "ui/theme/tokens.h"
#include "ui/timeline/headers.h"
#include "ui/timeline/painting/paint_marks.h"
#include "ui/timeline/painting/picture_strip.h"
#include "ui/timeline/painting/ruler_ticks.h"
#include "ui/timeline/snapping.h"

namespace dub::ui::timeline {
namespace {

constexpr theme::Metric strip_height{48};
constexpr int before_it_moves = 3; // px

void paint_ruler(QPainter& painter, const QRect& place, Ruler ruler, const Scene& scene) {
    painter.setFont(theme::number_font(11));
    for (const Tick& tick : ticks_of(ruler, scene.session, scene.view.scale, place.width())) {
        const int x = place.left() + static_cast<int>(tick.x);
        const bool numbered = !tick.text.empty();
        const int high = numbered ? 12 : 5;
        painter.fillRect(QRect(x, place.bottom() + 1 - high, 1, high),
                         QColor(numbered ? theme::outline : theme::line));
        if (!numbered) continue;
        painter.setPen(QColor(theme::label));
        painter.drawText(QRect(x + 4, place.top(), 120, place.height() - 1), Qt::AlignLeft | Qt::AlignVCenter,
                         text_of(tick.text));
    }
}

} // namespace

RulerArea::RulerArea(Scene& scene, PictureStrip& strip, QWidget* parent)
    : Pane(scene, "rulers", parent)
    , strip_(strip) {
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

QRect RulerArea::place_of(const Band& band) const {
    return {header_width, band.top, width() - header_width, band.height - 1};
}

SamplePos RulerArea::at_x(int x) const {
    return snapped(scene_.session, scene_.view.mode, scene_.view.scale.at_x(x - header_width));
}

QRect RulerArea::column(SamplePos at) const {
    const std::int64_t x = scene_.view.scale.x_of(at);
    if (x < -8 || x > width()) return {};
    return {header_width + static_cast<int>(x) - 6, 0, 13, height()};
}

void RulerArea::paint(QPainter& painter, const QRect& area) {
    painter.fillRect(area, QColor(theme::well));
    for (const Band& band : bands_) {
        if (area.left() < header_width) paint_name(painter, band);
        painter.fillRect(QRect(0, band.top + band.height - 1, width(), 1), QColor(theme::line));
        painter.setClipRect(area & place_of(band));
        if (area.right() >= header_width) paint_band(painter, band);
        painter.setClipRect(area);
    }
    painter.setClipRect(area & QRect(header_width, 0, width(), height()));
    paint_over(painter);
    painter.setClipRect(area);
    painter.fillRect(QRect(0, height() - 1, width(), 1), QColor(theme::outline));
}

void RulerArea::paint_name(QPainter& painter, const Band& band) const {
    const QRect label(0, band.top, header_width, band.height);
    painter.fillRect(label, QColor(theme::panel));
    painter.setPen(QColor(theme::label));
    painter.setFont(theme::text_font());
    const QString name = band.kind == Kind::ruler      ? text_of(name_of(band.ruler))
                         : band.kind == Kind::markers  ? QStringLiteral("Markers")
                         : band.kind == Kind::segments ? QStringLiteral("Reels")
                                                       : QStringLiteral("Picture");
    painter.drawText(label.adjusted(8, 0, -8, 0), Qt::AlignLeft | Qt::AlignVCenter, name);
}

void RulerArea::paint_band(QPainter& painter, const Band& band) {
    const QRect place = place_of(band);
    switch (band.kind) {
    case Kind::ruler: return paint_ruler(painter, place, band.ruler, scene_);
    case Kind::markers: return paint_markers(painter, place, scene_);
    case Kind::segments: return paint_segments(painter, place, scene_);
    case Kind::pictures: return strip_.paint(painter, place, scene_);
    }
}

void RulerArea::paint_over(QPainter& painter) {
    const Selection& selection = scene_.selection;
    const QRect lanes(header_width, 0, width() - header_width, height());
    const auto x_of = [&](SamplePos at) { return x_in(lanes, scene_, at); };
    if (selection.range) {
        const int left = x_of(selection.range->start);
        const int right = std::max(left + 1, x_of(selection.range->end));
        painter.fillRect(QRect(left, 0, right - left, height()), QColor(77, 163, 255, 40));
    }
    if (scene_.rolled && selection.range) {
        const auto roll = [&](SamplePos from, SamplePos to, SamplePos flag) {
            const int left = x_of(from), right = std::max(left + 1, x_of(to));
            painter.fillRect(QRect(left, theme::ruler_height - 3, right - left, 2), QColor(theme::good));
            painter.fillRect(QRect(x_of(flag), theme::ruler_height - 12, 2, 11), QColor(theme::good));
        };
        roll(scene_.rolled->start, selection.range->start, scene_.rolled->start);
        roll(selection.range->end, scene_.rolled->end, scene_.rolled->end);
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
        const QRect place = place_of(band);
        if (band.kind != Kind::markers || !place.contains(at)) continue;
        for (const session::Marker& marker : *scene_.session.markers)
            if (std::abs(x_in(place, scene_, session::sample_of(scene_.session, marker.at)) - at.x()) <= 6)
                return marker.id;
    }
    return std::nullopt;
}

std::optional<SegmentId> RulerArea::reel_at(QPoint at) const {
    const auto band = std::ranges::find(bands_, Kind::segments, &Band::kind);
    if (band == bands_.end() || !place_of(*band).contains(at)) return std::nullopt;
    const FramePos under = session::frame_of(scene_.session, scene_.view.scale.at_x(at.x() - header_width));
    for (const session::Segment& segment : *scene_.session.segments)
        if (segment.action.contains(under)) return segment.id;
    return std::nullopt;
}

void RulerArea::press(QPoint at, Qt::KeyboardModifiers) {
    if (at.x() < header_width) return;
    held_ = marker_at(at);
    pressed_at_ = at;
    moved_ = false;
    pressed_ = go_to(at);
}

// What is done there is done at the cursor.
void RulerArea::contextMenuEvent(QContextMenuEvent* event) {
    if (event->pos().x() < header_width) return event->ignore();
    go_to(event->pos());
    menu(event->globalPos());
}

SamplePos RulerArea::go_to(QPoint at) {
    SamplePos to = at_x(at.x());
    const auto under = marker_at(at);
    if (const session::Marker* marker = under ? session::find_marker(scene_.session, *under) : nullptr)
        to = session::sample_of(scene_.session, marker->at);
    scene_.selection.range.reset();
    scene_.selection.cursor = to;
    scene_.ports.transport.locate(to);
    scene_.changed(Changed::selection);
    return to;
}

void RulerArea::pointer_at(QPoint at, Qt::KeyboardModifiers) {
    if (!pressed_) return hover(at);
    if (!moved_ && (at - pressed_at_).manhattanLength() < before_it_moves) return;
    moved_ = true;
    if (held_) return drag_marker(at);
    drag_range(at_x(at.x()));
}

void RulerArea::hover(QPoint at) {
    const bool marker = marker_at(at).has_value();
    const Qt::CursorShape shape = marker ? Qt::SizeHorCursor : Qt::ArrowCursor;
    if (cursor().shape() == shape) return;
    setCursor(shape);
    scene_.say(marker ? "Click: go there · drag: move the marker · double click: name, colour, comment"
                      : "Click: go there · drag: select time on all tracks");
}

Gesture RulerArea::marker_gesture(SamplePos to) const {
    const session::Marker* marker = session::find_marker(scene_.session, *held_);
    const SamplePos at = nearest_frame(scene_.session, to);
    if (marker == nullptr || session::frame_of(scene_.session, at) == marker->at) return {};
    return {"Move marker " + marker->name,
            {{"set_marker", {{"marker", value(marker->id)}, {"at", value(at)}}}},
            {}};
}

void RulerArea::drag_marker(QPoint at) {
    const SamplePos to = scene_.view.scale.at_x(at.x() - header_width);
    scene_.preview.reset();
    if (auto moved = with(scene_.session, marker_gesture(to))) scene_.preview = std::move(*moved);
    scene_.say(scene_.timecode(nearest_frame(scene_.session, to)));
    update();
}

void RulerArea::drag_range(SamplePos to) {
    const SampleRange range{std::min(*pressed_, to), std::max(*pressed_, to)};
    scene_.selection.range = range.empty() ? std::nullopt : std::optional(range);
    scene_.selection.cursor = range.start;
    scene_.selection.tracks.clear();
    for (const auto& track : scene_.session.tracks)
        scene_.selection.tracks.insert(track->id);
    scene_.changed(Changed::selection);
}

void RulerArea::release(QPoint at, Qt::KeyboardModifiers) {
    const bool dragged = pressed_ && moved_;
    pressed_.reset();
    if (!dragged) return;
    if (held_) {
        scene_.preview.reset();
        scene_.apply(marker_gesture(scene_.view.scale.at_x(at.x() - header_width)));
        return update();
    }
    if (scene_.selection.range && scene_.ports.transport.state().speed == 0)
        scene_.ports.transport.locate(scene_.selection.range->start);
}

void RulerArea::press_again(QPoint at, Qt::KeyboardModifiers) {
    if (const auto marker = marker_at(at)) ask_marker(*marker);
    if (const auto reel = reel_at(at)) ask_reel(*reel);
}

} // namespace dub::ui::timeline
