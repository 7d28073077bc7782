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

const session::Segment* reel_here(const Scene& scene) {
    const FramePos here = session::frame_of(scene.session, scene.selection.cursor);
    for (const session::Segment& segment : *scene.session.segments)
        if (segment.action.contains(here)) return &segment;
    scene.say("There is no reel at the cursor.");
    return nullptr;
}

void add_reel(Scene& scene) {
    if (!scene.selection.range) return scene.say("Select a range: it becomes the reel's action.");
    const std::string name = fmt::format("R{}", scene.session.segments->size() + 1);
    scene.apply({"Add reel " + name,
                 {{"add_segment",
                   {{"name", value(name)},
                    {"from", value(scene.selection.range->start)},
                    {"to", value(scene.selection.range->end)}}}},
                 {}});
}

void remove_reel(Scene& scene) {
    if (const session::Segment* here = reel_here(scene))
        scene.apply({"Remove reel " + here->name, {{"remove_segment", {{"segment", value(here->id)}}}}, {}});
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
        {"reel.add", "Add a reel over the range", "Marker", [&scene] { add_reel(scene); }},
        {"reel.change", "FFOA, LFOA, leader and pops of the reel at the cursor…", "Marker",
         [desk] {
             if (const session::Segment* here = reel_here(desk.scene)) desk.timeline.ask_reel(here->id);
         }},
        {"reel.remove", "Remove the reel at the cursor", "Marker", [&scene] { remove_reel(scene); }},
    };
}

} // namespace dub::ui::timeline
