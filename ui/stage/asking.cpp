#include "ui/stage/asking.h"

#include <QInputDialog>

#include "engine/session/lookup.h"
#include "ui/edit_values.h"
#include "ui/markers/marker_dialog.h"
#include "ui/markers/reel_dialog.h"
#include "ui/timeline/fades_dialog.h"
#include "ui/timeline/spot_dialog.h"

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

// The answer of a dialog as one entry of the history.
EditAnswered done_as(const Ports& ports, std::string name) {
    return [&document = ports.document, name = std::move(name)](const Edit& edit) -> Result<void> {
        if (const auto done = document.apply({edit}, name); !done) return std::unexpected(done.error());
        return {};
    };
}

void show(QDialog& dialog) {
    dialog.setAttribute(Qt::WA_DeleteOnClose);
    dialog.open();
}

void ask_spot(Timeline& timeline, const Ports& ports, ClipId clip, std::optional<SamplePos> timestamp) {
    const session::Session& session = ports.document.now();
    const auto place = session::find_clip(session, clip);
    if (!place) return;
    show(*new timeline::SpotDialog(
        session, *session.tracks[place->track]->clips[place->clip], timestamp,
        [&timeline, clip](SamplePos to) { timeline.spot(clip, to); }, &timeline));
}

void ask_track_name(Timeline& timeline, const Ports& ports, const Say& say, TrackId id) {
    const session::Track* const track = session::find_track(ports.document.now(), id);
    if (track == nullptr) return;
    if (const auto name = ask_text(&timeline, "Name of the track", track->name))
        apply(ports, say, {"rename_track", {{"track", value(id)}, {"name", value(*name)}}},
              "Rename " + track->name);
}

void ask_marker(Timeline& timeline, const Ports& ports, MarkerId id) {
    const session::Session& session = ports.document.now();
    if (const session::Marker* const marker = session::find_marker(session, id))
        show(*new MarkerDialog(session, *marker, done_as(ports, "Change marker " + marker->name), &timeline));
}

void ask_reel(Timeline& timeline, const Ports& ports, SegmentId id) {
    const session::Session& session = ports.document.now();
    for (const session::Segment& reel : *session.segments)
        if (reel.id == id)
            return show(
                *new ReelDialog(session, reel, done_as(ports, "Change reel " + reel.name), &timeline));
}

// Numbers are those of the list of markers: by time, from 1.
void ask_marker_number(Timeline& timeline, const Ports& ports) {
    const session::Session& session = ports.document.now();
    const auto count = static_cast<int>(session.markers->size());
    bool answered = false;
    const int number =
        QInputDialog::getInt(&timeline, QStringLiteral("Go to a marker"),
                             QStringLiteral("Number, 1 to %1").arg(count), 1, 1, count, 1, &answered);
    if (answered)
        timeline.go_to(
            session::sample_of(session, (*session.markers)[static_cast<std::size_t>(number - 1)].at));
}

void ask_fades(Timeline& timeline, const Ports& ports) {
    auto* const dialog = new timeline::FadesDialog(
        ports.document.now().info->rate, [&timeline](const timeline::FadeWish& wish) { timeline.fade(wish); },
        &timeline);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace

void answer_questions(Timeline& timeline, const Ports& ports, const Say& say) {
    timeline.ask_spot = [&timeline, ports](ClipId clip, std::optional<SamplePos> timestamp) {
        ask_spot(timeline, ports, clip, timestamp);
    };
    timeline.ask_track_name = [&timeline, ports, say](TrackId track) {
        ask_track_name(timeline, ports, say, track);
    };
    timeline.ask_marker = [&timeline, ports](MarkerId marker) { ask_marker(timeline, ports, marker); };
    timeline.ask_reel = [&timeline, ports](SegmentId reel) { ask_reel(timeline, ports, reel); };
    timeline.ask_marker_number = [&timeline, ports] { ask_marker_number(timeline, ports); };
    timeline.ask_fades = [&timeline, ports] { ask_fades(timeline, ports); };
    timeline.ask_repeat = [&timeline] {
        bool answered = false;
        const int times = QInputDialog::getInt(&timeline, QStringLiteral("Repeat"),
                                               QStringLiteral("How often"), 1, 1, repeats_most, 1, &answered);
        if (answered) timeline.repeat(times);
    };
}

} // namespace dub::ui
