#include "app/window/main_window.h"

#include <QCloseEvent>
#include <QDesktopServices>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QStatusBar>
#include <fmt/format.h>

#include "app/window/composition.h"
#include "app/window/opening.h"
#include "app/window/question.h"
#include "app/window/recent.h"
#include "app/window/surfaces/window_surfaces.h"
#include "ui/monitor/kept.h"
#include "ui/stage/stage.h"

namespace dub::app {
namespace {

constexpr int tick_ms = 16, flush_ms = 2000, sentence_ms = 12000;

std::string worst_of(const Diagnostics& diagnostics) {
    for (const Severity severity : {Severity::error, Severity::warning})
        for (const Diagnostic& one : diagnostics)
            if (one.severity == severity) return one.sentence;
    return {};
}

// The room belongs to what plays in it: a studio's is not a laptop's.
QString monitor_key(const std::string& device) {
    return "monitor/" + QString::fromLatin1(QByteArray::fromStdString(device).toPercentEncoding("", "/"));
}

std::vector<std::filesystem::path> files_of(const QMimeData& data) {
    std::vector<std::filesystem::path> files;
    for (const QUrl& url : data.urls())
        if (url.isLocalFile()) files.emplace_back(url.toLocalFile().toStdString());
    return files;
}

} // namespace

MainWindow::MainWindow(QSettings& settings, Machine machine)
    : settings_(settings)
    , machine_(std::move(machine))
    , hint_(new QLabel(this))
    , ticks_(new QTimer(this))
    , flushes_(new QTimer(this)) {
    setAcceptDrops(true);
    setWindowIcon(QIcon::fromTheme(QStringLiteral("org.dubstage.Dubstage")));
    const QSize screen = QGuiApplication::primaryScreen()->availableSize(); // another one than last time
    resize(settings_.value("window/size", QSize(1600, 900)).toSize().boundedTo(screen));
    const std::string keys = settings_.value("keymap").toString().toStdString();
    for (std::size_t i = 0; i < keymaps_.size(); ++i)
        if (keymaps_[i].id == keys) keymap_ = i;
    hint_->setAccessibleName(QStringLiteral("Hint"));
    statusBar()->addWidget(hint_, 1);
    connect(ticks_, &QTimer::timeout, this, [this] { tick(); });
    connect(flushes_, &QTimer::timeout, this, [this] { flush(); });
    flushes_->start(flush_ms);
    show_start();
}

MainWindow::~MainWindow() {
    ticks_->stop();
    let_go_of_surfaces();
    commands_.clear();
    delete takeCentralWidget(); // before what it looks at
}

void MainWindow::say(const std::string& sentence) {
    if (!sentence.empty()) statusBar()->showMessage(QString::fromStdString(sentence), sentence_ms);
}

bool MainWindow::said(const Result<Diagnostics>& done) {
    say(done ? worst_of(*done) : done.error().text());
    return done.has_value();
}

bool MainWindow::open(const std::filesystem::path& file) {
    const std::filesystem::path path = std::filesystem::absolute(file);
    if (const auto readable = open_session(path); !readable) { // before anything is left for it
        say(readable.error().text());
        return false;
    }
    if (composition_ && !close_session()) return false;
    auto document = open_asking(path, this);
    if (!document) {
        say(document.error().text());
        return false;
    }
    if (*document == nullptr) return false;
    delete takeCentralWidget();
    composition_ =
        std::make_unique<Composition>(std::move(*document), machine_, [this](const std::string& device) {
            return settings_.value(monitor_key(device)).toString().toStdString();
        });
    connect_device();
    if (const auto saved = composition_->document().file()) remember(settings_, saved->string());
    show_stage();
    say(worst_of(composition_->document().told()));
    return true;
}

bool MainWindow::close_session() {
    if (!composition_ || !may_leave()) return false;
    show_start();
    return true;
}

void MainWindow::show_stage() {
    const auto deliver_to = [this] {
        const Document& document = composition_->document();
        const std::filesystem::path named = document.file_name();
        return document.folder() / (named.stem().string() + " delivery");
    };
    make_surfaces();
    stage_ = new ui::Stage(
        surfaces_->ports(),
        {.say = [this](const std::string& sentence) { say(sentence); },
         .hint = [this](const std::string& text) { hint_->setText(QString::fromStdString(text)); },
         .open_file =
             [](const std::filesystem::path& file) {
                 QDesktopServices::openUrl(QUrl::fromLocalFile(QString::fromStdString(file.string())));
             },
         .deliver_to = deliver_to,
         .monitor_changed = [this] { keep_monitor(); },
         .menu = [this](ui::timeline::MenuPlace place, QPoint at) { show_menu(place, at); }},
        this);
    stage_->restore(settings_);
    setCentralWidget(stage_);
    commands_ = window_commands();
    for (ui::Command& command : stage_->commands())
        commands_.push_back(std::move(command));
    make_menus();
    composition_->document().changed = [this] {
        composition_->follow();
        follow_document();
    };
    follow_document();
    ticks_->start(tick_ms);
}

// Its picture may be in a window of its own; commands speak to the stage.
void MainWindow::let_go() {
    ticks_->stop();
    let_go_of_surfaces();
    commands_ = {};
    delete takeCentralWidget();
    stage_ = nullptr;
    surfaces_.reset();
    composition_.reset();
    commands_ = window_commands();
    make_menus();
}

// What a finger still holds becomes an edit, which is to be kept and shown.
void MainWindow::let_go_of_surfaces() {
    if (surfaces_) surfaces_->let_go();
}

void MainWindow::keep_monitor() {
    Sound* const sound = composition_->sound();
    settings_.setValue(monitor_key(sound->room_of()),
                       QString::fromStdString(ui::kept_text(sound->to_keep())));
}

void MainWindow::follow_document() {
    const Document& document = composition_->document();
    setWindowTitle(QString::fromStdString(
        fmt::format("{}[*]{} - Dubstage", document.file_name(), document.read_only() ? " (read-only)" : "")));
    setWindowModified(document.has_unsaved());
    stage_->show(document.now());
}

void MainWindow::tick() {
    composition_->service();
    say(composition_->take_sentence());
    stage_->tick();
    surfaces_->service();
}

void MainWindow::flush() {
    if (!composition_) return;
    if (const auto done = composition_->document().flush(); !done) say(done.error().text());
}

bool MainWindow::save() {
    if (!composition_->document().file()) return save_as();
    return said(composition_->document().save());
}

bool MainWindow::may_leave() {
    if (!composition_) return true;
    let_go_of_surfaces();
    composition_->finish();
    if (composition_->jobs().running() && ask(this, {"A job is still running",
                                                     "Leaving stops it; a delivery leaves no half files.",
                                                     {"Stop it and leave", "Stay"}}) != 0)
        return false;
    if (composition_->prints().unlaid() > 0 &&
        ask(this, {"A print is not in the session",
                   "What was recorded of it would be lost: lay it again in the panel Prints.",
                   {"Leave without it", "Stay"}}) != 0)
        return false;
    Document& document = composition_->document();
    Leave leave = Leave::keep_unsaved;
    if (document.has_unsaved()) {
        const std::size_t answer = ask(this, {fmt::format("Save {}?", document.file_name()),
                                              "What was done since it was saved would be lost.",
                                              {"Save", "Do not save", "Cancel"}});
        if (answer == 2 || (answer == 0 && !save())) return false;
        if (answer == 1) leave = Leave::discard_unsaved;
    }
    document.close(leave);
    if (stage_ != nullptr) stage_->keep(settings_);
    ticks_->stop();
    return true;
}

void MainWindow::leave_at_once() {
    if (!composition_) return;
    let_go_of_surfaces();
    composition_->finish();
    flush();
    composition_->document().close(Leave::keep_unsaved);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!may_leave()) return event->ignore();
    settings_.setValue("window/size", size());
    let_go(); // no picture plays on without its window, no job goes on unseen
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

// A session is opened; sound and pictures come into the session that is open.
void MainWindow::dropEvent(QDropEvent* event) {
    const auto files = files_of(*event->mimeData());
    if (files.empty()) return;
    event->acceptProposedAction();
    if (files.front().extension() == ".dub") {
        // It may ask, and whoever dragged it waits for the drop to end.
        QTimer::singleShot(0, this, [this, file = files.front()] { open(file); });
    } else if (composition_) {
        stage_->import(files, stage_->mapFrom(this, event->position().toPoint()));
    } else {
        say("Open a session first; then sound and pictures can be dropped into it.");
    }
}

} // namespace dub::app
