#include <algorithm>

#include <fmt/format.h>

#include "ui/edit_values.h"
#include "ui/timeline/commands/lists.h"

namespace dub::ui::timeline {
namespace {

void add_marker(Scene& scene) {
    const std::string name = fmt::format("Marker {}", scene.session.markers->size() + 1);
    // While it plays a marker falls where the ear is.
    const TransportState transport = scene.ports.transport.state();
    const SamplePos at = transport.speed != 0 ? transport.heard : scene.selection.cursor;
    scene.apply({"Add " + name, {{"add_marker", {{"at", value(at)}, {"name", value(name)}}}}, {}});
}

// Strictly before or after the cursor.
void go_marker(Desk desk, bool on) {
    const session::Session& session = desk.scene.session;
    const session::Marker* nearest = nullptr;
    for (const session::Marker& marker : *session.markers) {
        const SamplePos at = session::sample_of(session, marker.at);
        if (on && at > desk.scene.selection.cursor && nearest == nullptr) nearest = &marker;
        if (!on && at < desk.scene.selection.cursor) nearest = &marker;
    }
    if (nearest == nullptr) return desk.scene.say(on ? "No marker follows." : "No marker lies before.");
    desk.scene.say(nearest->name);
    desk.timeline.go_to(session::sample_of(session, nearest->at));
}

const session::Marker* marker_here(const Scene& scene) {
    const auto& markers = *scene.session.markers;
    const FramePos here = session::frame_of(scene.session, scene.selection.cursor);
    const auto marker = std::ranges::find(markers, here, &session::Marker::at);
    if (marker != markers.end()) return &*marker;
    scene.say("There is no marker at the cursor.");
    return nullptr;
}

void remove_marker(Scene& scene) {
    if (const session::Marker* here = marker_here(scene))
        scene.apply({"Remove " + here->name, {{"remove_marker", {{"marker", value(here->id)}}}}, {}});
}

} // namespace

Commands marker_commands(Desk desk) {
    Scene& scene = desk.scene;
    return {
        {"marker.add", "Add a marker", "Marker", [&scene] { add_marker(scene); }},
        {"marker.change", "Name, colour and comment of the marker at the cursor…", "Marker",
         [desk] {
             if (const session::Marker* here = marker_here(desk.scene)) desk.timeline.ask_marker(here->id);
         }},
        {"marker.recall", "Go to a marker by its number…", "Marker",
         [desk] { desk.timeline.ask_marker_number(); }, [&scene] { return !scene.session.markers->empty(); }},
        {"marker.next", "Next marker", "Marker", [desk] { go_marker(desk, true); }},
        {"marker.previous", "Previous marker", "Marker", [desk] { go_marker(desk, false); }},
        {"marker.remove", "Remove the marker at the cursor", "Marker", [&scene] { remove_marker(scene); }},
    };
}

} // namespace dub::ui::timeline
