// The window as a person works it: opening, editing by keys, undo, saving, leaving, coming back.

#include <gtest/gtest.h>

#include <QColorDialog>

#include "app/commands/program.h"
#include "app/window/display.h"
#include "tests/app/window/window_rig.h"
#include "ui/start/start_page.h"

namespace dub::test {
namespace {

SamplePos at_seconds(const session::Session& session, double seconds) {
    return session::sample_of(session, session.info->start) + SampleCount{static_cast<int>(seconds * 48000)};
}

// The cursor a second into the first track.
void stand_in_the_first_clip(WindowRig& rig) {
    auto selection = rig.timeline().selection();
    selection.cursor = at_seconds(rig.session(), 1);
    selection.tracks = {rig.session().tracks.front()->id};
    selection.range.reset();
    rig.timeline().set_selection(selection);
}

TEST(Window, it_begins_with_a_page_that_names_what_one_can_do) {
    WindowRig rig;
    EXPECT_EQ(rig.window.composition(), nullptr);
    EXPECT_NE(child_of<ui::StartPage>(rig.window), nullptr);
}

TEST(Window, keys_split_a_clip_and_take_it_back_and_save_it) {
    const SceneOnDisk scene;
    {
        WindowRig rig;
        rig.open(scene.file());
        ASSERT_EQ(rig.clips(), 3U);
        stand_in_the_first_clip(rig);
        rig.key(Qt::Key_B);
        EXPECT_EQ(rig.clips(), 4U);
        EXPECT_TRUE(rig.window.isWindowModified());
        rig.key(Qt::Key_Z, Qt::ControlModifier);
        EXPECT_EQ(rig.clips(), 3U);
        EXPECT_FALSE(rig.window.isWindowModified());
        rig.key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        EXPECT_EQ(rig.clips(), 4U);
        rig.key(Qt::Key_S, Qt::ControlModifier);
        EXPECT_FALSE(rig.window.isWindowModified());
        EXPECT_TRUE(rig.window.close());
    }
    WindowRig again;
    again.open(scene.file());
    EXPECT_EQ(again.clips(), 4U);
    EXPECT_FALSE(again.window.isWindowModified());
}

TEST(Window, the_history_goes_to_any_entry_and_says_each_by_name) {
    const SceneOnDisk scene;
    WindowRig rig;
    rig.open(scene.file());
    stand_in_the_first_clip(rig);
    rig.key(Qt::Key_B);
    rig.key(Qt::Key_M, Qt::ControlModifier);
    const auto entries = rig.document().history();
    ASSERT_EQ(entries.size(), 3U);
    EXPECT_EQ(entries[0].name, "Opened");
    EXPECT_FALSE(entries[1].name.empty());
    EXPECT_EQ(rig.document().history_at(), 2U);
    ASSERT_TRUE(rig.document().go_to(0));
    EXPECT_EQ(rig.clips(), 3U);
    ASSERT_TRUE(rig.document().go_to(2));
    EXPECT_EQ(rig.clips(), 4U);
}

TEST(Window, solo_modes_and_the_colours_of_selected_tracks_have_keys) {
    const SceneOnDisk scene;
    WindowRig rig;
    rig.open(scene.file());
    rig.key(Qt::Key_A, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_EQ(rig.session().info->solo, session::SoloMode::after_fader);
    EXPECT_EQ(rig.document().history().back().name, "Solo mode AFL");
    rig.key(Qt::Key_O, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_EQ(rig.session().info->solo, session::SoloMode::in_place);
    auto selection = rig.timeline().selection();
    selection.tracks = {rig.session().tracks[1]->id};
    rig.timeline().set_selection(std::move(selection));
    rig.key(Qt::Key_K, Qt::ControlModifier | Qt::AltModifier | Qt::ShiftModifier);
    auto* const dialog = rig.window.findChild<QColorDialog*>();
    ASSERT_NE(dialog, nullptr);
    dialog->setCurrentColor(QColor("#66b58a"));
    QTest::keyClick(dialog, Qt::Key_Return);
    EXPECT_EQ(rig.session().tracks[1]->colour, "#66b58a");
    EXPECT_NE(rig.session().tracks[0]->colour, "#66b58a");
    rig.window.activateWindow();
    rig.timeline().setFocus();
    rig.key(Qt::Key_O, Qt::ControlModifier | Qt::AltModifier | Qt::ShiftModifier);
    EXPECT_EQ(rig.session().tracks[1]->colour, "");
}

TEST(Window, leaving_with_unsaved_work_asks_and_staying_stays) {
    const SceneOnDisk scene;
    WindowRig rig;
    rig.open(scene.file());
    stand_in_the_first_clip(rig);
    rig.key(Qt::Key_B);
    rig.will_answer("Cancel");
    EXPECT_FALSE(rig.window.close());
    rig.will_answer("Do not save");
    EXPECT_TRUE(rig.window.close());
    EXPECT_FALSE(std::filesystem::exists(scene.file().string() + ".journal"));
}

TEST(Window, work_of_a_program_that_ended_is_offered_as_a_copy) {
    const SceneOnDisk scene;
    {
        WindowRig rig;
        rig.open(scene.file());
        stand_in_the_first_clip(rig);
        rig.key(Qt::Key_B);
    } // as when the program is ended from outside
    WindowRig rig;
    rig.will_answer("Recover the work");
    rig.open(scene.file());
    EXPECT_EQ(rig.clips(), 4U);
    EXPECT_FALSE(rig.document().file()) << "a recovered copy overwrites nothing";
    ASSERT_TRUE(rig.document().save_as(scene.folder() / "kept.dub", IfExists::refuse));
    EXPECT_EQ(rig.document().file_name(), "kept.dub");
}

TEST(Window, a_clean_start_sets_the_work_aside) {
    const SceneOnDisk scene;
    {
        WindowRig rig;
        rig.open(scene.file());
        stand_in_the_first_clip(rig);
        rig.key(Qt::Key_B);
    }
    WindowRig rig;
    rig.will_answer("Start from what was saved");
    rig.open(scene.file());
    EXPECT_EQ(rig.clips(), 3U);
    EXPECT_TRUE(rig.document().file());
}

TEST(Window, a_session_that_another_program_edits_is_only_shown) {
    const SceneOnDisk scene;
    auto other = app::Store::open(scene.file(), app::Unsaved::recover);
    ASSERT_TRUE(other);
    ASSERT_TRUE(other->apply({{"set_info", {{"name", {std::string("theirs")}}}, 1}}, "test"));
    WindowRig rig;
    rig.open(scene.file());
    EXPECT_TRUE(rig.document().read_only());
    stand_in_the_first_clip(rig);
    rig.key(Qt::Key_B);
    EXPECT_EQ(rig.clips(), 3U);
    const auto refused = rig.document().save();
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().text().find("edited by another program"), std::string::npos);
}

TEST(Window, saving_in_another_folder_keeps_the_media_found) {
    const SceneOnDisk scene;
    const TempFolder elsewhere;
    WindowRig rig;
    rig.open(scene.file());
    stand_in_the_first_clip(rig);
    rig.key(Qt::Key_B);
    const auto file = elsewhere.path() / "moved.dub";
    ASSERT_TRUE(rig.document().save_as(file, IfExists::refuse));
    ASSERT_TRUE(rig.document().undo());
    const auto media = app::look_at_media(rig.session(), rig.document().folder());
    ASSERT_TRUE(media);
    EXPECT_TRUE(media->complete) << "also in what was before the save";
    EXPECT_TRUE(app::look_at_media(app::open_session(file)->session, elsewhere.path())->complete);
}

TEST(Window, the_keyboard_plays_and_goes_places_without_a_sound_device) {
    const SceneOnDisk scene;
    WindowRig rig;
    rig.open(scene.file());
    ui::TransportPort& transport = rig.ports().transport;
    const SamplePos start = transport.state().heard;
    rig.key(Qt::Key_Space);
    EXPECT_EQ(transport.state().speed, 1);
    EXPECT_TRUE(rig.until([&] { return transport.state().heard > start; }));
    rig.key(Qt::Key_Space);
    EXPECT_EQ(transport.state().speed, 0);
    rig.key(Qt::Key_G, Qt::ControlModifier);
    QTest::keyClicks(QApplication::focusWidget(), "01:00:02:00");
    rig.key(Qt::Key_Return);
    EXPECT_EQ(transport.state().heard, at_seconds(rig.session(), 2));
    rig.key(Qt::Key_Right);
    EXPECT_EQ(transport.state().heard, at_seconds(rig.session(), 2) + SampleCount{2000});
    rig.key(Qt::Key_L, Qt::ShiftModifier);
    rig.key(Qt::Key_L, Qt::ShiftModifier);
    EXPECT_EQ(transport.state().speed, 2);
    rig.key(Qt::Key_K, Qt::ShiftModifier);
    EXPECT_EQ(transport.state().speed, 0);
}

TEST(Window, a_program_without_a_window_says_so_and_ends_with_4) {
    app::Console console;
    console.out = console.err = std::tmpfile();
    EXPECT_EQ(app::run_program({}, console), app::Exit::surroundings);
    const std::vector<std::string> too_many{"open", "a.dub", "b.dub"};
    EXPECT_EQ(app::run_program(too_many, console), app::Exit::wrong_usage);
    std::fclose(console.out);
}

TEST(Window, a_display_that_does_not_answer_is_said_before_anything_opens) {
    const QByteArray platform = qgetenv("QT_QPA_PLATFORM"), display = qgetenv("DISPLAY");
    qunsetenv("QT_QPA_PLATFORM");
    qunsetenv("WAYLAND_DISPLAY");
    qunsetenv("DISPLAY");
    EXPECT_FALSE(app::find_display());
    qputenv("DISPLAY", ":4711");
    const auto found = app::find_display();
    ASSERT_FALSE(found);
    EXPECT_NE(found.error().text().find(":4711"), std::string::npos);
    if (!platform.isEmpty()) qputenv("QT_QPA_PLATFORM", platform);
    display.isEmpty() ? qunsetenv("DISPLAY") : qputenv("DISPLAY", display);
}

} // namespace
} // namespace dub::test
