#include "ui/timeline/pointer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/edit_values.h"
#include "ui/timeline/drag_hint.h"
#include "ui/timeline/found_clip.h"
#include "ui/timeline/snapping.h"

namespace dub::ui::timeline {
namespace {

constexpr int before_it_moves = 3; // px
constexpr double scrub_s = 0.04;   // as long as a step is heard
constexpr double closer = 2;

std::optional<Edge> edge_of(Zone zone) {
    if (zone == Zone::trim_start || zone == Zone::fade_in) return Edge::start;
    if (zone == Zone::trim_end || zone == Zone::fade_out) return Edge::end;
    return std::nullopt;
}

} // namespace

void Pointer::hover(QPoint at, Qt::KeyboardModifiers keys) {
    const Hit under = hit_at(scene_, at, keys);
    set_shape(shape_of(under.zone, Held::no));
    if (under.zone == hovered_) return;
    hovered_ = under.zone;
    scene_.say(under.row != nullptr && under.row->playlist >= 0
                   ? "Double click a clip: take its time into the playlist that plays"
                   : hint_of(under.zone));
}

void Pointer::choose(const Hit& hit, Qt::KeyboardModifiers keys) {
    Selection& selection = scene_.selection;
    const bool already = selection.clips.contains(hit.clip->id);
    std::set<ClipId> meant = with_groups(scene_.session, {hit.clip->id});
    if (keys.testFlag(Qt::ShiftModifier)) {
        for (const ClipId id : meant)
            already ? (void)selection.clips.erase(id) : (void)selection.clips.insert(id);
    } else if (!already) {
        selection.clips = std::move(meant);
    }
    selection.focus = hit.clip->id;
    selection.range.reset();
    selection.tracks = {scene_.session.tracks[hit.row->track]->id};
    scene_.changed(Changed::selection);
}

void Pointer::put_cursor(SamplePos at) {
    scene_.selection.cursor = at;
    if (scene_.ports.transport.state().speed == 0) scene_.ports.transport.locate(at);
}

std::set<TrackId> Pointer::tracks_between(int y1, int y2) const {
    const int top = std::min(y1, y2) + scene_.view.top;
    const int bottom = std::max(y1, y2) + scene_.view.top;
    std::set<TrackId> tracks;
    for (const Row& row : scene_.rows.between(top, bottom + 1))
        tracks.insert(scene_.session.tracks[row.track]->id);
    return tracks;
}

void Pointer::press(QPoint at, Qt::KeyboardModifiers keys) {
    const Hit under = hit_at(scene_, at, keys);
    pressed_ = true;
    moved_ = false;
    pressed_at_ = at;
    drag_ = {};
    drag_.zone = under.zone;
    drag_.mode = scene_.view.mode;
    drag_.automation = scene_.view.automation;
    drag_.from = drag_.to = scene_.view.scale.at_x(at.x());
    set_shape(shape_of(under.zone, Held::yes));
    if (under.zone == Zone::none || under.zone == Zone::zoom) return;
    if (under.zone == Zone::scrub) return scrub(at);
    if (under.zone == Zone::range || under.clip == nullptr) return press_time(at, keys);
    press_clip(under, at, keys);
}

void Pointer::press_time(QPoint at, Qt::KeyboardModifiers keys) {
    Selection& selection = scene_.selection;
    const SamplePos to = snapped(scene_.session, drag_.mode, drag_.from);
    const bool extends = keys.testFlag(Qt::ShiftModifier);
    anchor_ = !extends                      ? to
              : !selection.range            ? selection.cursor
              : to > selection.range->start ? selection.range->start
                                            : selection.range->end;
    if (extends) return moved_ = true, drag_range(at);
    selection.clips.clear();
    selection.focus = {};
    selection.range.reset();
    selection.tracks = tracks_between(at.y(), at.y());
    put_cursor(to);
    scene_.changed(Changed::selection);
}

void Pointer::press_clip(const Hit& hit, QPoint at, Qt::KeyboardModifiers keys) {
    choose(hit, keys);
    const session::Clip& clip = *hit.clip;
    drag_.clip = clip.id;
    drag_.clips.assign(scene_.selection.clips.begin(), scene_.selection.clips.end());
    if (drag_.clips.empty()) pressed_ = false; // it was taken out of the selection
    if (const auto edge = edge_of(drag_.zone))
        drag_.clips = pulled_together(scene_.session, drag_.clips, clip.id, *edge);
    const Body body = body_of(scene_, *hit.row);
    drag_.db_per_px = (gain_line_max_db - gain_line_min_db) / std::max(1, body.height - 1);
    drag_.point = hit.point.value_or(0);
    if (drag_.zone != Zone::draw) return;
    const SamplePos in_source = clip.source_start + (drag_.from - clip.place.start);
    const auto behind = std::ranges::lower_bound(clip.gain_envelope, in_source, {}, &session::LanePoint::at);
    drag_.point = static_cast<std::size_t>(behind - clip.gain_envelope.begin());
    // The pencil puts it where it points, the other tools on the line.
    const double line = scene_.view.tool == Tool::pencil ? gain_at_y(body.top, body.height, at.y())
                                                         : gain_line_at(clip, drag_.from);
    drag_.point_db = std::round((line - clip.gain.value) * 10) / 10;
}

void Pointer::move(QPoint at, Qt::KeyboardModifiers keys) {
    if (!pressed_) return hover(at, keys);
    if (!moved_ && (at - pressed_at_).manhattanLength() < before_it_moves) return;
    moved_ = true;
    // Past an edge the view comes along.
    const int beyond = at.x() < 0 ? at.x() : std::max(0, at.x() - scene_.lanes_width);
    if (beyond != 0 && drag_.zone != Zone::zoom) {
        scene_.view.scale.left += beyond / 4;
        scene_.changed(Changed::scroll);
    }
    if (drag_.zone == Zone::range) return drag_range(at);
    if (drag_.zone == Zone::zoom) return drag_zoom(at);
    if (drag_.zone == Zone::scrub) return scrub(at);
    if (drag_.clip) drag_clips(at, keys);
}

void Pointer::drag_zoom(QPoint at) {
    drag_.to = scene_.view.scale.at_x(at.x());
    scene_.zooming = SampleRange{std::min(drag_.from, drag_.to), std::max(drag_.from, drag_.to)};
    scene_.changed(Changed::preview);
}

void Pointer::zoom(Qt::KeyboardModifiers keys) {
    const auto covered = std::exchange(scene_.zooming, std::nullopt);
    Scale& scale = scene_.view.scale;
    if (moved_ && covered && !covered->empty())
        scale = Scale::fitting(*covered, scene_.lanes_width);
    else
        scale = scale.zoomed(keys.testFlag(Qt::AltModifier) ? 1 / closer : closer, pressed_at_.x());
    scene_.changed(Changed::scroll);
}

// Heard is the little that lies from the pointer on; standing still is silence.
void Pointer::scrub(QPoint at) {
    const SamplePos to = scene_.view.scale.at_x(at.x());
    const auto length = static_cast<double>(scene_.session.info->rate.hz) * scrub_s;
    scene_.selection.cursor = to;
    if (scene_.ports.transport.state().speed != 0) scene_.ports.transport.stop();
    scene_.ports.transport.locate(to);
    scene_.ports.transport.audition({to, to + SampleCount{std::llround(length)}});
    scene_.changed(Changed::selection);
}

void Pointer::drag_range(QPoint at) {
    const SamplePos to = snapped(scene_.session, drag_.mode, scene_.view.scale.at_x(at.x()));
    Selection& selection = scene_.selection;
    selection.range = SampleRange{std::min(anchor_, to), std::max(anchor_, to)};
    if (selection.range->empty()) selection.range.reset();
    selection.tracks = tracks_between(pressed_at_.y(), at.y());
    selection.clips.clear();
    selection.cursor = std::min(anchor_, to);
    scene_.changed(Changed::selection);
    if (selection.range)
        scene_.say(scene_.timecode(selection.range->start) + " to " + scene_.timecode(selection.range->end));
}

void Pointer::drag_clips(QPoint at, Qt::KeyboardModifiers keys) {
    drag_.to = scene_.view.scale.at_x(at.x());
    drag_.up_px = pressed_at_.y() - at.y();
    drag_.copy = keys.testFlag(Qt::AltModifier) && drag_.zone == Zone::grab;
    drag_.fine = keys.testFlag(Qt::ControlModifier);
    const Row* from = scene_.rows.at(pressed_at_.y() + scene_.view.top);
    const Row* to = scene_.rows.at(at.y() + scene_.view.top);
    drag_.rows = from == nullptr || to == nullptr || drag_.zone != Zone::grab
                     ? 0
                     : static_cast<int>(to->track) - static_cast<int>(from->track);
    const Gesture gesture = gesture_of(scene_.session, drag_);
    scene_.preview.reset();
    if (!gesture.why_not.empty()) scene_.say(gesture.why_not);
    if (!gesture.empty()) {
        auto would_be = with(scene_.session, gesture);
        scene_.say(would_be ? drag_hint(*would_be, drag_, gesture) : would_be.error().text());
        if (would_be) scene_.preview = std::move(*would_be);
    }
    scene_.changed(Changed::preview);
}

void Pointer::release(QPoint at, Qt::KeyboardModifiers keys) {
    if (!pressed_) return;
    if (moved_) move(at, keys);
    pressed_ = false;
    scene_.preview.reset();
    if (drag_.zone == Zone::zoom) {
        zoom(keys);
    } else if (drag_.zone == Zone::range && moved_) {
        put_cursor(scene_.selection.cursor);
    } else if (drag_.clip && (moved_ || drag_.zone == Zone::draw)) {
        scene_.apply(gesture_of(scene_.session, drag_));
        scene_.changed(Changed::preview);
    } else if (drag_.clip) {
        click(keys);
    }
    moved_ = false;
    hovered_ = hit_at(scene_, at, keys).zone; // without its hint: what was said about the drag stays
    set_shape(shape_of(hovered_, Held::no));
}

void Pointer::click(Qt::KeyboardModifiers keys) {
    if (drag_.zone == Zone::grab && drag_.mode == EditMode::spot) return spot(drag_.clip);
    if (drag_.zone == Zone::point && keys.testFlag(Qt::AltModifier))
        scene_.apply(without_point(scene_.session, drag_.clip, drag_.point));
}

void Pointer::cancel() {
    if (pressed_ && (moved_ || drag_.zone == Zone::draw) && (drag_.clip || scene_.zooming)) {
        pressed_ = moved_ = false;
        scene_.preview.reset();
        scene_.zooming.reset();
        scene_.say("Nothing was changed.");
        return scene_.changed(Changed::preview);
    }
    pressed_ = moved_ = false;
    scene_.selection.clips.clear();
    scene_.selection.range.reset();
    scene_.changed(Changed::selection);
}

void Pointer::promote(const Hit& hit) {
    const session::Track& track = *scene_.session.tracks[hit.row->track];
    const auto& playlist = *track.alternatives[static_cast<std::size_t>(hit.row->playlist)];
    const std::string which = playlist.id ? playlist.id.text() : playlist.name;
    scene_.apply({"Take " + hit.clip->name,
                  {{"promote_range",
                    {{"track", value(track.id)},
                     {"playlist", value(which)},
                     {"from", value(hit.clip->place.start)},
                     {"to", value(hit.clip->place.end)}}}},
                  {}});
}

void Pointer::double_click(QPoint at, Qt::KeyboardModifiers keys) {
    const Hit under = hit_at(scene_, at, keys);
    if (under.clip == nullptr) return;
    if (under.row->playlist >= 0) return promote(under);
    if (under.zone == Zone::point) {
        scene_.apply(without_point(scene_.session, under.clip->id, *under.point));
    } else if (under.zone == Zone::gain) {
        const std::vector<ClipId> clips{under.clip->id};
        scene_.apply({named("Gain of", scene_.session, clips),
                      {{"set_clip_gain", {{"clips", value(clips)}, {"gain", value(0.0)}}}},
                      {}});
    } else if (under.zone == Zone::range) {
        scene_.selection.range = under.clip->place;
        put_cursor(under.clip->place.start);
        scene_.changed(Changed::selection);
    }
}

} // namespace dub::ui::timeline
