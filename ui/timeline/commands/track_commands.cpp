#include <algorithm>

#include "ui/edit_values.h"
#include "ui/timeline/commands/lists.h"
#include "ui/timeline/headers.h"

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

std::string free_name(const session::Track& track) {
    const auto taken = [&](const std::string& name) {
        return track.playlist_name == name ||
               std::ranges::any_of(track.alternatives, [&](const auto& one) { return one->name == name; });
    };
    for (std::size_t number = track.alternatives.size() + 2;; ++number)
        if (std::string name = "playlist " + std::to_string(number); !taken(name)) return name;
}

enum class Begins : unsigned char { empty, as_it_is };

void add_playlists(Scene& scene, Begins begins) {
    Gesture gesture{begins == Begins::empty ? "New playlist" : "Duplicate playlist", {}, {}};
    for (const session::Track* track : chosen_tracks(scene))
        gesture.edits.push_back({"add_playlist",
                                 {{"track", value(track->id)},
                                  {"name", value(free_name(*track))},
                                  {"copy", value(begins == Begins::as_it_is)}}});
    if (gesture.empty()) gesture.why_not = "Select a track first.";
    scene.apply(gesture);
}

// Round and round: the one with the next id, after the last the first.
void next_playlists(Scene& scene) {
    Gesture gesture{"Next playlist", {}, {}};
    for (const session::Track* track : chosen_tracks(scene)) {
        if (track->alternatives.empty()) continue;
        const auto after = std::ranges::find_if(track->alternatives,
                                                [&](const auto& one) { return one->id > track->playing; });
        const session::Playlist& next =
            after == track->alternatives.end() ? *track->alternatives.front() : **after;
        gesture.edits.push_back(
            {"play_playlist",
             {{"track", value(track->id)}, {"playlist", value(next.id ? next.id.text() : next.name)}}});
    }
    if (gesture.empty()) gesture.why_not = "The selected tracks have no other playlist.";
    scene.apply(gesture);
}

} // namespace

Commands track_commands(Desk desk) {
    Scene& scene = desk.scene;
    const auto some = [&scene] { return !scene.selection.tracks.empty(); };
    return {
        {"track.mute", "Mute or unmute tracks", "Track",
         [&scene] { toggle(scene, "set_mute", "muted", "Mute", muted); }, some},
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
        {"track.playlist-new", "New empty playlist", "Track",
         [&scene] { add_playlists(scene, Begins::empty); }, some},
        {"track.playlist-duplicate", "Duplicate the playlist and play the copy", "Track",
         [&scene] { add_playlists(scene, Begins::as_it_is); }, some},
        {"track.playlist-next", "Play the next playlist", "Track", [&scene] { next_playlists(scene); }, some},
    };
}

} // namespace dub::ui::timeline
