#include "ui/timeline/lanes.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QPainter>

#include "ui/theme/tokens.h"
#include "ui/timeline/found_clip.h"
#include "ui/timeline/painting/edge_names.h"
#include "ui/timeline/painting/paint_automation.h"

namespace dub::ui::timeline {

Lanes::Lanes(Scene& scene, QWidget* parent)
    : Pane(scene, "lanes", parent)
    , pointer_(scene)
    , automation_(scene) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(QStringLiteral("Clips"));
    pointer_.set_shape = [this](Qt::CursorShape shape) {
        if (cursor().shape() != shape) setCursor(shape);
    };
}

QRect Lanes::column(SamplePos at) const {
    const std::int64_t x = scene_.view.scale.x_of(at);
    if (x < -4 || x > width() + 4) return {};
    return {static_cast<int>(x) - 1, 0, 3, height()};
}

QRect Lanes::place_of(ClipId clip) const {
    const FoundClip one = found(scene_.session, clip);
    const Row* row = one ? scene_.rows.of(one.track_index) : nullptr;
    return row == nullptr ? QRect{} : place_in(*row, one.clip->place);
}

QRect Lanes::place_in(const Row& row, SampleRange range) const {
    const Scale& scale = scene_.view.scale;
    const auto x = [&](SamplePos at) {
        return static_cast<int>(std::clamp<std::int64_t>(scale.x_of(at), -100'000, 100'000));
    };
    const int left = x(range.start);
    return {left, row.top - scene_.view.top, std::max(1, x(range.end) - left), row.height - 1};
}

void Lanes::paint(QPainter& painter, const QRect& area) {
    paint_rows(painter, area);
    paint_edge_names(painter, scene_, area);
    paint_automation(painter, scene_, area);
    paint_over(painter, area);
}

void Lanes::paint_rows(QPainter& painter, const QRect& area) {
    const std::int64_t left = scene_.view.scale.left;
    const auto tile_at = [&](int x) {
        const std::int64_t pixel = left + x;
        return pixel >= 0 ? pixel / LaneTiles::width : (pixel - LaneTiles::width + 1) / LaneTiles::width;
    };
    const std::int64_t first = tile_at(area.left());
    const std::int64_t last = tile_at(area.right());
    const double device_pixels = devicePixelRatioF();
    for (const Row& row :
         scene_.rows.between(area.top() + scene_.view.top, area.bottom() + 1 + scene_.view.top))
        for (std::int64_t index = first; index <= last; ++index)
            painter.drawImage(
                QPoint(static_cast<int>(index * LaneTiles::width - left), row.top - scene_.view.top),
                tiles_.tile(scene_, row, index, device_pixels));
    const int end = scene_.rows.height() - scene_.view.top;
    if (end <= area.bottom())
        painter.fillRect(QRect(area.left(), std::max(end, area.top()), area.width(), area.bottom() + 1),
                         QColor(theme::well));
}

void Lanes::paint_over(QPainter& painter, const QRect& area) {
    const Scale& scale = scene_.view.scale;
    const Selection& selection = scene_.selection;
    const auto x_of = [&](SamplePos at) {
        return static_cast<int>(std::clamp<std::int64_t>(scale.x_of(at), -8, width() + 8));
    };
    if (selection.range) {
        const int left = x_of(selection.range->start);
        const int right = std::max(left + 1, x_of(selection.range->end));
        for (const Row& row : scene_.rows.all()) {
            if (!selection.tracks.contains(scene_.session.tracks[row.track]->id)) continue;
            const QRect place(left, row.top - scene_.view.top, right - left, row.height);
            if (!place.intersects(area)) continue;
            painter.fillRect(place, QColor(77, 163, 255, 56)); // accent, 22 %
            painter.fillRect(QRect(left, place.top(), 1, row.height), QColor(theme::accent));
            painter.fillRect(QRect(right - 1, place.top(), 1, row.height), QColor(theme::accent));
        }
    }
    if (scene_.zooming) {
        const int left = x_of(scene_.zooming->start);
        const QRect covered(left, 0, std::max(1, x_of(scene_.zooming->end) - left), height());
        painter.fillRect(covered, QColor(230, 232, 235, 40));
    }
    if (scene_.preview) paint_left_behind(painter, area);
    painter.setPen(QPen(QColor(theme::cursor), 1, Qt::DashLine));
    const int cursor = x_of(selection.cursor);
    painter.drawLine(cursor, 0, cursor, height());
    painter.fillRect(QRect(x_of(scene_.playhead), area.top(), 1, area.height()), QColor(theme::playhead));
    if (hasFocus() && selection.focus) {
        const QRect place = place_of(selection.focus);
        painter.setPen(QPen(QColor(theme::accent), 2));
        painter.setBrush(Qt::NoBrush);
        if (place.intersects(area.adjusted(-2, -2, 2, 2))) painter.drawRect(place.adjusted(1, 1, -1, -1));
    }
}

// Where the clips in hand still lie while a drag shows where they would.
void Lanes::paint_left_behind(QPainter& painter, const QRect& area) {
    painter.setPen(QPen(QColor(theme::text), 1, Qt::DotLine));
    painter.setBrush(Qt::NoBrush);
    const Selection& selection = scene_.selection;
    for (const Row& row :
         scene_.rows.between(area.top() + scene_.view.top, area.bottom() + 1 + scene_.view.top)) {
        const auto& clips = clips_of(scene_.session, row);
        const auto [first, last] = reaching_into(
            clips, {scene_.view.scale.at_x(area.left()), scene_.view.scale.at_x(area.right() + 1)},
            [](const auto& clip) { return clip->place; });
        for (auto clip = first; clip != last; ++clip)
            if (selection.clips.contains((*clip)->id))
                painter.drawRect(place_in(row, (*clip)->place).adjusted(0, 0, -1, -1));
    }
}

void Lanes::press(QPoint at, Qt::KeyboardModifiers keys) {
    setFocus(Qt::MouseFocusReason);
    if (!automation_.press(at, keys)) pointer_.press(at, keys);
}

void Lanes::pointer_at(QPoint at, Qt::KeyboardModifiers keys) {
    if (automation_.holds()) return automation_.move(at, keys);
    pointer_.move(at, keys);
}
void Lanes::release(QPoint at, Qt::KeyboardModifiers keys) {
    if (automation_.holds()) return automation_.release();
    pointer_.release(at, keys);
}
void Lanes::press_again(QPoint at, Qt::KeyboardModifiers keys) {
    if (!automation_.double_click(at)) pointer_.double_click(at, keys);
}

void Lanes::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && automation_.holds()) return automation_.cancel();
    if (event->key() == Qt::Key_Escape) return pointer_.cancel();
    event->ignore();
}

void Lanes::contextMenuEvent(QContextMenuEvent* event) {
    const Hit under = hit_at(scene_, event->pos(), {});
    if (under.clip != nullptr && under.row->playlist < 0 &&
        !scene_.selection.clips.contains(under.clip->id)) {
        scene_.selection.clips = with_groups(scene_.session, {under.clip->id});
        scene_.selection.focus = under.clip->id;
        scene_.changed(Changed::selection);
    }
    menu(event->globalPos());
}

void Lanes::resizeEvent(QResizeEvent*) {
    scene_.lanes_width = width();
    scene_.lanes_height = height();
    scene_.changed(Changed::layout);
}

} // namespace dub::ui::timeline
