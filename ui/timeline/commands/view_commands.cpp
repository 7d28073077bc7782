#include <iterator>

#include "engine/session/parameters/strip.h"
#include "ui/theme/tokens.h"
#include "ui/timeline/automation_view.h"
#include "ui/timeline/clip_gestures.h"
#include "ui/timeline/commands/lists.h"
#include "ui/timeline/found_clip.h"
#include "ui/timeline/painting/ruler_ticks.h"

namespace dub::ui::timeline {
namespace {

SampleRange programme_of(const session::Session& session) {
    const FrameRange frames = session::programme(session);
    return {session::sample_of(session, frames.start),
            session::sample_of(session, std::max(frames.end, frames.start + FrameCount{24}))};
}

void zoom_to_selection(Desk desk) {
    const Selection& selection = desk.scene.selection;
    if (selection.range) return desk.timeline.zoom_to(*selection.range);
    SampleRange all{};
    for (const FoundClip& one : found_all(desk.scene.session, meant_clips(desk.scene.session, selection))) {
        const SampleRange place = one.clip->place;
        all =
            all.empty() ? place : SampleRange{std::min(all.start, place.start), std::max(all.end, place.end)};
    }
    if (all.empty()) return desk.scene.say("Select clips or a range to zoom to.");
    desk.timeline.zoom_to(all);
}

void show_lane(Scene& scene, const session::Parameter* parameter) {
    scene.view.lane = parameter == nullptr ? std::string_view{} : parameter->id;
    scene.say("Automation over the clips: " + name_of_lane(parameter));
    scene.changed(Changed::preview);
}

// By one along what can be shown; none of them stands between the last and the first.
void show_next_lane(Scene& scene, int by) {
    auto lanes = shown_lanes(scene.session);
    lanes.insert(lanes.begin(), nullptr);
    const auto now = std::ranges::find_if(lanes, [&](const session::Parameter* const one) {
        return one != nullptr && one->id == scene.view.lane;
    });
    const auto at = now == lanes.end() ? 0 : now - lanes.begin();
    const auto count = std::ssize(lanes);
    show_lane(scene, lanes[static_cast<std::size_t>((at + by + count) % count)]);
}

// There and back again.
void toggle_zoom(Desk desk) {
    auto& before = desk.scene.view.before_zoom;
    if (before) {
        desk.scene.view.scale = *before;
        before.reset();
        return desk.scene.changed(Changed::scroll);
    }
    const Scale now = desk.scene.view.scale;
    zoom_to_selection(desk);
    if (desk.scene.view.scale != now) before = now;
}

void change_height(Scene& scene, int by) {
    constexpr int last = static_cast<int>(std::size(theme::track_heights)) - 1;
    for (const TrackId track : scene.selection.tracks) {
        const auto known = scene.view.heights.find(track);
        const int now = known == scene.view.heights.end() ? scene.view.usual_height : known->second;
        scene.view.heights[track] = std::clamp(now + by, 0, last);
    }
    scene.changed(Changed::layout);
}

void change_all_heights(Scene& scene, int by) {
    constexpr int last = static_cast<int>(std::size(theme::track_heights)) - 1;
    scene.view.usual_height = std::clamp(scene.view.usual_height + by, 0, last);
    scene.view.heights.clear();
    scene.changed(Changed::layout);
}

void toggle_playlists(Scene& scene) {
    for (const TrackId track : scene.selection.tracks)
        if (scene.view.open.erase(track) == 0) scene.view.open.insert(track);
    scene.changed(Changed::layout);
}

void next_follow(Scene& scene) {
    Follow& follow = scene.view.follow;
    follow = follow == Follow::page ? Follow::centre : follow == Follow::centre ? Follow::off : Follow::page;
    scene.say(follow == Follow::page     ? "The view follows by pages."
              : follow == Follow::centre ? "The view follows, the playhead in its middle."
                                         : "The view stays where it is.");
}

// Zoom presets: recalled about the cursor, kept from how it is now.
Commands zoom_presets(Desk desk) {
    Commands all;
    for (std::size_t i = 0; i < desk.scene.view.zooms.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        all.push_back({"view.zoom-" + number, "Zoom preset: " + number, "View", [desk, i] {
                           const ViewState& view = desk.scene.view;
                           desk.timeline.zoom(view.scale.samples_per_pixel / view.zooms[i]);
                       }});
        all.push_back({"view.keep-zoom-" + number, "Keep as zoom preset: " + number, "View",
                       [&scene = desk.scene, i, number] {
                           scene.view.zooms[i] = scene.view.scale.samples_per_pixel;
                           scene.say("Zoom preset " + number + " is as it is now.");
                       }});
    }
    return all;
}

Commands switches(Scene& scene) {
    Commands all;
    for (const Ruler ruler : rulers) {
        const std::string name(name_of(ruler));
        const auto number = static_cast<int>(ruler) + 1;
        all.push_back({"view.ruler-" + std::to_string(number), name + " ruler", "View", [&scene, ruler] {
                           if (scene.view.shown_rulers.erase(ruler) == 0)
                               scene.view.shown_rulers.insert(ruler);
                           scene.changed(Changed::layout);
                       }});
    }
    const auto follow = [&scene](const char* id, const char* name, Follow mode) {
        return Command{id, name, "View", [&scene, mode] { scene.view.follow = mode; }};
    };
    all.push_back(follow("view.follow-page", "Follow by pages", Follow::page));
    all.push_back(follow("view.follow-centre", "Follow in the middle", Follow::centre));
    all.push_back(follow("view.follow-off", "Do not follow", Follow::off));
    return all;
}

} // namespace

Commands view_commands(Desk desk) {
    Scene& scene = desk.scene;
    const auto zoom = [desk](double factor) { return [desk, factor] { desk.timeline.zoom(factor); }; };
    const auto waves = [&scene](double factor) {
        return [&scene, factor] {
            scene.view.wave_height = std::clamp(scene.view.wave_height * factor, 1.0, 32.0);
            scene.changed(Changed::preview);
        };
    };
    Commands all{
        {"view.zoom-in", "Zoom in", "View", zoom(2)},
        {"view.zoom-out", "Zoom out", "View", zoom(0.5)},
        {"view.zoom-all", "Zoom to the whole programme", "View",
         [desk] { desk.timeline.zoom_to(programme_of(desk.scene.session)); }},
        {"view.zoom-selection", "Zoom to the selection", "View", [desk] { zoom_to_selection(desk); }},
        {"view.zoom-toggle", "Zoom to the selection and back", "View", [desk] { toggle_zoom(desk); }},
        {"view.waves-higher", "Higher waveforms", "View", waves(1.5)},
        {"view.waves-lower", "Lower waveforms", "View", waves(1 / 1.5)},
        {"view.lanes", "Automation over the clips, on or off", "View",
         [&scene] { show_lane(scene, scene.view.lane.empty() ? &session::strip::fader : nullptr); }},
        {"view.lane-next", "Automation over the clips: the next parameter", "View",
         [&scene] { show_next_lane(scene, 1); }},
        {"view.lane-previous", "Automation over the clips: the parameter before", "View",
         [&scene] { show_next_lane(scene, -1); }},
        {"view.gain-lines", "Clip gain lines", "View",
         [&scene] {
             scene.view.gain_lines =
                 scene.view.gain_lines == GainLines::shown ? GainLines::hidden : GainLines::shown;
             scene.changed(Changed::preview);
         }},
        {"view.taller", "Taller tracks", "View", [&scene] { change_height(scene, 1); }},
        {"view.shorter", "Shorter tracks", "View", [&scene] { change_height(scene, -1); }},
        {"view.all-taller", "All tracks taller", "View", [&scene] { change_all_heights(scene, 1); }},
        {"view.all-shorter", "All tracks shorter", "View", [&scene] { change_all_heights(scene, -1); }},
        {"view.playlists", "Show playlists as lanes", "View", [&scene] { toggle_playlists(scene); }},
        {"view.follow", "Next follow mode", "View", [&scene] { next_follow(scene); }},
    };
    for (Commands part : {zoom_presets(desk), switches(scene)})
        std::move(part.begin(), part.end(), std::back_inserter(all));
    return all;
}

} // namespace dub::ui::timeline
