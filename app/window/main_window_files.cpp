// Where sessions come from and go to: the start page, file dialogs, templates, the demo scene.

#include "app/window/main_window.h"

#include <QDir>
#include <QFileDialog>
#include <fmt/format.h>

#include "app/commands/reading.h"
#include "app/jobs/journal_beside.h"
#include "app/jobs/new_session.h"
#include "app/window/composition.h"
#include "app/window/demo_session.h"
#include "app/window/question.h"
#include "app/window/recent.h"
#include "formats/project/templates.h"

namespace dub::app {
namespace {

const QString session_files = QStringLiteral("Sessions (*.dub)");

std::vector<ui::TemplateChoice> template_choices() {
    std::vector<ui::TemplateChoice> choices;
    const auto found = project::load_templates(user_template_folder());
    if (!found) return choices; // `dubstage templates` says what is wrong with a user's own
    for (const auto& one : *found)
        choices.push_back({one.id, one.session.info->name,
                           fmt::format("{}, {} tracks, {} fps", one.session.info->home.name(),
                                       one.session.tracks.size(), name_of(one.session.info->timecode))});
    return choices;
}

} // namespace

void MainWindow::show_start() {
    let_go();
    setWindowTitle(QStringLiteral("Dubstage"));
    setWindowModified(false);
    setCentralWidget(new ui::StartPage(
        recent_sessions(settings_), template_choices(),
        {[this](const std::string& file) {
             // The page must outlive its own button's signal.
             QTimer::singleShot(0, this, [this, file] {
                 if (file.empty())
                     ask_and_open();
                 else
                     open(file);
             });
         },
         [this](const std::string& id) { QTimer::singleShot(0, this, [this, id] { make_from(id); }); },
         [this] { QTimer::singleShot(0, this, [this] { make_demo(); }); }},
        this));
}

void MainWindow::ask_and_open() {
    const QString file =
        QFileDialog::getOpenFileName(this, QStringLiteral("Open a session"), {}, session_files);
    if (!file.isEmpty()) open(file.toStdString());
}

bool MainWindow::save_as() {
    const auto file = ask_where(QStringLiteral("Save under another name"),
                                QString::fromStdString(composition_->document().folder().string()));
    if (!file || !said(composition_->document().save_as(*file, IfExists::replace))) return false;
    remember(settings_, file->string());
    return true;
}

// The file dialog asks before it replaces what was typed, not what the ending makes of it.
std::optional<std::filesystem::path> MainWindow::ask_where(const QString& title, const QString& from) {
    const QString chosen = QFileDialog::getSaveFileName(this, title, from, session_files);
    if (chosen.isEmpty()) return std::nullopt;
    std::filesystem::path file = chosen.toStdString();
    if (file.extension() == ".dub") return file;
    file += ".dub";
    std::error_code error;
    const Question question{fmt::format("Replace {}?", file.filename().string()),
                            "There is a session of that name; it is kept as a backup.",
                            {"Replace it", "Cancel"}};
    if (std::filesystem::exists(file, error) && ask(this, question) != 0) return std::nullopt;
    return file;
}

void MainWindow::make_from(const std::string& template_id) {
    const auto file = ask_where(QStringLiteral("Where will the session lie?"), QDir::homePath());
    if (!file) return;
    const auto make = [&]() -> Result<session::Setup> {
        CHECK(not_in_use(*file)); // this window's own session, too
        const session::SetupWish wish{.name = file->stem().string()};
        if (template_id.empty()) return save_new(plain_session(wish), *file, IfExists::replace);
        TRY(const auto found, project::find_template(template_id, user_template_folder()));
        return save_new(session::setup_from(found.session, wish), *file, IfExists::replace);
    };
    if (const auto made = make(); !made) return say(made.error().text());
    open(*file);
}

void MainWindow::make_demo() {
    const auto session = demo_session(this);
    if (!session) return say(session.error().text());
    open(*session);
}

} // namespace dub::app
