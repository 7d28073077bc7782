// The stage's own commands, and the dialogs they open.

#include "ui/stage/stage.h"

#include <cmath>

#include <QFileDialog>
#include <QShortcut>
#include <QStackedWidget>

#include "ui/automation/automation_commands.h"
#include "ui/automation/version_commands.h"
#include "ui/conform/turnover_dialog.h"
#include "ui/console/console.h"
#include "ui/delivery/deliver_dialog.h"
#include "ui/history/history_panel.h"
#include "ui/jobs/jobs_panel.h"
#include "ui/markers/markers_panel.h"
#include "ui/meters/loudness_panel.h"
#include "ui/meters/meter_bridge.h"
#include "ui/meters/scopes_panel.h"
#include "ui/monitor/monitor_panel.h"
#include "ui/picture/offset_dialog.h"
#include "ui/picture/picture_view.h"
#include "ui/timeline/timeline.h"
#include "ui/transport/transport_bar.h"
#include "ui/watch/watch_panel.h"

namespace dub::ui {

Commands Stage::commands() {
    Commands all;
    const AutomationSelection meant{[this] { return meant_strips(); },
                                    [this] { return timeline_->selection().range; }};
    for (const auto& part : {timeline_->commands(), console_->commands(), control_.commands(),
                             picture_commands(), panel_commands(), meter_commands(), media_commands(),
                             print_commands(), automation_commands(ports_, meant, outside_.say)})
        all.insert(all.end(), part.begin(), part.end());
    if (ports_.automation != nullptr)
        for (Command& command : version_commands(ports_, this, outside_.say))
            all.push_back(std::move(command));
    if (monitor_ != nullptr)
        for (Command& command : monitor_->commands())
            all.push_back(std::move(command));
    return all;
}

Commands Stage::panel_commands() {
    const auto writable = [this] { return !ports_.document.read_only(); };
    const auto watching = [this] {
        return watch_ != nullptr && ports_.watch->state().phase == WatchState::Phase::watching;
    };
    return {
        {"go.timecode", "Type a position to go there", "Go", [this] { bar_->enter_timecode(); }},
        {"file.import", "Import sound, pictures, lists and AAFs", "File", [this] { ask_import(); }, writable},
        {"file.deliver", "Deliver", "File", [this] { ask_deliver(); }},
        {"file.watch-down", "Watch down a delivery", "File", [this] { ask_watch_down(); },
         [this] { return watch_ != nullptr; }},
        {"watch.note", "Note at the place that is heard", "Monitor",
         [this] {
             panels_->setCurrentWidget(watch_);
             watch_->write_note();
         },
         watching},
        {"watch.leave", "Back to the session from the files", "Monitor", [this] { ports_.watch->leave(); },
         watching},
        {"view.watch", "Notes of the watch-down", "Window", [this] { panels_->setCurrentWidget(watch_); },
         [this] { return watch_ != nullptr; }},
        {"view.timeline", "Timeline takes the keyboard", "Window",
         [this] {
             middle_->setCurrentWidget(timeline_);
             timeline_->setFocus();
         }},
        {"view.console", "Timeline or console", "Window", [this] { turn_console(); }},
        {"view.monitor", "Monitor", "Window",
         [this] {
             if (monitor_ != nullptr) panels_->setCurrentWidget(monitor_page_);
         },
         [this] { return monitor_ != nullptr; }},
        {"view.markers", "Markers", "Window", [this] { panels_->setCurrentWidget(markers_); }},
        {"view.history", "History", "Window", [this] { panels_->setCurrentWidget(history_); }},
        {"view.jobs", "Jobs", "Window", [this] { panels_->setCurrentWidget(jobs_); }},
        {"view.right-side", "Picture, meters and panels on or off", "Window",
         [this] { down_->setVisible(down_->isHidden()); }},
    };
}

Commands Stage::meter_commands() {
    return {
        {"view.scopes", "Scopes: phase, surround, spectrum", "Window",
         [this] { panels_->setCurrentWidget(scopes_); }},
        {"meters.spectrum", "Spectrum: third octaves or fine lines", "View",
         [this] {
             scopes_->turn_spectrum();
             panels_->setCurrentWidget(scopes_);
         }},
        {"meters.stems", "Loudness: history or stems", "View",
         [this] {
             const bool stems = loudness_->below() == LoudnessBelow::stems;
             loudness_->set_below(stems ? LoudnessBelow::history : LoudnessBelow::stems);
         }},
        {"meters.bars", "Meters: sample peak or quasi-peak (PPM)", "View",
         [this] {
             const bool peak = meters_->bars() == BarKind::sample_peak;
             meters_->set_bars(peak ? BarKind::quasi_peak : BarKind::sample_peak);
         }},
        {"meters.reset", "Loudness: begin to measure anew", "View",
         [this] { ports_.meters.reset_loudness(); }},
        {"meters.clear", "Meters: clear overloads", "View", [this] { ports_.meters.clear_overloads(); }},
    };
}

Commands Stage::picture_commands() {
    return {
        {"picture.full-screen", "Picture on a full screen of its own", "Picture",
         [this] { show_full_screen(); }},
        {"picture.burn-in", "Burn-in: timecode, feet+frames, both, none", "Picture",
         [this] { next_burn_in(); }},
        {"picture.offset", "Picture offset", "Picture", [this] { ask_offset(); }},
    };
}

void Stage::next_burn_in() {
    constexpr int count = 4;
    const auto next = static_cast<BurnIn>((static_cast<int>(picture_->burn_in()) + 1) % count);
    picture_->set_burn_in(next);
    if (screen_ != nullptr) screen_->set_burn_in(next);
}

// Again: it goes away.
void Stage::show_full_screen() {
    const bool there = screen_ != nullptr && screen_->isVisible(); // the window manager may have closed it
    if (screen_ != nullptr) screen_->deleteLater();
    screen_ = nullptr;
    if (there) return;
    screen_ = new PictureView(ports_);
    screen_->setWindowTitle(QStringLiteral("Picture"));
    screen_->set_burn_in(picture_->burn_in());
    screen_->double_clicked = [this] { show_full_screen(); };
    auto* const escape = new QShortcut(Qt::Key_Escape, screen_);
    connect(escape, &QShortcut::activated, this, [this] { show_full_screen(); });
    auto* const space = new QShortcut(Qt::Key_Space, screen_);
    connect(space, &QShortcut::activated, this, [this] { control_.play_or_stop(); });
    screen_->showFullScreen();
}

void Stage::set_offset(double milliseconds) {
    offset_ms_ = milliseconds;
    const auto rate = static_cast<double>(ports_.document.now().info->rate.hz);
    ports_.pictures.set_offset({std::llround(milliseconds / 1000 * rate)});
}

void Stage::ask_offset() {
    const FrameRate rate = ports_.document.now().info->timecode.rate;
    auto* const dialog = new OffsetDialog(
        offset_ms_, static_cast<double>(rate.num) / static_cast<double>(rate.den),
        [this](double milliseconds) { set_offset(milliseconds); }, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

// What commands for strips mean: those selected where one looks.
std::vector<session::StripOwner> Stage::meant_strips() const {
    if (middle_->currentWidget() == console_) return {console_->chosen().begin(), console_->chosen().end()};
    std::vector<session::StripOwner> strips;
    for (const TrackId track : timeline_->selection().tracks)
        strips.push_back({track, {}});
    return strips;
}

// One selection of tracks in both.
void Stage::choose_in_timeline() {
    auto selection = timeline_->selection();
    selection.tracks.clear();
    for (const session::StripOwner& owner : console_->chosen())
        if (owner.track) selection.tracks.insert(owner.track);
    timeline_->set_selection(std::move(selection));
}

void Stage::turn_console() {
    const bool to_console = middle_->currentWidget() == timeline_;
    if (to_console && !timeline_->selection().tracks.empty()) {
        std::set<session::StripOwner> chosen;
        for (const TrackId track : timeline_->selection().tracks)
            chosen.insert({track, {}});
        console_->choose(std::move(chosen));
    }
    middle_->setCurrentWidget(to_console ? static_cast<QWidget*>(console_) : timeline_);
    middle_->currentWidget()->setFocus();
}

void Stage::ask_deliver() {
    auto* const dialog = new DeliverDialog(
        ports_, outside_.deliver_to().string(), [this](int) { panels_->setCurrentWidget(jobs_); }, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void Stage::watch_down(const std::filesystem::path& report) {
    ports_.watch->begin(report);
    panels_->setCurrentWidget(watch_);
}

void Stage::ask_watch_down() {
    const QString chosen = QFileDialog::getOpenFileName(
        this, QStringLiteral("Report of the delivery to watch down"),
        QString::fromStdString(outside_.deliver_to().string()), QStringLiteral("Reports (*_delivery.json)"));
    if (!chosen.isEmpty()) watch_down(chosen.toStdString());
}

void Stage::ask_import() {
    const QStringList chosen =
        QFileDialog::getOpenFileNames(this, QStringLiteral("Import sound, pictures, lists and AAFs"));
    ImportWish wish;
    for (const QString& file : chosen)
        wish.files.emplace_back(file.toStdString());
    import(std::move(wish));
}

void Stage::ask_turnover(std::vector<std::filesystem::path> lists) {
    const auto selection = timeline_->selection().range;
    auto* const dialog = new TurnoverDialog(
        ports_, *ports_.turnovers, std::move(lists), selection,
        [this](int) { panels_->setCurrentWidget(jobs_); }, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace dub::ui
