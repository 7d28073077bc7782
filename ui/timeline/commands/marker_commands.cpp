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
    const SamplePos at = session::sample_of(session, nearest->at);
    desk.scene.selection.cursor = at;
    desk.scene.ports.transport.locate(at);
    desk.timeline.reveal(at);
    desk.scene.say(nearest->name);
    desk.scene.changed(Changed::selection);
}

void remove_marker(Scene& scene) {
    const FramePos here = session::frame_of(scene.session, scene.selection.cursor);
    for (const session::Marker& marker : *scene.session.markers)
        if (marker.at == here) {
            scene.apply({"Remove " + marker.name, {{"remove_marker", {{"marker", value(marker.id)}}}}, {}});
            return;
        }
    scene.say("There is no marker at the cursor.");
}

} // namespace

Commands marker_commands(Desk desk) {
    Scene& scene = desk.scene;
    return {
        {"marker.add", "Add a marker", "Marker", [&scene] { add_marker(scene); }},
        {"marker.next", "Next marker", "Marker", [desk] { go_marker(desk, true); }},
        {"marker.previous", "Previous marker", "Marker", [desk] { go_marker(desk, false); }},
        {"marker.remove", "Remove the marker at the cursor", "Marker", [&scene] { remove_marker(scene); }},
    };
}

} // namespace dub::ui::timeline
