#pragma once
// The one window: the start page, or the stage of an open session, with menus made of the commands.
// [window thread]

#include <filesystem>
#include <memory>

#include <QMainWindow>
#include <QPointer>

#include "app/window/machine.h"
#include "engine/core/diagnostics.h"
#include "ui/commands.h"
#include "ui/keymap/keymap.h"

class QSettings;
class QLabel;
class QMenu;
class QShortcut;
class QTimer;

namespace dub::ui {
class Stage;
namespace timeline {
enum class MenuPlace : unsigned char;
}
} // namespace dub::ui

namespace dub::app {

class Composition;
class WindowSurfaces;

class MainWindow final : public QMainWindow {
  public:
    // `settings` outlives the window.
    explicit MainWindow(QSettings& settings, Machine machine = {});
    ~MainWindow() override;
    MainWindow(const MainWindow&) = delete;
    MainWindow& operator=(const MainWindow&) = delete;

    // Asks what to do with unsaved work of both. False: it could not be opened (said), or the person stayed.
    bool open(const std::filesystem::path& file);
    bool close_session(); // back to the start page
    void leave_at_once(); // without a question: unsaved work stays in the journal
    void make_menus();    // of the commands and the chosen keymap
    [[nodiscard]] const ui::Commands& commands() const { return commands_; }
    [[nodiscard]] const ui::Keymap& keymap() const { return keymaps_[keymap_]; }
    [[nodiscard]] Composition* composition() { return composition_.get(); }
    [[nodiscard]] WindowSurfaces* surfaces() { return surfaces_.get(); } // nullptr: no session is open
    void say(const std::string& sentence);                               // in the status line

  protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    void show_start();
    void show_stage();
    void let_go(); // of the session: stage, sound, picture, jobs
    void let_go_of_surfaces();
    void keep_monitor();
    void follow_document(); // title, views
    void tick();
    void flush();
    [[nodiscard]] ui::Commands window_commands();
    void timeline_key(const QKeySequence& key, const std::string& command);
    QMenu* menu_of(QMenu& menu, const ui::Command& command);
    QAction* entry_of(const ui::Command& command, QMenu& menu);
    void show_menu(ui::timeline::MenuPlace place, QPoint at); // right click
    void grey_out(const QMenu& menu);
    void run(const std::string& command);
    void choose_keymap(std::size_t which);

    void ask_and_open();
    // Where a session is to lie; nullopt: nowhere, or not over what is there.
    [[nodiscard]] std::optional<std::filesystem::path> ask_where(const QString& title, const QString& from);
    void make_from(const std::string& template_id);
    void make_demo();
    bool save();
    bool save_as();
    bool may_leave(); // saved, or the person said so
    bool said(const Result<Diagnostics>& done);
    void show_palette();
    void choose_device();
    void make_surfaces();
    void show_surfaces();
    void connect_device(); // the one that was chosen last, else the default
    void show_key_table();

    QSettings& settings_;
    Machine machine_;
    std::vector<ui::Keymap> keymaps_ = ui::keymaps();
    std::size_t keymap_ = 0;
    ui::Commands commands_;
    std::unique_ptr<Composition> composition_;
    std::unique_ptr<WindowSurfaces> surfaces_; // over it
    ui::Stage* stage_ = nullptr;               // the central widget; none: the start page is
    QLabel* hint_ = nullptr;
    std::vector<QPointer<QShortcut>> timeline_keys_;
    QTimer* ticks_ = nullptr;
    QTimer* flushes_ = nullptr;
};

} // namespace dub::app
