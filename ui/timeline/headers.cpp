#include "ui/timeline/headers.h"

#include <algorithm>
#include <cstdlib>

#include <QHelpEvent>
#include <QToolTip>

#include "engine/session/parameters/strip.h"
#include "ui/edit_values.h"
#include "ui/text.h"
#include "ui/theme/tokens.h"

namespace dub::ui::timeline {
namespace {

// All tracks when Alt is held, the selected ones with Alt and Shift, else the one.
std::vector<session::StripOwner> strips(const Scene& scene, std::size_t track, Qt::KeyboardModifiers keys) {
    const auto& tracks = scene.session.tracks;
    if (!keys.testFlag(Qt::AltModifier)) return {{tracks[track]->id, {}}};
    std::vector<session::StripOwner> meant;
    for (const auto& one : tracks)
        if (!keys.testFlag(Qt::ShiftModifier) || scene.selection.tracks.contains(one->id))
            meant.push_back({one->id, {}});
    return meant;
}

} // namespace

bool muted(const session::Track& track) { return track.strip->values.get(session::strip::mute) != 0; }

HeaderParts parts_of(const QRect& header, bool has_playlists) {
    HeaderParts parts;
    const auto px = theme::scaled;
    const QRect inside = header.adjusted(0, 0, 0, -1);
    parts.role = QRect(inside.left(), inside.top(), px(24), inside.height());
    parts.meter = QRect(inside.right() - px(9), inside.top() + 2, px(6), inside.height() - 4);
    const int button = std::min(px(22), inside.height() - 1);
    const int line = std::min(inside.height(), px(26));
    parts.solo = QRect(parts.meter.left() - px(6) - px(22), inside.top() + (line - button) / 2 + 1, px(22),
                       button - 1);
    parts.mute = parts.solo.translated(-px(24), 0);
    int left = parts.role.right() + px(4);
    if (has_playlists) {
        parts.fold = QRect(left, inside.top(), px(18), line);
        left = parts.fold.right() + 1;
    }
    parts.name = QRect(left, inside.top(), parts.mute.left() - left - px(4), line);
    if (inside.height() >= px(40))
        parts.output = QRect(parts.role.right() + px(4), inside.top() + line - 2,
                             parts.meter.left() - parts.role.right() - px(10), px(16));
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
    : Pane(scene, "headers", parent) {
    setFixedWidth(header_width);
    setAccessibleName(QStringLiteral("Tracks"));
}

QRect Headers::place_of(const Row& row) const { return {0, row.top - scene_.view.top, width(), row.height}; }

void Headers::press_mute(std::size_t track, Qt::KeyboardModifiers keys) {
    const session::Track& one = *scene_.session.tracks[track];
    const bool to = !muted(one);
    scene_.apply({(to ? "Mute " : "Unmute ") + one.name,
                  {{"set_mute", {{"strips", value(strips(scene_, track, keys))}, {"muted", value(to)}}}},
                  {}});
}

void Headers::press_solo(std::size_t track, Qt::KeyboardModifiers keys) {
    const session::Track& one = *scene_.session.tracks[track];
    if (keys.testFlag(Qt::ControlModifier)) return press_solo_safe(track, keys);
    const bool to = !one.strip->soloed;
    scene_.apply({(to ? "Solo " : "End solo of ") + one.name,
                  {{"set_solo", {{"strips", value(strips(scene_, track, keys))}, {"soloed", value(to)}}}},
                  {}});
}

void Headers::press_solo_safe(std::size_t track, Qt::KeyboardModifiers keys) {
    const session::Track& one = *scene_.session.tracks[track];
    const bool to = !one.strip->solo_safe;
    scene_.apply({(to ? "Solo safe " : "No longer solo safe ") + one.name,
                  {{"set_solo_safe", {{"strips", value(strips(scene_, track, keys))}, {"safe", value(to)}}}},
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

void Headers::press(QPoint at, Qt::KeyboardModifiers keys) {
    const Row* row = scene_.rows.at(at.y() + scene_.view.top);
    if (row == nullptr) return;
    const session::Track& track = *scene_.session.tracks[row->track];
    const HeaderParts parts = parts_of(place_of(*row), !track.alternatives.empty());
    if (row->playlist >= 0) return select(row->track, keys);
    if (parts.edge.contains(at)) {
        pulled_ = track.id;
        pulled_top_ = row->top;
    } else if (parts.mute.contains(at)) {
        press_mute(row->track, keys);
    } else if (parts.solo.contains(at)) {
        press_solo(row->track, keys);
    } else if (parts.fold.contains(at)) {
        toggle_open(track.id);
    } else {
        select(row->track, keys);
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

void Headers::pointer_at(QPoint at, Qt::KeyboardModifiers) {
    if (pulled_) return pull_height(at.y());
    const Row* row = scene_.rows.at(at.y() + scene_.view.top);
    const bool edge = row != nullptr && parts_of(place_of(*row), false).edge.contains(at);
    setCursor(edge ? Qt::SplitVCursor : Qt::ArrowCursor);
}

void Headers::release(QPoint, Qt::KeyboardModifiers) { pulled_ = {}; }

void Headers::play(const session::Track& track, const session::Playlist& playlist) {
    const std::string which = playlist.id ? playlist.id.text() : playlist.name;
    scene_.apply({"Play playlist " + playlist.name + " of " + track.name,
                  {{"play_playlist", {{"track", value(track.id)}, {"playlist", value(which)}}}},
                  {}});
}

void Headers::press_again(QPoint at, Qt::KeyboardModifiers keys) {
    const Row* row = scene_.rows.at(at.y() + scene_.view.top);
    if (row == nullptr) return;
    const session::Track& track = *scene_.session.tracks[row->track];
    if (row->playlist >= 0) return play(track, *track.alternatives[static_cast<std::size_t>(row->playlist)]);
    const HeaderParts parts = parts_of(place_of(*row), !track.alternatives.empty());
    if (parts.name.contains(at)) return rename(track.id);
    press(at, keys); // a quick second click on a button
}

void Headers::contextMenuEvent(QContextMenuEvent* event) {
    const Row* row = scene_.rows.at(event->pos().y() + scene_.view.top);
    if (row == nullptr) return event->ignore();
    if (!scene_.selection.tracks.contains(scene_.session.tracks[row->track]->id))
        select(row->track, Qt::NoModifier);
    menu(event->globalPos());
}

QString Headers::tip_at(QPoint at) const {
    const Row* row = scene_.rows.at(at.y() + scene_.view.top);
    if (row == nullptr) return {};
    const session::Track& track = *scene_.session.tracks[row->track];
    if (row->playlist >= 0) return QStringLiteral("Double click: play this playlist");
    const HeaderParts parts = parts_of(place_of(*row), !track.alternatives.empty());
    if (parts.mute.contains(at)) return QStringLiteral("Mute (Alt: all tracks, Alt+Shift: the selected)");
    if (parts.solo.contains(at))
        return QStringLiteral("Solo (Alt: all tracks, Alt+Shift: the selected, Ctrl: solo safe)");
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
