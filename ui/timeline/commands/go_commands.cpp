#include "ui/timeline/commands/lists.h"
#include "ui/timeline/found_clip.h"

namespace dub::ui::timeline {
namespace {

enum class Way : signed char { back = -1, on = 1 };

void go(Desk desk, SamplePos to) {
    desk.scene.selection.cursor = to;
    desk.scene.selection.range.reset();
    desk.scene.selection.clips.clear();
    if (desk.scene.ports.transport.state().speed == 0) desk.scene.ports.transport.locate(to);
    desk.timeline.reveal(to);
    desk.scene.changed(Changed::selection);
}

// The nearest start or end of a clip on the selected tracks.
std::optional<SamplePos> next_edge(const Scene& scene, SamplePos from, Way way) {
    std::optional<SamplePos> nearest;
    const auto offer = [&](SamplePos edge) {
        const bool beyond = way == Way::on ? edge > from : edge < from;
        if (beyond && (!nearest || (way == Way::on ? edge < *nearest : edge > *nearest))) nearest = edge;
    };
    for (const auto& track : scene.session.tracks)
        if (scene.selection.tracks.contains(track->id))
            for (const auto& clip : track->clips) {
                offer(clip->place.start);
                offer(clip->place.end);
            }
    return nearest;
}

void go_edge(Desk desk, Way way) {
    if (const auto edge = next_edge(desk.scene, desk.scene.selection.cursor, way)) go(desk, *edge);
}

void extend_to_edge(Desk desk) {
    Selection& selection = desk.scene.selection;
    const SampleRange now = selection.range.value_or(SampleRange{selection.cursor, selection.cursor});
    const auto edge = next_edge(desk.scene, now.end, Way::on);
    if (!edge) return;
    selection.range = SampleRange{now.start, *edge};
    desk.timeline.reveal(*edge);
    desk.scene.changed(Changed::selection);
}

std::size_t chosen_track(const Scene& scene) {
    for (std::size_t t = 0; t < scene.session.tracks.size(); ++t)
        if (scene.selection.tracks.contains(scene.session.tracks[t]->id)) return t;
    return 0;
}

void show_row(Scene& scene, std::size_t track) {
    const Row* row = scene.rows.of(track);
    if (row == nullptr) return;
    if (row->top < scene.view.top) scene.view.top = row->top;
    if (row->bottom() > scene.view.top + scene.lanes_height)
        scene.view.top = row->bottom() - scene.lanes_height;
    scene.changed(Changed::scroll);
}

void select_track(Scene& scene, Way way) {
    if (scene.session.tracks.empty()) return;
    const auto last = static_cast<std::ptrdiff_t>(scene.session.tracks.size()) - 1;
    const auto to = std::clamp<std::ptrdiff_t>(
        static_cast<std::ptrdiff_t>(chosen_track(scene)) + static_cast<int>(way), 0, last);
    scene.selection.tracks = {scene.session.tracks[static_cast<std::size_t>(to)]->id};
    scene.changed(Changed::selection);
    show_row(scene, static_cast<std::size_t>(to));
}

// From clip to clip along the track, as the keyboard and screen readers go.
void focus_clip(Desk desk, Way way) {
    Scene& scene = desk.scene;
    if (scene.session.tracks.empty()) return;
    const FoundClip now = found(scene.session, scene.selection.focus);
    const session::Clip* next = way == Way::on ? now.after : now.before;
    if (!now) {
        const auto& clips = scene.session.tracks[chosen_track(scene)]->clips;
        for (const auto& clip : clips) {
            const bool here = clip->place.end > scene.selection.cursor;
            if (way == Way::on && here) next = next == nullptr ? clip.get() : next;
            if (way == Way::back && clip->place.start < scene.selection.cursor) next = clip.get();
        }
    }
    if (next == nullptr) return scene.say("There is no further clip on this track.");
    scene.selection.focus = next->id;
    scene.selection.clips = {next->id};
    scene.selection.range.reset();
    desk.timeline.reveal(next->place.start);
    scene.changed(Changed::selection);
}

SamplePos end_of(const session::Session& session) {
    return session::sample_of(session, session::programme(session).end);
}

} // namespace

Commands go_commands(Desk desk) {
    Scene& scene = desk.scene;
    return {
        {"go.start", "Go to the start", "Go",
         [desk] { go(desk, session::sample_of(desk.scene.session, desk.scene.session.info->start)); }},
        {"go.end", "Go to the end", "Go", [desk] { go(desk, end_of(desk.scene.session)); }},
        {"go.next-edge", "Go to the next clip edge", "Go", [desk] { go_edge(desk, Way::on); }},
        {"go.previous-edge", "Go to the previous clip edge", "Go", [desk] { go_edge(desk, Way::back); }},
        {"select.to-next-edge", "Extend the selection to the next clip edge", "Go",
         [desk] { extend_to_edge(desk); }},
        {"go.next-clip", "Next clip", "Go", [desk] { focus_clip(desk, Way::on); }},
        {"go.previous-clip", "Previous clip", "Go", [desk] { focus_clip(desk, Way::back); }},
        {"track.up", "Track above", "Track", [&scene] { select_track(scene, Way::back); }},
        {"track.down", "Track below", "Track", [&scene] { select_track(scene, Way::on); }},
        {"go.selection-start", "Show the selection's start", "Go",
         [desk] {
             const Selection& selection = desk.scene.selection;
             desk.timeline.reveal(selection.range ? selection.range->start : selection.cursor);
         }},
        {"go.selection-end", "Show the selection's end", "Go",
         [desk] {
             const Selection& selection = desk.scene.selection;
             desk.timeline.reveal(selection.range ? selection.range->end : selection.cursor);
         }},
    };
}

} // namespace dub::ui::timeline
