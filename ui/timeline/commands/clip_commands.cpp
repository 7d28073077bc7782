#include "ui/timeline/clip_gestures.h"
#include "ui/timeline/commands/lists.h"
#include "ui/timeline/fade_gestures.h"

namespace dub::ui::timeline {
namespace {

constexpr double gain_step_db = 0.5;

void group(Scene& scene) {
    if (!scene.apply(group_gesture(scene.session, scene.selection))) return;
    scene.say("Grouped: a click on one of them selects all.");
}

void spot(Desk desk) {
    const auto clips = meant_clips(desk.scene.session, desk.scene.selection);
    if (clips.size() != 1) return desk.scene.say("Select one clip to spot it.");
    desk.timeline.ask_spot(clips.front(), desk.timeline.timestamp_of(clips.front()));
}

void separate(Scene& scene) {
    if (scene.apply(split_gesture(scene.session, scene.selection))) scene.changed(Changed::selection);
}

void switch_auto_fades(Scene& scene) {
    AutoFades& now = scene.view.auto_fades;
    now = now == AutoFades::on ? AutoFades::off : AutoFades::on;
    scene.say(now == AutoFades::on ? "Edges that an edit makes get fades of 10 ms, cuts crossfades."
                                   : "Edges stay as edits make them.");
}

} // namespace

Commands clip_commands(Desk desk) {
    Scene& scene = desk.scene;
    const auto something = [&scene] { return !meant_clips(scene.session, scene.selection).empty(); };
    const auto does = [&scene](Gesture (*make)(const session::Session&, const Selection&)) {
        return [&scene, make] { scene.apply(make(scene.session, scene.selection)); };
    };
    const auto edge = [&scene](Gesture (*make)(const session::Session&, const Selection&, Edge), Edge which) {
        return [&scene, make, which] { scene.apply(make(scene.session, scene.selection, which)); };
    };
    const auto gain = [&scene](double by) {
        return [&scene, by] { scene.apply(gain_by(scene.session, scene.selection, by)); };
    };
    return {
        {"clip.split", "Split at the cursor or the range", "Clip", [&scene] { separate(scene); }, something},
        {"clip.heal", "Heal what was split", "Clip", does(heal_gesture), something},
        {"clip.trim-start", "Trim start to the cursor", "Clip", edge(trim_to_cursor, Edge::start), something},
        {"clip.trim-end", "Trim end to the cursor", "Clip", edge(trim_to_cursor, Edge::end), something},
        {"clip.trim-to-range", "Trim to the range", "Clip", does(trim_to_range), something},
        {"clip.start-to-cursor", "Move start to the cursor", "Clip", edge(move_to_cursor, Edge::start),
         something},
        {"clip.end-to-cursor", "Move end to the cursor", "Clip", edge(move_to_cursor, Edge::end), something},
        {"clip.to-frames", "Snap clip starts to frames", "Clip", does(to_frames), something},
        {"clip.gain-up", "Clip gain up 0.5 dB", "Clip", gain(gain_step_db), something},
        {"clip.gain-down", "Clip gain down 0.5 dB", "Clip", gain(-gain_step_db), something},
        {"clip.mute", "Mute or unmute clips", "Clip", does(toggle_mute), something},
        {"clip.lock", "Lock or unlock clips", "Clip", does(toggle_lock), something},
        {"clip.spot", "Spot the clip to a timecode…", "Clip", [desk] { spot(desk); }, something},
        {"clip.group", "Group clips", "Clip", [&scene] { group(scene); }, something},
        {"clip.ungroup", "Ungroup clips", "Clip", does(ungroup_gesture), something},
        {"fade.in", "Fade in to the cursor", "Fade", edge(fade_to_cursor, Edge::start), something},
        {"fade.out", "Fade out from the cursor", "Fade", edge(fade_to_cursor, Edge::end), something},
        {"fade.cross", "Crossfade", "Fade", does(crossfade_meant), something},
        {"fade.dialog", "Fades…", "Fade", [desk] { desk.timeline.ask_fades(); }, something},
        {"fade.short", "Fade bare edges by 10 ms", "Fade",
         [&scene] { scene.apply(batch_fades(scene.session, scene.selection, short_fades(scene.session))); },
         something},
        {"fade.automatic", "Fade edges by 10 ms when an edit makes them, on or off", "Fade",
         [&scene] { switch_auto_fades(scene); }},
    };
}

} // namespace dub::ui::timeline
