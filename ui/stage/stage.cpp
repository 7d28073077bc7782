#include "ui/stage/stage.h"

#include <QStackedWidget>

#include "ui/automation/version_choice.h"
#include "ui/console/console.h"
#include "ui/history/history_panel.h"
#include "ui/jobs/jobs_panel.h"
#include "ui/markers/markers_panel.h"
#include "ui/media/missing_panel.h"
#include "ui/meters/loudness_panel.h"
#include "ui/meters/meter_bridge.h"
#include "ui/meters/scopes_panel.h"
#include "ui/monitor/lit_button.h"
#include "ui/monitor/monitor_panel.h"
#include "ui/picture/picture_view.h"
#include "ui/prints/prints_panel.h"
#include "ui/stage/asking.h"
#include "ui/theme/tokens.h"
#include "ui/timeline/edit_bar.h"
#include "ui/timeline/timeline.h"
#include "ui/transport/transport_bar.h"
#include "ui/watch/watch_panel.h"

namespace dub::ui {
namespace {
constexpr int right_width = 500, picture_height = 270, meters_height = 220;
}

Stage::Stage(const Ports& ports, Outside outside, QWidget* parent)
    : QWidget(parent)
    , ports_(ports)
    , outside_(std::move(outside))
    , control_(ports.transport, ports.document)
    , bar_(new TransportBar(ports, control_, this))
    , across_(new QSplitter(Qt::Horizontal, this))
    , timeline_(new Timeline(ports_, across_))
    , console_(new Console(ports_, across_))
    , middle_(new QStackedWidget(across_)) {
    setAccessibleName(QStringLiteral("Stage"));
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar_);
    layout->addWidget(across_, 1);
    across_->setAccessibleName(QStringLiteral("Timeline and panels"));
    middle_->addWidget(timeline_);
    middle_->addWidget(console_);
    across_->addWidget(middle_);
    across_->addWidget(right_side());
    across_->setStretchFactor(0, 1);
    const int third = parent == nullptr ? right_width : parent->width() / 3;
    across_->setSizes({1 << 16, std::min(right_width, third)});
    if (missing_ != nullptr) layout->insertWidget(1, missing_bar());
    timeline_->hint = [this](const QString& text) { outside_.hint(text.toStdString()); };
    timeline_->menu = outside_.menu;
    answer_questions(*timeline_, ports_, outside_.say);
    control_.selection = console_->selection = [this] { return timeline_->selection().range; };
    control_.stands = [this](SamplePos at) {
        auto selection = timeline_->selection();
        selection.cursor = at;
        timeline_->set_selection(std::move(selection));
    };
    control_.say = bar_->say = history_->say = markers_->say = console_->say = outside_.say;
    console_->menu = [this](QPoint at) { outside_.menu(timeline::MenuPlace::strip, at); };
    console_->to_colour = [this] { return meant_strips(); };
    console_->choice_changed = [this] { choose_in_timeline(); };
    edit_bar_ = new timeline::EditBar(*timeline_, this);
    make_version_sign();
    bar_->add(edit_bar_);
    since_tick_.start();
    show(ports_.document.now());
}

Stage::~Stage() { delete screen_; }

QWidget* Stage::right_side() {
    down_ = new QSplitter(Qt::Vertical, across_);
    down_->setAccessibleName(QStringLiteral("Picture, meters and panels"));
    picture_ = new PictureView(ports_, down_);
    picture_->double_clicked = [this] { show_full_screen(); };
    auto* const measured = new QWidget(down_);
    auto* const row = new QHBoxLayout(measured);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(1);
    meters_ = new MeterBridge(ports_, measured);
    loudness_ = new LoudnessPanel(ports_, measured);
    loudness_->go_to = [this](SamplePos at) {
        control_.go_to(at);
        timeline_->reveal(at);
    };
    row->addWidget(meters_);
    row->addWidget(loudness_, 1);
    panels_ = new QTabWidget(down_);
    make_panels();
    for (QWidget* const part : std::initializer_list<QWidget*>{picture_, measured, panels_})
        down_->addWidget(part);
    down_->setStretchFactor(2, 1);
    down_->setSizes({picture_height, meters_height, 1 << 14});
    return down_;
}

void Stage::make_panels() {
    panels_->setAccessibleName(QStringLiteral("Panels"));
    panels_->setDocumentMode(true);
    history_ = new HistoryPanel(ports_.document, panels_);
    jobs_ = new JobsPanel(ports_.jobs, panels_);
    jobs_->open_file = outside_.open_file;
    jobs_->ended = [this](const JobStatus& status) { outside_.say(status.name + ": " + status.sentence); };
    if (ports_.monitor != nullptr) {
        monitor_ = new MonitorPanel(*ports_.monitor, panels_);
        monitor_->say = outside_.say;
        monitor_->changed = outside_.monitor_changed;
        monitor_page_ = new QScrollArea(panels_); // a small or enlarged screen has no room for all of it
        monitor_page_->setFrameShape(QFrame::NoFrame);
        monitor_page_->setFocusPolicy(Qt::NoFocus);
        monitor_page_->setWidgetResizable(true);
        monitor_page_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        monitor_page_->setWidget(monitor_);
        monitor_page_->setMinimumWidth(monitor_->minimumSizeHint().width());
        panels_->addTab(monitor_page_, QStringLiteral("Monitor"));
    }
    markers_ = new MarkersPanel(ports_.document, panels_);
    markers_->go_to = [this](SamplePos at) { timeline_->go_to(at); };
    markers_->ask = [this](MarkerId marker) { timeline_->ask_marker(marker); };
    scopes_ = new ScopesPanel(ports_.meters, panels_);
    panels_->addTab(scopes_, QStringLiteral("Scopes"));
    panels_->addTab(markers_, QStringLiteral("Markers"));
    panels_->addTab(history_, QStringLiteral("History"));
    panels_->addTab(jobs_, QStringLiteral("Jobs"));
    if (ports_.missing != nullptr) {
        missing_ = new MissingPanel(*ports_.missing, ports_.document, panels_);
        panels_->addTab(missing_, QStringLiteral("Media"));
    }
    make_prints_panel();
    if (ports_.watch == nullptr) return;
    watch_ = new WatchPanel(ports_, panels_);
    watch_->say = outside_.say;
    watch_->open_file = outside_.open_file;
    watch_->go_to = [this](SamplePos at) {
        control_.go_to(at);
        timeline_->reveal(at);
    };
    panels_->addTab(watch_, QStringLiteral("Watch-down"));
    jobs_->watch_down = [this](const std::filesystem::path& report) { watch_down(report); };
    if (monitor_ != nullptr) monitor_->leave = [this] { ports_.watch->leave(); };
}

void Stage::show(const session::Session& now) {
    timeline_->show(now);
    console_->show(now);
    history_->show(now);
    meters_->show(now);
    markers_->show(now);
    if (monitor_ != nullptr) monitor_->refresh();
    if (missing_ != nullptr && missing_->isVisible()) missing_->refresh();
}

void Stage::tick() {
    if (fresh_ && isVisible()) show_all();
    const double seconds = static_cast<double>(since_tick_.restart()) / 1000;
    ports_.meters.turn();
    control_.tick();
    const TransportState now = ports_.transport.state();
    bar_->tick(now);
    edit_bar_->tick();
    show_version();
    timeline_->show_rolls(control_.rolled());
    follow_monitor(now);
    tell_device(now);
    show_pictures(now);
    meters_->tick(seconds);
    console_->tick(seconds, now.heard);
    loudness_->tick();
    scopes_->tick();
    jobs_->tick();
    if (prints_ != nullptr) prints_->tick();
    follow_media();
}

// The device, and what is heard, change by themselves, too.
void Stage::follow_monitor(const TransportState& now) {
    const bool other_watch = watch_ != nullptr && ports_.watch->state().revision != watch_seen_;
    if (other_watch) {
        const WatchState& watched = ports_.watch->state();
        watch_seen_ = watched.revision;
        watch_->refresh();
        if (monitor_ != nullptr)
            monitor_->show_in_place(watched.phase == WatchState::Phase::watching
                                        ? "FILES, not the session: " + watched.delivery
                                        : "");
    }
    if (monitor_ == nullptr) return;
    const std::string& source = ports_.monitor->settings().source;
    if (other_watch || now.device != device_ || source != source_) monitor_->refresh();
    device_ = now.device;
    source_ = source;
}

// What is wrong with the device is said when it begins, whoever looks elsewhere.
void Stage::tell_device(const TransportState& now) {
    if (now.device_sentence == trouble_) return;
    trouble_ = now.device_sentence;
    if (!trouble_.empty()) outside_.say(trouble_);
}

// Both views ask for the size of the larger one: two sizes would throw each other's frames away.
void Stage::show_pictures(const TransportState& now) {
    const auto seen = [](const PictureView* view) { return view != nullptr && view->isVisible(); };
    QSize size;
    for (const PictureView* const view : {picture_, screen_})
        if (seen(view)) size = size.expandedTo(view->size() * view->devicePixelRatioF());
    for (PictureView* const view : {picture_, screen_})
        if (seen(view)) view->tick(now, size);
}

void Stage::make_version_sign() {
    version_ = new LitButton({}, QStringLiteral("Version that is heard: a click, and it is the main mix"),
                             theme::input, this);
    version_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    version_->hide();
    connect(version_, &QToolButton::clicked, this, [this] {
        if (const auto heard = ports_.automation->hear({}); !heard) outside_.say(heard.error().text());
        show_version();
    });
    bar_->add(version_);
}

// Whoever looks at the timeline, too, sees that it is not the main mix.
void Stage::show_version() {
    const QString name = heard_version(ports_);
    if (version_->text() == name && version_->isHidden() == name.isEmpty()) return;
    version_->setText(name);
    version_->setAccessibleDescription(name);
    version_->light(true);
    version_->setVisible(!name.isEmpty());
    bar_->fit();
}

void Stage::show_all() {
    fresh_ = false;
    for (const Command& command : timeline_->commands())
        if (command.id == "view.zoom-all") command.run();
}

void Stage::import(const std::vector<std::filesystem::path>& files, QPoint at) {
    const auto under = timeline_->under(timeline_->mapFrom(this, at));
    ImportWish wish{files, {}, {}, {}};
    if (under && under->track) { // onto a track it goes where it was let go, else where its stamp says
        wish.track = under->track;
        wish.at = under->at;
    }
    import(std::move(wish));
}

// Lists are looked at first, all in one dialog: split lists and reels belong together.
void Stage::import(ImportWish wish) {
    std::vector<std::filesystem::path> lists;
    std::erase_if(wish.files, [&](const std::filesystem::path& file) {
        const bool list = ports_.turnovers != nullptr && ports_.turnovers->takes(file);
        if (list) lists.push_back(file);
        return list;
    });
    if (!lists.empty()) ask_turnover(std::move(lists));
    if (wish.files.empty()) return;
    ports_.jobs.import(wish);
    panels_->setCurrentWidget(jobs_);
}

} // namespace dub::ui
