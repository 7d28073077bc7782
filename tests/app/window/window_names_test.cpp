// Everything can be found: by key, in a menu, in the palette, by a screen reader.

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include <QAccessible>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>

#include "tests/app/window/window_rig.h"
#include "tests/support/program.h"
#include "ui/keymap/key_table.h"
#include "ui/palette/palette.h"

namespace dub::test {
namespace {

class WindowNames : public ::testing::Test {
  protected:
    WindowNames() { rig.open(scene.file()); }
    SceneOnDisk scene;
    WindowRig rig;
};

TEST_F(WindowNames, every_command_has_a_name_an_id_of_its_own_and_a_menu) {
    std::set<std::string> ids;
    for (const ui::Command& command : rig.window.commands()) {
        EXPECT_FALSE(command.name.empty()) << command.id;
        EXPECT_FALSE(command.group.empty()) << command.id;
        EXPECT_TRUE(ids.insert(command.id).second) << command.id << " is there twice";
        EXPECT_NE(rig.window.findChild<QAction*>(QString::fromStdString(command.id)), nullptr) << command.id;
    }
    EXPECT_GT(ids.size(), 80U);
}

TEST_F(WindowNames, every_key_of_every_map_runs_a_command_that_exists) {
    std::set<std::string> ids;
    for (const ui::Command& command : rig.window.commands())
        ids.insert(command.id);
    for (const auto& [file, text] : ui::builtin_keymaps()) {
        const auto keymap = ui::parse_keymap(text, file); // a key that runs two commands is an error there
        ASSERT_TRUE(keymap) << keymap.error().text();
        for (const auto& [command, keys] : keymap->keys)
            EXPECT_TRUE(ids.contains(command)) << file << ": " << command;
    }
}

TEST_F(WindowNames, what_a_keypad_does_other_keys_do_too) {
    for (const ui::Keymap& keymap : ui::keymaps())
        for (const auto& [command, keys] : keymap.keys) {
            const auto keypad = [](const QKeySequence& key) {
                return key[0].keyboardModifiers().testFlag(Qt::KeypadModifier);
            };
            EXPECT_TRUE(!std::ranges::any_of(keys, keypad) || !std::ranges::all_of(keys, keypad))
                << keymap.id << ": " << command;
        }
}

TEST_F(WindowNames, the_palette_finds_every_command_by_its_name_and_runs_it) {
    rig.key(Qt::Key_P, Qt::ControlModifier);
    auto* const palette = child_of<ui::Palette>(rig.window);
    ASSERT_NE(palette, nullptr);
    auto* const typed = palette->findChild<QLineEdit*>();
    auto* const found = palette->findChild<QListWidget*>();
    for (const ui::Command& command : rig.window.commands()) {
        typed->setText(QString::fromStdString(command.name));
        QStringList names;
        for (int i = 0; i < found->count(); ++i)
            names.push_back(found->item(i)->text());
        EXPECT_TRUE(names.contains(QString::fromStdString(command.group + ": " + command.name)))
            << command.id;
    }
    typed->clear();
    QTest::keyClicks(typed, "marker add");
    WindowRig::shot(*palette, "palette");
    QTest::keyClick(typed, Qt::Key_Return);
    EXPECT_EQ(rig.session().markers->size(), 1U);
}

TEST_F(WindowNames, every_widget_that_takes_the_keyboard_says_what_it_is) {
    for (QWidget* const widget : rig.window.findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith("qt_")) continue;
        QAccessibleInterface* const reads = QAccessible::queryAccessibleInterface(widget);
        ASSERT_NE(reads, nullptr);
        if (widget->inherits("QTabBar") || widget->inherits("QMenu") ||
            widget->inherits("QComboBoxListView")) // their entries say it
            continue;
        EXPECT_FALSE(reads->text(QAccessible::Name).isEmpty())
            << widget->metaObject()->className() << " " << widget->objectName().toStdString();
    }
}

TEST_F(WindowNames, the_guide_lists_the_keys_as_they_are) {
    const std::filesystem::path page = std::filesystem::path(DUB_SOURCE_DIR) / "docs/guide/keys.md";
    const std::string now = ui::key_table_markdown(rig.window.commands(), ui::keymaps());
    if (qEnvironmentVariableIsSet("DUBSTAGE_WRITE_GUIDE")) std::ofstream(page) << now;
    std::ostringstream written;
    written << std::ifstream(page).rdbuf();
    EXPECT_TRUE(written.str() == now) << "DUBSTAGE_WRITE_GUIDE=1 test_window writes docs/guide/keys.md anew";
}

// The same tests against a real X server.
TEST(WindowUnderX, the_window_is_worked_under_xvfb_too) {
    if (qEnvironmentVariableIsSet("DUBSTAGE_UNDER_X")) GTEST_SKIP() << "this is the run under Xvfb";
    if (!has_program("Xvfb")) GTEST_SKIP() << "Xvfb is not installed";
    const std::string program = std::string(DUB_BINARY_DIR) + "/test_window";
    const auto output = output_of(
        "bash -c 'exec 3<>/dev/null; d=$(mktemp); Xvfb -displayfd 4 -screen 0 1920x1080x24 -nolisten tcp "
        "4>$d & "
        "x=$!; for i in $(seq 200); do [ -s $d ] && break; read -t 0.05 < <(:) || :; sleep 0.05; done; "
        "DISPLAY=:$(cat $d) QT_QPA_PLATFORM=xcb DUBSTAGE_UNDER_X=1 " +
        program +
        " --gtest_filter=\"Window.keys*:Window.the_keyboard*:WindowJobs.a_dropped*:WindowNames.the_palette*:"
        "WindowHands.*:WindowAutomation.*\" 2>&1; "
        "r=$?; kill $x; rm -f $d; exit $r'");
    EXPECT_TRUE(output.has_value());
}

} // namespace
} // namespace dub::test
