#pragma once
// Everything around one open session: transport bar, timeline, picture, meters, history and jobs.
// [window thread]

#include <QElapsedTimer>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
#include <QWidget>

#include "ui/commands.h"
#include "ui/ports/ports.h"
#include "ui/timeline/view_state.h"
#include "ui/transport/control.h"

class QSettings;
class QStackedWidget;

namespace dub::ui {

class Console;
class HistoryPanel;
class JobsPanel;
class LitButton;
class LoudnessPanel;
class MarkersPanel;
class MeterBridge;
class MissingBar;
class MissingPanel;
class MonitorPanel;
class PictureView;
class PrintsPanel;
class ScopesPanel;
class Timeline;
class TransportBar;
class WatchPanel;
namespace timeline {
class EditBar;
}

class Stage final : public QWidget, public View {
  public:
    // `say`: the sentence of the moment; `hint`: what the mouse would do. `open_file`: reports.
    struct Outside {
        std::function<void(const std::string&)> say, hint;
        std::function<void(const std::filesystem::path&)> open_file;
        std::function<std::filesystem::path()> deliver_to; // offered first
        std::function<void()> monitor_changed = [] {};     // its settings are to be kept
        std::function<void(timeline::MenuPlace, QPoint)> menu = [](timeline::MenuPlace, QPoint) {
        }; // right click
    };
    Stage(const Ports& ports, Outside outside, QWidget* parent = nullptr);
    ~Stage() override;
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    void show(const session::Session& now) override;
    using QWidget::show;
    void tick(); // sixty times a second
    [[nodiscard]] Commands commands();
    [[nodiscard]] Timeline& timeline() { return *timeline_; }
    // Files dropped on the window: onto the track under `at`, or onto new ones.
    void import(const std::vector<std::filesystem::path>& files, QPoint at);

    // Where the panels are, zoom and selection of this file; kept outside the session.
    void keep(QSettings& settings) const;
    void restore(const QSettings& settings);

  private:
    QWidget* right_side();
    QWidget* missing_bar();
    void show_missing();
    void follow_media();
    void make_panels();
    void follow_monitor(const TransportState& now);
    void watch_down(const std::filesystem::path& report);
    void ask_watch_down();
    [[nodiscard]] Commands panel_commands();
    [[nodiscard]] Commands meter_commands();
    [[nodiscard]] Commands media_commands();
    [[nodiscard]] Commands print_commands();
    void make_prints_panel();
    void print(std::optional<SampleRange> range);
    void print_selection();
    void punch();
    [[nodiscard]] Commands picture_commands();
    void make_version_sign();
    void show_version();
    void show_all();
    void show_full_screen();
    void show_pictures(const TransportState& now);
    void tell_device(const TransportState& now);
    void ask_offset();
    void set_offset(double milliseconds);
    void ask_deliver();
    void ask_import();
    void import(ImportWish wish);
    void ask_turnover(std::vector<std::filesystem::path> lists);
    void turn_console();
    void choose_in_timeline();
    [[nodiscard]] std::vector<session::StripOwner> meant_strips() const;
    void next_burn_in();

    Ports ports_;
    Outside outside_;
    TransportControl control_;
    TransportBar* bar_;
    timeline::EditBar* edit_bar_ = nullptr;
    LitButton* version_ = nullptr; // that is heard, where it is not the main mix
    QSplitter *across_, *down_ = nullptr;
    Timeline* timeline_;
    Console* console_;
    QStackedWidget* middle_;                             // one of the two
    PictureView *picture_ = nullptr, *screen_ = nullptr; // docked; the window of its own, while there is one
    MeterBridge* meters_ = nullptr;
    LoudnessPanel* loudness_ = nullptr;
    QTabWidget* panels_ = nullptr;
    HistoryPanel* history_ = nullptr;
    MarkersPanel* markers_ = nullptr;
    JobsPanel* jobs_ = nullptr;
    ScopesPanel* scopes_ = nullptr;
    MonitorPanel* monitor_ = nullptr; // none: nothing is heard
    QScrollArea* monitor_page_ = nullptr;
    MissingBar* missing_bar_ = nullptr;
    MissingPanel* missing_ = nullptr; // none: nobody looks
    PrintsPanel* prints_ = nullptr;   // none: nothing can be printed
    std::uint64_t missing_revision_ = 0;
    std::vector<MissingMedia> missing_shown_;
    std::string unkept_;           // why waveforms are not kept, as it was said
    WatchPanel* watch_ = nullptr;  // likewise
    std::uint64_t watch_seen_ = 0; // of its state
    std::string source_;           // the monitor listened to last
    std::string device_, trouble_; // as the transport called them last
    double offset_ms_ = 0;
    bool fresh_ = true; // never seen before: shown whole once the window has its size
    QElapsedTimer since_tick_;
};

} // namespace dub::ui
