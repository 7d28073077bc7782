#include "ui/edit_values.h"
#include "ui/timeline/clip_gestures.h"
#include "ui/timeline/commands/lists.h"
#include "ui/timeline/found_clip.h"

namespace dub::ui::timeline {
namespace {

template <class Wanted> void select_clips(Scene& scene, const Wanted& on_track) {
    scene.selection.clips.clear();
    for (const auto& track : scene.session.tracks)
        if (on_track(track->id))
            for (const auto& clip : track->clips)
                scene.selection.clips.insert(clip->id);
    scene.selection.range.reset();
    scene.changed(Changed::selection);
}

void select_nothing(Scene& scene) {
    scene.selection.clips.clear();
    scene.selection.range.reset();
    scene.changed(Changed::selection);
}

std::size_t first_track(const Scene& scene) {
    const auto& tracks = scene.session.tracks;
    for (std::size_t t = 0; t < tracks.size(); ++t)
        if (scene.selection.tracks.contains(tracks[t]->id)) return t;
    return 0;
}

// In shuffle what comes after closes the gap.
void remove(Desk desk, Gap gap) {
    if (desk.scene.view.mode == EditMode::shuffle) gap = Gap::closes;
    if (desk.scene.apply(delete_gesture(desk.scene.session, desk.scene.selection, gap)))
        select_nothing(desk.scene);
}

void copy(Desk desk) {
    Clipboard taken = copied(desk.scene.session, desk.scene.selection);
    if (taken.empty()) return desk.scene.say("Select what to copy: clips, or a range on tracks.");
    desk.scene.say(taken.pieces.size() == 1 ? "Copied 1 clip."
                                            : "Copied " + std::to_string(taken.pieces.size()) + " clips.");
    desk.clipboard = std::move(taken);
}

void cut(Desk desk) {
    Clipboard taken = copied(desk.scene.session, desk.scene.selection);
    Gesture gesture = delete_gesture(desk.scene.session, desk.scene.selection,
                                     desk.scene.view.mode == EditMode::shuffle ? Gap::closes : Gap::stays);
    gesture.name = "Cut";
    if (!desk.scene.apply(gesture)) return;
    desk.clipboard = std::move(taken);
    select_nothing(desk.scene);
}

Gesture pasted(Desk desk) {
    return paste_gesture(desk.scene.session, desk.clipboard, desk.scene.selection.cursor,
                         first_track(desk.scene), desk.scene.view.automation);
}

// What comes after makes room.
Gesture pasted_between(Desk desk) {
    const Scene& scene = desk.scene;
    const std::size_t first = first_track(scene);
    std::set<TrackId> tracks;
    for (const Clipboard::Piece& piece : desk.clipboard.pieces)
        if (first + piece.track < scene.session.tracks.size())
            tracks.insert(scene.session.tracks[first + piece.track]->id);
    const Gesture room{{},
                       {{"ripple_insert",
                         {{"at", value(scene.selection.cursor)},
                          {"length", value(desk.clipboard.length)},
                          {"tracks", value(std::vector(tracks.begin(), tracks.end()))}}}},
                       {}};
    const auto opened = with(scene.session, room);
    if (tracks.empty() || !opened) return pasted(desk);
    Gesture gesture =
        paste_gesture(*opened, desk.clipboard, scene.selection.cursor, first, scene.view.automation);
    if (!gesture.empty()) gesture.edits.insert(gesture.edits.begin(), room.edits.front());
    return gesture;
}

void paste(Desk desk) {
    const std::uint64_t first_new = desk.scene.session.info->next_id;
    const Gesture gesture = desk.scene.view.mode == EditMode::shuffle ? pasted_between(desk) : pasted(desk);
    if (!desk.scene.apply(gesture)) return;
    // What was pasted is selected: its ids are new.
    desk.scene.selection.clips.clear();
    for (const auto& track : desk.scene.session.tracks)
        for (const auto& clip : track->clips)
            if (clip->id.value >= first_new) desk.scene.selection.clips.insert(clip->id);
    desk.scene.changed(Changed::selection);
}

} // namespace

Commands edit_commands(Desk desk) {
    Scene& scene = desk.scene;
    const auto something = [&scene] { return !meant_clips(scene.session, scene.selection).empty(); };
    const auto apply = [&scene](auto make) { return [&scene, make] { scene.apply(make()); }; };
    return {
        {"select.all", "Select all clips", "Edit",
         [&scene] { select_clips(scene, [](TrackId) { return true; }); }},
        {"select.tracks", "Select all clips of the tracks", "Edit",
         [&scene] {
             select_clips(scene, [&](TrackId track) { return scene.selection.tracks.contains(track); });
         }},
        {"select.none", "Select nothing", "Edit", [&scene] { select_nothing(scene); }},
        {"edit.cut", "Cut", "Edit", [desk] { cut(desk); }, something},
        {"edit.copy", "Copy", "Edit", [desk] { copy(desk); }, something},
        {"edit.paste", "Paste", "Edit", [desk] { paste(desk); }, [desk] { return !desk.clipboard.empty(); }},
        {"edit.duplicate", "Duplicate", "Edit",
         apply([&scene] { return duplicate_gesture(scene.session, scene.selection, 1); }), something},
        {"edit.repeat", "Repeat…", "Edit", [desk] { desk.timeline.ask_repeat(); }, something},
        {"edit.insert-silence", "Insert silence as long as the range", "Edit",
         apply([&scene] { return insert_silence(scene.session, scene.selection); }),
         [&scene] { return scene.selection.range.has_value(); }},
        {"edit.delete", "Delete", "Edit", [desk] { remove(desk, Gap::stays); }},
        {"edit.ripple-delete", "Delete and close the gap", "Edit", [desk] { remove(desk, Gap::closes); }},
    };
}

} // namespace dub::ui::timeline
