#include "ui/stage/asking.h"

#include <QInputDialog>

#include "engine/session/lookup.h"
#include "ui/edit_values.h"
#include "ui/transport/position_text.h"

namespace dub::ui {
namespace {

constexpr int repeats_most = 1000;

void apply(const Ports& ports, const Say& say, Edit edit, const std::string& name) {
    if (const auto done = ports.document.apply({std::move(edit)}, name); !done) say(done.error().text());
}

std::optional<std::string> ask_text(QWidget* parent, const char* title, const std::string& before) {
    bool answered = false;
    const QString text = QInputDialog::getText(parent, QString::fromLatin1(title), QString::fromLatin1(title),
                                               QLineEdit::Normal, QString::fromStdString(before), &answered);
    if (!answered || text.isEmpty()) return std::nullopt;
    return text.toStdString();
}

void ask_spot(Timeline& timeline, const Ports& ports, const Say& say, ClipId clip,
              std::optional<SamplePos> timestamp) {
    const session::Session& session = ports.document.now();
    const auto place = session::find_clip(session, clip);
    if (!place) return;
    const SamplePos here = session.tracks[place->track]->clips[place->clip]->place.start;
    const auto typed =
        ask_text(&timeline, timestamp ? "Spot the clip to (offered: its own time stamp)" : "Spot the clip to",
                 position_text(timestamp.value_or(here), Unit::timecode, session));
    if (!typed) return;
    const auto to = parse_position(*typed, Unit::timecode, session, here);
    if (!to) return say(to.error().text());
    timeline.spot(clip, *to);
}

void ask_track_name(Timeline& timeline, const Ports& ports, const Say& say, TrackId id) {
    const session::Track* const track = session::find_track(ports.document.now(), id);
    if (track == nullptr) return;
    if (const auto name = ask_text(&timeline, "Name of the track", track->name))
        apply(ports, say, {"rename_track", {{"track", value(id)}, {"name", value(*name)}}},
              "Rename " + track->name);
}

// There is no edit that renames a marker: the new one takes the old one's place.
void ask_marker(Timeline& timeline, const Ports& ports, const Say& say, MarkerId id) {
    for (const session::Marker& marker : *ports.document.now().markers) {
        if (marker.id != id) continue;
        const auto name = ask_text(&timeline, "Name of the marker", marker.name);
        if (!name) return;
        const SamplePos at = session::sample_of(ports.document.now(), marker.at);
        const auto done = ports.document.apply(
            {{"remove_marker", {{"marker", value(id)}}},
             {"add_marker", {{"at", value(at)}, {"name", value(*name)}, {"colour", value(marker.colour)}}}},
            "Rename marker " + marker.name);
        if (!done) say(done.error().text());
        return;
    }
}

} // namespace

void answer_questions(Timeline& timeline, const Ports& ports, const Say& say) {
    timeline.ask_spot = [&timeline, ports, say](ClipId clip, std::optional<SamplePos> timestamp) {
        ask_spot(timeline, ports, say, clip, timestamp);
    };
    timeline.ask_track_name = [&timeline, ports, say](TrackId track) {
        ask_track_name(timeline, ports, say, track);
    };
    timeline.ask_marker = [&timeline, ports, say](MarkerId marker) {
        ask_marker(timeline, ports, say, marker);
    };
    timeline.ask_repeat = [&timeline] {
        bool answered = false;
        const int times = QInputDialog::getInt(&timeline, QStringLiteral("Repeat"),
                                               QStringLiteral("How often"), 1, 1, repeats_most, 1, &answered);
        if (answered) timeline.repeat(times);
    };
}

} // namespace dub::ui
