#include "ui/timeline/pointer.h"

#include <algorithm>

#include "ui/edit_values.h"
#include "ui/timeline/found_clip.h"
#include "ui/timeline/snapping.h"

namespace dub::ui::timeline {
namespace {

constexpr int before_it_moves = 3; // px

bool slips(Qt::KeyboardModifiers keys) {
    return keys.testFlag(Qt::ControlModifier) && keys.testFlag(Qt::AltModifier);
}

ClipBox box_of(const Scene& scene, const Row& row, const session::Clip& clip, const FoundClip& beside) {
    const Scale& scale = scene.view.scale;
    ClipBox box;
    box.left = scale.x_of(clip.place.start);
    box.right = std::max(box.left + 1, scale.x_of(clip.place.end));
    box.top = row.top - scene.view.top;
    box.height = row.height - 1;
    box.fade_in = scale.pixel(clip.place.start + clip.in.length) - scale.pixel(clip.place.start);
    box.fade_out = scale.pixel(clip.place.end) - scale.pixel(clip.place.end - clip.out.length);
    box.adjoins_before = beside.before != nullptr && beside.before->place.end >= clip.place.start;
    box.adjoins_after = beside.after != nullptr && beside.after->place.start <= clip.place.end;
    if (scene.view.gain_lines == GainLines::shown && clip.gain_envelope.empty())
        box.gain_db = clip.gain.value;
    return box;
}

} // namespace

Hit Pointer::hit(QPoint at, Qt::KeyboardModifiers keys) const {
    const session::Session& session = scene_.session;
    Hit hit{Zone::none, scene_.rows.at(at.y() + scene_.view.top), nullptr};
    if (hit.row == nullptr) return hit;
    hit.zone = Zone::range;
    const auto& clips = clips_of(session, *hit.row);
    const Scale& scale = scene_.view.scale;
    const SampleRange pixel{scale.at_x(at.x()),
                            std::max(scale.at_x(at.x()) + SampleCount{1}, scale.at_x(at.x() + 1))};
    const auto [first, last] = reaching_into(clips, pixel, [](const auto& clip) { return clip->place; });
    if (first == last) return hit;
    const auto top = last - 1; // the later one is painted over the earlier
    hit.clip = *top;
    if (hit.row->playlist >= 0) return hit;
    const FoundClip beside{nullptr, 0, top->get(), top == clips.begin() ? nullptr : (top - 1)->get(),
                           top + 1 == clips.end() ? nullptr : (top + 1)->get()};
    hit.zone = zone_at(box_of(scene_, *hit.row, **top, beside), at.x(), at.y());
    if (hit.zone == Zone::grab && slips(keys)) hit.zone = Zone::slip;
    if (hit.zone == Zone::none) hit.zone = Zone::range;
    return hit;
}

Qt::CursorShape Pointer::shape_of(Zone zone, bool held) {
    switch (zone) {
    case Zone::none: return Qt::ArrowCursor;
    case Zone::range: return Qt::IBeamCursor;
    case Zone::grab: return held ? Qt::ClosedHandCursor : Qt::OpenHandCursor;
    case Zone::trim_start:
    case Zone::trim_end: return Qt::SplitHCursor;
    case Zone::fade_in: return Qt::SizeBDiagCursor;
    case Zone::fade_out: return Qt::SizeFDiagCursor;
    case Zone::crossfade_start:
    case Zone::crossfade_end: return Qt::CrossCursor;
    case Zone::gain: return Qt::SizeVerCursor;
    case Zone::slip: return Qt::SizeAllCursor;
    }
    return Qt::ArrowCursor;
}

void Pointer::hover(QPoint at, Qt::KeyboardModifiers keys) {
    const Hit under = hit(at, keys);
    set_shape(shape_of(under.zone, false));
    if (under.zone == hovered_) return;
    hovered_ = under.zone;
    scene_.say(under.row != nullptr && under.row->playlist >= 0
                   ? "Double click a clip: take its time into the playlist that plays"
                   : hint_of(under.zone));
}

void Pointer::choose(const Hit& hit, Qt::KeyboardModifiers keys) {
    Selection& selection = scene_.selection;
    std::set<ClipId> meant{hit.clip->id};
    for (const auto& group : selection.groups)
        if (group.contains(hit.clip->id)) meant.insert(group.begin(), group.end());
    const bool already = selection.clips.contains(hit.clip->id);
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
    const Hit under = hit(at, keys);
    pressed_ = true;
    moved_ = false;
    pressed_at_ = at;
    drag_ = {};
    drag_.zone = under.zone;
    drag_.mode = scene_.view.mode;
    drag_.from = drag_.to = scene_.view.scale.at_x(at.x());
    set_shape(shape_of(under.zone, true));
    if (under.zone == Zone::none) return;
    if (under.zone == Zone::range || under.clip == nullptr) {
        Selection& selection = scene_.selection;
        const SamplePos to = snapped(scene_.session, drag_.mode, drag_.from);
        const bool extends = keys.testFlag(Qt::ShiftModifier);
        anchor_ = !extends                      ? to
                  : !selection.range            ? selection.cursor
                  : to > selection.range->start ? selection.range->start
                                                : selection.range->end;
        if (extends) return moved_ = true, drag_range(at);
        selection.clips.clear();
        selection.range.reset();
        selection.tracks = tracks_between(at.y(), at.y());
        put_cursor(to);
        return scene_.changed(Changed::selection);
    }
    choose(under, keys);
    drag_.clip = under.clip->id;
    drag_.clips.assign(scene_.selection.clips.begin(), scene_.selection.clips.end());
    if (drag_.clips.empty()) pressed_ = false; // it was taken out of the selection
}

void Pointer::move(QPoint at, Qt::KeyboardModifiers keys) {
    if (!pressed_) return hover(at, keys);
    if (!moved_ && (at - pressed_at_).manhattanLength() < before_it_moves) return;
    moved_ = true;
    // Past an edge the view comes along.
    const int beyond = at.x() < 0 ? at.x() : std::max(0, at.x() - scene_.lanes_width);
    if (beyond != 0) {
        scene_.view.scale.left += beyond / 4;
        scene_.changed(Changed::scroll);
    }
    if (drag_.zone == Zone::range)
        drag_range(at);
    else if (drag_.clip)
        drag_clips(at, keys);
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
        scene_.say(would_be ? gesture.name : would_be.error().text());
        if (would_be) scene_.preview = std::move(*would_be);
    }
    scene_.changed(Changed::preview);
}

void Pointer::release(QPoint at, Qt::KeyboardModifiers keys) {
    if (!pressed_) return;
    if (moved_) move(at, keys);
    pressed_ = false;
    scene_.preview.reset();
    if (drag_.zone == Zone::range && moved_) put_cursor(scene_.selection.cursor);
    if (drag_.clip && moved_) {
        scene_.apply(gesture_of(scene_.session, drag_));
        scene_.changed(Changed::preview);
    } else if (drag_.clip && drag_.zone == Zone::grab && drag_.mode == EditMode::spot) {
        spot(drag_.clip);
    }
    moved_ = false;
    hovered_ = hit(at, keys).zone; // without its hint: what was said about the drag stays
    set_shape(shape_of(hovered_, false));
}

void Pointer::cancel() {
    if (pressed_ && moved_ && drag_.clip) {
        pressed_ = moved_ = false;
        scene_.preview.reset();
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
    const Hit under = hit(at, keys);
    if (under.clip == nullptr) return;
    if (under.row->playlist >= 0) return promote(under);
    if (under.zone == Zone::gain) {
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
