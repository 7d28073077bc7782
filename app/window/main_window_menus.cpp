// The commands of the window itself, and the menus, keys and palette made of all commands.

#include "app/window/main_window.h"

#include <algorithm>

#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QMenuBar>
#include <QSettings>
#include <QShortcut>
#include <QUrl>

#include "app/window/composition.h"
#include "ui/keymap/key_table.h"
#include "ui/palette/palette.h"
#include "ui/stage/stage.h"
#include "ui/timeline/timeline.h"

namespace dub::app {
namespace {

constexpr int percents[] = {75, 90, 100, 110, 125, 150, 175, 200};
// A menu and the groups of commands in it, in the order people know from other programs of the trade.
struct MenuPlan {
    std::string title;
    std::vector<std::string> groups;
};
using ui::timeline::MenuPlace;

// A group that no plan names gets a menu of its own before the last two.
std::vector<MenuPlan> menus_for(const ui::Commands& commands) {
    std::vector<MenuPlan> plans{{"File", {"File"}},
                                {"Edit", {"Edit", "Nudge", "Mode"}},
                                {"View", {"View"}},
                                {"Track", {"Track"}},
                                {"Clip", {"Clip", "Fade"}},
                                {"Marker", {"Marker"}},
                                {"Transport", {"Transport", "Go"}},
                                {"Console", {"Console"}},
                                {"Automation", {"Automation"}},
                                {"Picture", {"Picture"}},
                                {"Monitor", {"Monitor"}},
                                {"Setup", {"Setup"}},
                                {"Window", {"Window"}},
                                {"Help", {"Help"}}};
    const auto has = [](const MenuPlan& plan, const std::string& group) {
        return std::ranges::find(plan.groups, group) != plan.groups.end();
    };
    for (const ui::Command& command : commands)
        if (std::ranges::none_of(plans, [&](const MenuPlan& plan) { return has(plan, command.group); }))
            plans.insert(plans.end() - 2, {command.group, {command.group}});
    std::erase_if(plans, [&](const MenuPlan& plan) {
        return std::ranges::none_of(commands, [&](const auto& command) { return has(plan, command.group); });
    });
    return plans;
}

// What a right click offers, by id; "": a line between.
std::vector<std::string> offered_at(MenuPlace place) {
    switch (place) {
    case MenuPlace::clips:
        return {"edit.cut",
                "edit.copy",
                "edit.paste",
                "edit.duplicate",
                "edit.repeat",
                "edit.delete",
                "edit.ripple-delete",
                "",
                "clip.split",
                "clip.heal",
                "clip.trim-start",
                "clip.trim-end",
                "clip.spot",
                "",
                "fade.in",
                "fade.out",
                "fade.cross",
                "fade.dialog",
                "",
                "clip.mute",
                "clip.lock",
                "clip.group",
                "clip.ungroup"};
    case MenuPlace::track:
        return {"track.rename",
                "",
                "track.mute",
                "track.solo",
                "select.tracks",
                "strip.colour",
                "strip.colour-by-role",
                "",
                "view.taller",
                "view.shorter",
                "view.playlists",
                "track.playlist-new",
                "track.playlist-duplicate",
                "track.playlist-next"};
    case MenuPlace::strip:
        return {"vca.new",
                "vca.members",
                "vca.rename",
                "vca.coalesce",
                "vca.remove",
                "",
                "group.new",
                "group.active",
                "group.remove",
                "",
                "strip.slots",
                "console.spill",
                "strip.coalesce-trim",
                "strip.colour",
                "strip.colour-by-role",
                "console.width",
                "console.widths"};
    case MenuPlace::marker: break;
    }
    return {"marker.add", "marker.change", "marker.remove", "",           "marker.previous", "marker.next",
            "",           "reel.add",      "reel.change",   "reel.remove"};
}

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
         [this] { return composition_ && composition_->sound() && machine_.devices; }},
        {"setup.surfaces", "Control surfaces", "Setup", [this] { show_surfaces(); }, open},
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

void MainWindow::make_menus() {
    for (QMenu* const old : menuBar()->findChildren<QMenu*>(QString(), Qt::FindDirectChildrenOnly))
        old->deleteLater(); // this may be one of its entries
    menuBar()->clear();
    for (const auto& key : timeline_keys_)
        delete key;
    timeline_keys_.clear();
    for (const MenuPlan& plan : menus_for(commands_)) {
        QMenu& menu = *menuBar()->addMenu(QString::fromStdString(plan.title));
        for (const std::string& group : plan.groups) {
            menu.addSeparator();
            for (const ui::Command& command : commands_)
                if (command.group == group) entry_of(command, *menu_of(menu, command));
        }
    }
    for (QMenu* const menu : menuBar()->findChildren<QMenu*>()) {
        connect(menu, &QMenu::aboutToShow, this, [this, menu] { grey_out(*menu); });
        connect(menu, &QMenu::aboutToHide, this, [menu] {
            for (QAction* const action : menu->actions())
                action->setEnabled(true); // a greyed entry would swallow its key
        });
    }
}

// "Keys: Pro Tools" and its like lie in a menu "Keys" of their own.
QMenu* MainWindow::menu_of(QMenu& menu, const ui::Command& command) {
    const std::string prefix = command.name.substr(0, command.name.find(": ") + 2);
    const auto alike = std::ranges::count_if(
        commands_, [&](const ui::Command& one) { return one.name.starts_with(prefix); });
    if (command.name.find(": ") == std::string::npos || alike < 2) return &menu;
    const QString title = QString::fromStdString(prefix).chopped(2);
    for (QMenu* const below : menu.findChildren<QMenu*>(QString(), Qt::FindDirectChildrenOnly))
        if (below->title() == title) return below;
    return menu.addMenu(title);
}

QAction* MainWindow::entry_of(const ui::Command& command, QMenu& menu) {
    const QString name = QString::fromStdString(command.name);
    const bool below = name.startsWith(menu.title() + ": ");
    QAction* const action = menu.addAction(below ? name.mid(menu.title().size() + 2) : name);
    action->setObjectName(QString::fromStdString(command.id));
    QList<QKeySequence> everywhere;
    for (const QKeySequence& key : keymap().of(command.id))
        if (walks_the_focus(key) && stage_ != nullptr)
            timeline_key(key, command.id);
        else
            everywhere.push_back(key);
    action->setShortcuts(everywhere);
    connect(action, &QAction::triggered, this, [this, id = command.id] { run(id); });
    return action;
}

void MainWindow::show_menu(MenuPlace place, QPoint at) {
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const std::string& id : offered_at(place)) {
        if (id.empty()) menu->addSeparator();
        // The entry of the menu bar, with its key.
        if (auto* const entry = menuBar()->findChild<QAction*>(QString::fromStdString(id)))
            menu->addAction(entry);
    }
    grey_out(*menu);
    connect(menu, &QMenu::aboutToHide, this, [menu] {
        for (QAction* const action : menu->actions())
            action->setEnabled(true);
    });
    menu->popup(at);
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
