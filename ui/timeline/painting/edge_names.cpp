#include "ui/timeline/painting/edge_names.h"

#include <QFontMetrics>

#include "ui/theme/tokens.h"
#include "ui/timeline/painting/clip_look.h"
#include "ui/timeline/zones.h"

namespace dub::ui::timeline {
namespace {

constexpr int widest = 300; // px

void paint_name(QPainter& painter, const Scene& scene, const Row& row, const session::Clip& clip) {
    const Scale& scale = scene.view.scale;
    const std::int64_t left = scale.x_of(clip.place.start);
    const std::int64_t right = scale.x_of(clip.place.end);
    const int header = header_height(row.height - 1);
    if (left >= 0 || right < 30 || header == 0) return;
    const QFontMetrics metrics(painter.font());
    const int room = static_cast<int>(std::min<std::int64_t>(right - 8, widest));
    const QString name = metrics.elidedText(QString::fromStdString(clip.name), Qt::ElideMiddle, room);
    const int width = metrics.horizontalAdvance(name);
    // The tile's own name may stand half here: then it is covered whole.
    const std::int64_t since = -left % name_every;
    const std::int64_t own = since < name_every / 2 ? -since : name_every - since;
    if (own >= -4 && own < width + 16) return;
    const std::int64_t covered =
        own < 0 && -own < widest ? std::max<std::int64_t>(width + 10, own + width + 8) : width + 10;
    const session::Track& track = *scene.seen().tracks[row.track];
    const QRect place(0, row.top - scene.view.top, static_cast<int>(std::min(covered, right)), header);
    painter.fillRect(place, header_colour(clip, clip_colour(track, row.playlist < 0)));
    painter.setPen(QColor(clip.muted ? theme::text : theme::on_colour));
    painter.drawText(place.adjusted(4, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, name);
    if (!scene.selection.clips.contains(clip.id)) return;
    painter.fillRect(QRect(place.left(), place.top(), place.width(), 2), Qt::white);
}

} // namespace

void paint_edge_names(QPainter& painter, const Scene& scene, const QRect& area) {
    if (area.left() > widest + 20) return;
    painter.setFont(clip_font());
    const SamplePos edge = scene.view.scale.at_x(0);
    for (const Row& row :
         scene.rows.between(area.top() + scene.view.top, area.bottom() + 1 + scene.view.top)) {
        const auto& clips = clips_of(scene.seen(), row);
        const auto [first, last] =
            reaching_into(clips, {edge, edge + SampleCount{1}}, [](const auto& clip) { return clip->place; });
        for (auto clip = first; clip != last; ++clip)
            paint_name(painter, scene, row, **clip);
    }
}

} // namespace dub::ui::timeline
