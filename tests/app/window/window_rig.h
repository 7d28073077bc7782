#pragma once
// The program's window over a session on disk, worked with keys, mouse and drops.

#include <QLabel>
#include <QSettings>
#include <QStatusBar>
#include <QTest>

#include "app/window/document.h"
#include "app/window/main_window.h"
#include "tests/app/scene_on_disk.h"
#include "ui/ports/ports.h"
#include "ui/timeline/timeline.h"

namespace dub::app {
class Jobs;
} // namespace dub::app

namespace dub::test {

inline constexpr int patience_ms = 60000;

// Qt's own search knows only classes that moc has seen.
template <class Widget> Widget* child_of(QWidget& parent) {
    for (QWidget* const one : parent.findChildren<QWidget*>())
        if (auto* const found = dynamic_cast<Widget*>(one)) return found;
    return nullptr;
}

class WindowRig {
  public:
    explicit WindowRig(app::Machine machine = {})
        : settings(QString::fromStdString((folder.path() / "window.ini").string()), QSettings::IniFormat)
        , window(settings, std::move(machine)) {
        window.resize(1600, 900);
        window.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&window));
        window.activateWindow(); // an X server without a window manager leaves that to us
        EXPECT_TRUE(QTest::qWaitForWindowActive(&window));
    }
    ~WindowRig() {
        if (window.composition() != nullptr) window.leave_at_once();
    }
    WindowRig(const WindowRig&) = delete;
    WindowRig& operator=(const WindowRig&) = delete;

    void open(const std::filesystem::path& file) {
        ASSERT_TRUE(window.open(file));
        timeline().setFocus();
        QApplication::processEvents();
    }
    [[nodiscard]] ui::Timeline& timeline() { return *child_of<ui::Timeline>(window); }
    // What a screen reader says of a label.
    [[nodiscard]] QString text_of(const char* label) {
        for (const QLabel* const one : window.findChildren<QLabel*>())
            if (one->accessibleName() == QLatin1String(label))
                return one->isHidden() ? QString() : one->text();
        ADD_FAILURE() << "there is no label " << label;
        return {};
    }
    [[nodiscard]] std::string said() { return window.statusBar()->currentMessage().toStdString(); }
    // What stands behind the open session; out of line, for the composition's header is a heavy one.
    [[nodiscard]] ui::Ports ports();
    [[nodiscard]] ui::TransportPort& transport() { return ports().transport; }
    [[nodiscard]] app::Document& document();
    [[nodiscard]] app::Jobs& jobs();
    void service(); // one turn of the window
    [[nodiscard]] const session::Session& session();
    [[nodiscard]] std::size_t clips();
    // A key as a person hits it, wherever the keyboard is.
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QWidget* const at = QApplication::focusWidget();
        QTest::keyClick(at != nullptr ? at : &window, key, modifiers);
    }
    void drop(const std::vector<std::filesystem::path>& files, QPoint at);
    // The next question (of that title, if one is said) gets this answer.
    void will_answer(const QString& answer, const QString& title = {});
    // For a person to look at: DUBSTAGE_SHOTS=DIR keeps what the window shows.
    static void shot(QWidget& widget, const char* name) {
        if (!qEnvironmentVariableIsSet("DUBSTAGE_SHOTS")) return;
        [[maybe_unused]] const bool painted = QTest::qWaitFor([] { return false; }, 300);
        widget.grab().save(qEnvironmentVariable("DUBSTAGE_SHOTS") + "/" + name + ".png");
    }
    template <class Condition> static bool until(Condition condition) {
        return QTest::qWaitFor(condition, patience_ms);
    }
    [[nodiscard]] ui::JobStatus newest_job();
    bool job_ended() {
        return until([this] { return newest_job().state != ui::JobState::running; });
    }

    TempFolder folder;
    QSettings settings;
    app::MainWindow window;
};

} // namespace dub::test
