#include <algorithm>

#include "engine/session/parameters/strip.h"
#include "ui/edit_values.h"
#include "ui/timeline/commands/lists.h"

namespace dub::ui::timeline {
namespace {

std::vector<const session::Track*> chosen_tracks(const Scene& scene) {
    std::vector<const session::Track*> chosen;
    for (const auto& track : scene.session.tracks)
        if (scene.selection.tracks.contains(track->id)) chosen.push_back(track.get());
    return chosen;
}

// On when one of them is off, else off.
template <class IsOn>
void toggle(Scene& scene, const char* edit, const char* argument, const char* name, const IsOn& is_on) {
    const auto tracks = chosen_tracks(scene);
    if (tracks.empty()) return scene.say("Select a track first.");
    const bool to = std::ranges::any_of(tracks, [&](const session::Track* track) { return !is_on(*track); });
    std::vector<session::StripOwner> strips;
    for (const session::Track* track : tracks)
        strips.push_back({track->id, {}});
    const std::string what =
        (to ? "" : "End ") + std::string(name) + " of " +
        (tracks.size() == 1 ? tracks.front()->name : std::to_string(tracks.size()) + " tracks");
    scene.apply({what, {{edit, {{"strips", value(strips)}, {argument, value(to)}}}}, {}});
}

} // namespace

Commands track_commands(Desk desk) {
    Scene& scene = desk.scene;
    const auto some = [&scene] { return !scene.selection.tracks.empty(); };
    return {
        {"track.mute", "Mute or unmute tracks", "Track",
         [&scene] {
             toggle(scene, "set_mute", "muted", "Mute", [](const session::Track& track) {
                 return track.strip->values.get(session::strip::mute) != 0;
             });
         },
         some},
        {"track.solo", "Solo tracks or end it", "Track",
         [&scene] {
             toggle(scene, "set_solo", "soloed", "Solo",
                    [](const session::Track& track) { return track.strip->soloed; });
         },
         some},
        {"track.rename", "Rename the track…", "Track",
         [desk] {
             const auto tracks = chosen_tracks(desk.scene);
             if (!tracks.empty()) desk.timeline.ask_track_name(tracks.front()->id);
         },
         some},
    };
}

} // namespace dub::ui::timeline
