// The commands of the window itself, and the menus, keys and palette made of all commands.

#include "app/window/main_window.h"

#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QMenuBar>
#include <QSettings>
#include <QShortcut>
#include <QUrl>

#include "ui/keymap/key_table.h"
#include "ui/palette/palette.h"
#include "ui/timeline/timeline.h"

namespace dub::app {
namespace {

constexpr int percents[] = {75, 90, 100, 110, 125, 150, 175, 200};
constexpr const char* group_order[] = {"File",   "Edit", "Clip",      "Fade",    "Nudge", "Mode", "Track",
                                       "Marker", "Go",   "Transport", "Picture", "View",  "Help"};

bool walks_the_focus(const QKeySequence& key) {
    return key[0].key() == Qt::Key_Tab || key[0].key() == Qt::Key_Backtab;
}

} // namespace

ui::Commands MainWindow::window_commands() {
    const auto open = [this] { return composition_ != nullptr; };
    const auto writable = [this] { return composition_ && !composition_->document().read_only(); };
    const auto undo = [this](bool back) {
        Document& document = composition_->document();
        if (const auto done = back ? document.undo() : document.redo(); !done) say(done.error().text());
    };
    ui::Commands all{
        {"file.new", "New session", "File", [this] { make_from(""); }},
        {"file.demo", "Open the demo scene", "File", [this] { make_demo(); }},
        {"file.open", "Open a session", "File", [this] { ask_and_open(); }},
        {"file.save", "Save", "File", [this] { save(); }, writable},
        {"file.save-as", "Save under another name", "File", [this] { save_as(); }, open},
        {"file.close", "Close the session", "File", [this] { close_session(); }, open},
        {"file.quit", "Quit", "File", [this] { close(); }},
        {"edit.undo", "Undo", "Edit", [undo] { undo(true); }, writable},
        {"edit.redo", "Redo", "Edit", [undo] { undo(false); }, writable},
        {"transport.devices", "Sound device", "Transport", [this] { choose_device(); },
         [this] { return composition_ && composition_->sound() && devices_; }},
        {"help.palette", "Find a command by its name", "Help", [this] { show_palette(); }},
        {"help.keys", "Key table, to print", "Help", [this] { show_key_table(); }},
    };
    for (std::size_t i = 0; i < keymaps_.size(); ++i)
        all.push_back({"view.keys-" + keymaps_[i].id, "Keys: " + keymaps_[i].name, "View",
                       [this, i] { choose_keymap(i); }});
    for (const int percent : percents)
        all.push_back({"view.scale-" + std::to_string(percent),
                       "Size of the window's content: " + std::to_string(percent) + " %", "View",
                       [this, percent] {
                           settings_.setValue("scale", percent);
                           say("The size changes with the next start.");
                       }});
    return all;
}

// One menu for each group.
void MainWindow::make_menus() {
    menuBar()->clear();
    for (const auto& key : timeline_keys_)
        delete key;
    timeline_keys_.clear();
    std::map<std::string, QMenu*> menus;
    for (const char* const group : group_order)
        for (const ui::Command& command : commands_)
            if (command.group == group && !menus.contains(group))
                menus[group] = menuBar()->addMenu(QString::fromLatin1(group));
    for (const ui::Command& command : commands_) {
        QMenu*& menu = menus[command.group];
        if (menu == nullptr) menu = menuBar()->addMenu(QString::fromStdString(command.group));
        QAction* const action = menu->addAction(QString::fromStdString(command.name));
        action->setObjectName(QString::fromStdString(command.id));
        QList<QKeySequence> everywhere;
        for (const QKeySequence& key : keymap().of(command.id))
            if (walks_the_focus(key) && stage_ != nullptr)
                timeline_key(key, command.id);
            else
                everywhere.push_back(key);
        action->setShortcuts(everywhere);
        connect(action, &QAction::triggered, this, [this, id = command.id] { run(id); });
    }
    for (const auto& [group, menu] : menus) {
        connect(menu, &QMenu::aboutToShow, this, [this, menu = menu] { grey_out(*menu); });
        connect(menu, &QMenu::aboutToHide, this, [menu = menu] {
            for (QAction* const action : menu->actions())
                action->setEnabled(true); // a greyed entry would swallow its key
        });
    }
}

// Tab goes from edit to edit where the timeline has the keyboard, and from control to control elsewhere.
void MainWindow::timeline_key(const QKeySequence& key, const std::string& id) {
    auto* const shortcut = new QShortcut(key, &stage_->timeline());
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, [this, id] { run(id); });
    timeline_keys_.emplace_back(shortcut);
}

void MainWindow::grey_out(const QMenu& menu) {
    for (QAction* const action : menu.actions())
        for (const ui::Command& command : commands_)
            if (command.id == action->objectName().toStdString()) action->setEnabled(command.enabled());
}

void MainWindow::run(const std::string& id) {
    for (const ui::Command& command : commands_)
        if (command.id == id && command.enabled()) {
            const auto now = command.run; // it may make the list anew
            return now();
        }
}

void MainWindow::choose_keymap(std::size_t which) {
    keymap_ = which;
    settings_.setValue("keymap", QString::fromStdString(keymap().id));
    make_menus();
}

void MainWindow::show_palette() {
    auto* const palette = new ui::Palette(commands_, keymap(), this);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    palette->open();
}

void MainWindow::show_key_table() {
    QFile file(QDir::temp().filePath(QStringLiteral("dubstage-keys.html")));
    const std::string page = ui::key_table_html(commands_, keymap());
    if (!file.open(QIODevice::WriteOnly) || file.write(page.data(), static_cast<qint64>(page.size())) < 0)
        return say("The key table could not be written to " + file.fileName().toStdString() + ".");
    file.close();
    QDesktopServices::openUrl(QUrl::fromLocalFile(file.fileName()));
    say("The key table is " + file.fileName().toStdString() + ".");
}

} // namespace dub::app
