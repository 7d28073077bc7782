#include "ui/timeline/painting/paint_marks.h"

#include <algorithm>

#include <QFontMetrics>

#include "ui/text.h"
#include "ui/theme/look.h"
#include "ui/theme/tokens.h"

namespace dub::ui::timeline {
namespace {

constexpr theme::Metric name_room{240};
constexpr theme::Metric wide_enough{170};    // a reel below it says its name only
constexpr theme::Metric pop_letter_room{34}; // around a pop

int x_at(const QRect& band, const Scene& scene, FramePos frame) {
    return x_in(band, scene, session::sample_of(scene.seen(), frame));
}

void write(QPainter& painter, const QRect& place, Qt::Alignment side, const QString& words, QRgb colour) {
    painter.setPen(QColor(colour));
    painter.drawText(place, side | Qt::AlignVCenter, words);
}

// A pop is one frame: thin as it is, it is named while there is room beside it.
void paint_pop(QPainter& painter, const QRect& band, const Scene& scene, FramePos frame, const char* name) {
    const int x = x_at(band, scene, frame);
    const int wide = std::max(2, x_at(band, scene, frame + FrameCount{1}) - x);
    painter.fillRect(QRect(x, band.top() + 2, wide, band.height() - 4), QColor(theme::input));
    const int second = x_at(band, scene, frame + FrameCount{scene.seen().info->timecode.nominal}) - x;
    if (second < pop_letter_room) return;
    write(painter, QRect(x + wide + 3, band.top(), 2 * pop_letter_room, band.height()), Qt::AlignLeft,
          QString::fromLatin1(name), theme::input);
}

void paint_segment(QPainter& painter, const QRect& band, const Scene& scene,
                   const session::Segment& segment) {
    const FrameCount two_seconds{2 * scene.seen().info->timecode.nominal};
    const int from = x_at(band, scene, segment.action.start);
    const int to = std::max(from + 1, x_at(band, scene, segment.action.end));
    const int leader = x_at(band, scene, segment.action.start - segment.leader);
    const QRect action(from, band.top() + 2, to - from, band.height() - 4);
    painter.fillRect(QRect(leader, action.top() + 5, from - leader, action.height() - 10),
                     QColor(theme::line));
    painter.fillRect(action, QColor(theme::raised));
    painter.fillRect(QRect(from, action.top(), 2, action.height()), QColor(theme::good));
    painter.fillRect(QRect(to - 2, action.top(), 2, action.height()), QColor(theme::record));
    const int left = std::max(from, band.left());
    const bool wide = to - from > wide_enough;
    const QString title = text_of(segment.name);
    write(painter, QRect(left + 7, action.top(), std::max(0, to - left - 14), action.height()), Qt::AlignLeft,
          wide ? title + QStringLiteral("   FFOA") : title, theme::text);
    const int room = theme::scaled(60);
    if (wide && to < band.right() + room)
        write(painter, QRect(to - room, action.top(), room - 7, action.height()), Qt::AlignRight,
              QStringLiteral("LFOA"), theme::label);
    if (segment.two_pop) paint_pop(painter, band, scene, segment.action.start - two_seconds, "2-pop");
    if (segment.tail_pop)
        paint_pop(painter, band, scene, segment.action.end + two_seconds - FrameCount{1}, "tail pop");
}

} // namespace

int x_in(const QRect& band, const Scene& scene, SamplePos at) {
    return band.left() +
           static_cast<int>(std::clamp<std::int64_t>(scene.view.scale.x_of(at), -20'000, 20'000));
}

void paint_markers(QPainter& painter, const QRect& band, const Scene& scene) {
    painter.setFont(theme::text_font());
    const QFontMetrics metrics(painter.font());
    const auto& markers = *scene.seen().markers;
    for (std::size_t i = 0; i < markers.size(); ++i) {
        const int x = x_at(band, scene, markers[i].at);
        if (x < band.left() - 2 * name_room || x > band.right()) continue;
        const QColor own(QString::fromStdString(markers[i].colour));
        const int next = i + 1 < markers.size() ? x_at(band, scene, markers[i + 1].at) : x + name_room + 20;
        const QPointF tip(x + 0.5, band.bottom());
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(own.isValid() ? own : QColor(theme::solo));
        const int half = theme::scaled(5), point = theme::scaled(7), high = theme::scaled(14);
        painter.drawPolygon(QPolygonF{tip, tip + QPointF(-half, -point), tip + QPointF(-half, -high),
                                      tip + QPointF(half, -high), tip + QPointF(half, -point)});
        painter.setRenderHint(QPainter::Antialiasing, false);
        const int room = std::min<int>(next - x - 14, name_room);
        if (room < 14) continue;
        write(painter, QRect(x + 9, band.top(), room, band.height()), Qt::AlignLeft,
              metrics.elidedText(text_of(markers[i].name), Qt::ElideRight, room), theme::text);
    }
}

void paint_segments(QPainter& painter, const QRect& band, const Scene& scene) {
    painter.setFont(theme::text_font());
    for (const session::Segment& segment : *scene.seen().segments)
        paint_segment(painter, band, scene, segment);
}

} // namespace dub::ui::timeline
