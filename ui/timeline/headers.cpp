#include "ui/timeline/headers.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <QFontMetrics>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QToolTip>

#include "engine/session/parameters/strip.h"
#include "ui/edit_values.h"
#include "ui/theme/tokens.h"
#include "ui/timeline/painting/clip_look.h"

namespace dub::ui::timeline {
namespace {

constexpr double release_db_per_second = 20;
constexpr double meter_floor_db = -60;

bool muted(const session::Track& track) { return track.strip->values.get(session::strip::mute) != 0; }

QString text_of(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// Ids of all tracks when Alt is held, else of one.
std::vector<session::StripOwner> strips(const session::Session& session, std::size_t track,
                                        Qt::KeyboardModifiers keys) {
    if (!keys.testFlag(Qt::AltModifier)) return {{session.tracks[track]->id, {}}};
    std::vector<session::StripOwner> all;
    for (const auto& one : session.tracks)
        all.push_back({one->id, {}});
    return all;
}

int meter_pixels(double db, int height) {
    return static_cast<int>(std::lround(std::clamp(1 - db / meter_floor_db, 0.0, 1.0) * height));
}

} // namespace

HeaderParts parts_of(const QRect& header, bool has_playlists) {
    HeaderParts parts;
    const QRect inside = header.adjusted(0, 0, 0, -1);
    parts.role = QRect(inside.left(), inside.top(), 24, inside.height());
    parts.meter = QRect(inside.right() - 9, inside.top() + 2, 6, inside.height() - 4);
    const int button = std::min(22, inside.height() - 1);
    const int line = std::min(inside.height(), 26);
    parts.solo = QRect(parts.meter.left() - 6 - 22, inside.top() + (line - button) / 2 + 1, 22, button - 1);
    parts.mute = parts.solo.translated(-24, 0);
    int left = parts.role.right() + 4;
    if (has_playlists) {
        parts.fold = QRect(left, inside.top(), 18, line);
        left = parts.fold.right() + 1;
    }
    parts.name = QRect(left, inside.top(), parts.mute.left() - left - 4, line);
    if (inside.height() >= 40)
        parts.output = QRect(parts.role.right() + 4, inside.top() + line - 2,
                             parts.meter.left() - parts.role.right() - 10, 16);
    parts.edge = QRect(header.left(), header.bottom() - 3, header.width(), 4);
    return parts;
}

QString role_letters(std::optional<session::Role> role) {
    using session::Role;
    if (!role) return QStringLiteral("?");
    switch (*role) {
    case Role::dialogue: return QStringLiteral("DX");
    case Role::adr: return QStringLiteral("AD");
    case Role::group: return QStringLiteral("GR");
    case Role::narration: return QStringLiteral("NA");
    case Role::pfx: return QStringLiteral("PF");
    case Role::foley: return QStringLiteral("FO");
    case Role::effects: return QStringLiteral("FX");
    case Role::ambience: return QStringLiteral("BG");
    case Role::crowd: return QStringLiteral("CR");
    case Role::score: return QStringLiteral("SC");
    case Role::source: return QStringLiteral("SR");
    case Role::music: return QStringLiteral("MX");
    case Role::optional: return QStringLiteral("OP");
    case Role::guide: return QStringLiteral("GD");
    case Role::reference: return QStringLiteral("RF");
    }
    return QStringLiteral("?");
}

Headers::Headers(Scene& scene, QWidget* parent)
    : QWidget(parent)
    , scene_(scene) {
    setObjectName(QStringLiteral("timeline.headers"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMouseTracking(true);
    setFixedWidth(header_width);
    setAccessibleName(QStringLiteral("Tracks"));
}

QRect Headers::place_of(const Row& row) const { return {0, row.top - scene_.view.top, width(), row.height}; }

void Headers::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    for (const QRect& area : event->region()) {
        painter.setClipRect(area);
        painter.fillRect(area, QColor(theme::well));
        for (const Row& row :
             scene_.rows.between(area.top() + scene_.view.top, area.bottom() + 1 + scene_.view.top))
            paint_row(painter, row);
    }
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
    font.setPixelSize(11);
    painter.setFont(font);
    painter.setPen(QColor(theme::on_colour));
    painter.drawText(QRect(parts.role.left(), parts.name.top(), 24, parts.name.height()), Qt::AlignCenter,
                     role_letters(track.role));
    if (!parts.fold.isNull()) paint_fold(painter, parts.fold, scene_.view.open.contains(track.id));
    paint_button(painter, parts.mute, QStringLiteral("M"), muted(track), theme::mute);
    paint_button(painter, parts.solo, QStringLiteral("S"), track.strip->soloed, theme::solo);
    if (!parts.output.isNull()) {
        const session::Bus* bus = session::find_bus(scene_.session, track.output);
        const QString text = text_of(track.layout.name()) + QStringLiteral(" → ") +
                             (bus == nullptr ? QStringLiteral("no output") : text_of(bus->name));
        painter.setPen(QColor(theme::label));
        painter.drawText(parts.output, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideMiddle, parts.output.width()));
    }
    font.setPixelSize(12);
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

void Headers::press_mute(std::size_t track, Qt::KeyboardModifiers keys) {
    const session::Track& one = *scene_.session.tracks[track];
    const bool to = !muted(one);
    scene_.apply(
        {(to ? "Mute " : "Unmute ") + one.name,
         {{"set_mute", {{"strips", value(strips(scene_.session, track, keys))}, {"muted", value(to)}}}},
         {}});
}

void Headers::press_solo(std::size_t track, Qt::KeyboardModifiers keys) {
    const session::Track& one = *scene_.session.tracks[track];
    const bool to = !one.strip->soloed;
    scene_.apply(
        {(to ? "Solo " : "End solo of ") + one.name,
         {{"set_solo", {{"strips", value(strips(scene_.session, track, keys))}, {"soloed", value(to)}}}},
         {}});
}

void Headers::select(std::size_t track, Qt::KeyboardModifiers keys) {
    const TrackId id = scene_.session.tracks[track]->id;
    auto& tracks = scene_.selection.tracks;
    if (!keys.testFlag(Qt::ShiftModifier))
        tracks = {id};
    else if (tracks.erase(id) == 0)
        tracks.insert(id);
    scene_.changed(Changed::selection);
}

void Headers::toggle_open(TrackId track) {
    if (scene_.view.open.erase(track) == 0) scene_.view.open.insert(track);
    scene_.changed(Changed::layout);
}

void Headers::mousePressEvent(QMouseEvent* event) {
    const QPoint at = event->position().toPoint();
    const Row* row = scene_.rows.at(at.y() + scene_.view.top);
    if (row == nullptr || event->button() != Qt::LeftButton) return event->ignore();
    const session::Track& track = *scene_.session.tracks[row->track];
    const HeaderParts parts = parts_of(place_of(*row), !track.alternatives.empty());
    if (row->playlist >= 0) return select(row->track, event->modifiers());
    if (parts.edge.contains(at)) {
        pulled_ = track.id;
        pulled_top_ = row->top;
    } else if (parts.mute.contains(at)) {
        press_mute(row->track, event->modifiers());
    } else if (parts.solo.contains(at)) {
        press_solo(row->track, event->modifiers());
    } else if (parts.fold.contains(at)) {
        toggle_open(track.id);
    } else {
        select(row->track, event->modifiers());
    }
}

// The nearest of the five heights.
void Headers::pull_height(int y) {
    const int wanted = y + scene_.view.top - pulled_top_;
    const auto nearest = std::ranges::min_element(theme::track_heights, {},
                                                  [&](int height) { return std::abs(height - wanted); });
    const int index = static_cast<int>(nearest - std::begin(theme::track_heights));
    if (int& height = scene_.view.heights[pulled_]; height != index) {
        height = index;
        scene_.changed(Changed::layout);
    }
}

void Headers::mouseMoveEvent(QMouseEvent* event) {
    const QPoint at = event->position().toPoint();
    if (pulled_) return pull_height(at.y());
    const Row* row = scene_.rows.at(at.y() + scene_.view.top);
    const bool edge = row != nullptr && parts_of(place_of(*row), false).edge.contains(at);
    setCursor(edge ? Qt::SplitVCursor : Qt::ArrowCursor);
}

void Headers::mouseReleaseEvent(QMouseEvent*) { pulled_ = {}; }

void Headers::mouseDoubleClickEvent(QMouseEvent* event) {
    const QPoint at = event->position().toPoint();
    const Row* row = scene_.rows.at(at.y() + scene_.view.top);
    if (row == nullptr || row->playlist >= 0) return;
    const session::Track& track = *scene_.session.tracks[row->track];
    const HeaderParts parts = parts_of(place_of(*row), !track.alternatives.empty());
    if (parts.name.contains(at)) return rename(track.id);
    mousePressEvent(event); // a quick second click on a button
}

void Headers::wheelEvent(QWheelEvent* event) {
    wheel(*event);
    event->accept();
}

QString Headers::tip_at(QPoint at) const {
    const Row* row = scene_.rows.at(at.y() + scene_.view.top);
    if (row == nullptr) return {};
    const session::Track& track = *scene_.session.tracks[row->track];
    const HeaderParts parts = parts_of(place_of(*row), !track.alternatives.empty());
    if (parts.mute.contains(at)) return QStringLiteral("Mute (Alt: all tracks)");
    if (parts.solo.contains(at)) return QStringLiteral("Solo (Alt: all tracks)");
    if (parts.fold.contains(at)) return QStringLiteral("Playlists");
    const QString role = track.role ? text_of(session::name_of(*track.role)) : QStringLiteral("no role");
    return text_of(track.name) + QStringLiteral(", ") + role + QStringLiteral(", ") +
           text_of(track.layout.name());
}

bool Headers::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), tip_at(help->pos()), this);
    return true;
}

} // namespace dub::ui::timeline
