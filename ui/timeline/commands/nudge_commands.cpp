#include "ui/timeline/clip_gestures.h"
#include "ui/timeline/commands/lists.h"

namespace dub::ui::timeline {
namespace {

const Nudge& nudge_now(const Scene& scene) { return nudges()[scene.view.nudge]; }
const Nudge& next_bigger(const Scene& scene) {
    return nudges()[std::min(scene.view.nudge + 1, nudges().size() - 1)];
}

void nudge(Scene& scene, const Nudge& value, std::int64_t steps) {
    if (!meant_clips(scene.session, scene.selection).empty()) {
        scene.apply(nudge_gesture(scene.session, scene.selection, value, steps));
        return;
    }
    scene.selection.cursor += nudged(scene.session, value, scene.selection.cursor, steps);
    if (scene.ports.transport.state().speed == 0) scene.ports.transport.locate(scene.selection.cursor);
    scene.changed(Changed::selection);
}

} // namespace

Commands nudge_commands(Desk desk) {
    Scene& scene = desk.scene;
    const auto whole = [&scene](std::int64_t steps) {
        return [&scene, steps] { nudge(scene, nudge_now(scene), steps); };
    };
    const auto bigger = [&scene](std::int64_t steps) {
        return [&scene, steps] { nudge(scene, next_bigger(scene), steps); };
    };
    const auto edge = [&scene](std::int64_t steps, Edge which) {
        return [&scene, steps, which] {
            scene.apply(nudge_edge(scene.session, scene.selection, nudge_now(scene), steps, which));
        };
    };
    const auto sound = [&scene](std::int64_t steps) {
        return [&scene, steps] {
            scene.apply(nudge_sound(scene.session, scene.selection, nudge_now(scene), steps));
        };
    };
    Commands all{
        {"nudge.earlier", "Nudge earlier", "Nudge", whole(-1)},
        {"nudge.later", "Nudge later", "Nudge", whole(1)},
        {"nudge.earlier-more", "Nudge earlier by the next bigger value", "Nudge", bigger(-1)},
        {"nudge.later-more", "Nudge later by the next bigger value", "Nudge", bigger(1)},
        {"nudge.start-earlier", "Nudge clip start earlier", "Nudge", edge(-1, Edge::start)},
        {"nudge.start-later", "Nudge clip start later", "Nudge", edge(1, Edge::start)},
        {"nudge.end-earlier", "Nudge clip end earlier", "Nudge", edge(-1, Edge::end)},
        {"nudge.end-later", "Nudge clip end later", "Nudge", edge(1, Edge::end)},
        {"nudge.sound-earlier", "Slip the sound earlier", "Nudge", sound(-1)},
        {"nudge.sound-later", "Slip the sound later", "Nudge", sound(1)},
    };
    for (std::size_t i = 0; i < nudges().size(); ++i) {
        const std::string name(nudges()[i].name);
        all.push_back(
            {"nudge.value-" + std::to_string(i + 1), "Nudge by " + name, "Nudge", [&scene, i, name] {
                 scene.view.nudge = i;
                 scene.say("Nudge value: " + name);
             }});
    }
    return all;
}

} // namespace dub::ui::timeline
