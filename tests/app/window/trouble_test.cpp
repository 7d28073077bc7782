// What goes wrong around an open session: files that vanish, pictures that cannot be shown, programs that are
// killed, two windows on one file, leaving in the middle of work.

#include <csignal>
#include <fstream>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include <QMenu>
#include <QMenuBar>

#include "app/window/jobs.h"
#include "tests/app/window/film_on_disk.h"
#include "tests/app/window/window_rig.h"
#include "ui/picture/picture_view.h"

namespace dub::test {
namespace {

namespace fs = std::filesystem;

void split_the_first_clip(WindowRig& rig) {
    auto selection = rig.timeline().selection();
    selection.cursor = session::sample_of(rig.session(), rig.session().info->start) + SampleCount{48000};
    selection.tracks = {rig.session().tracks.front()->id};
    rig.timeline().set_selection(selection);
    rig.key(Qt::Key_B);
}

fs::path journal_of(const SceneOnDisk& scene) { return scene.file().string() + ".journal"; }

std::size_t files_like(const fs::path& folder, const std::string& part) {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(folder))
        count += entry.path().filename().string().find(part) != std::string::npos ? 1 : 0;
    return count;
}

TEST(WindowTrouble, of_two_windows_on_one_session_the_second_only_shows_it_and_says_so) {
    const SceneOnDisk scene;
    const TempFolder elsewhere;
    WindowRig first, second;
    first.open(scene.file()); // nothing was edited yet
    second.open(scene.file());
    EXPECT_TRUE(second.document().read_only());
    EXPECT_NE(second.said().find("is being edited by another program"), std::string::npos) << second.said();
    EXPECT_NE(second.window.windowTitle().toStdString().find("(read-only)"), std::string::npos);
    first.window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&first.window));
    first.timeline().setFocus();
    split_the_first_clip(first);
    EXPECT_EQ(first.clips(), 4U);
    first.key(Qt::Key_S, Qt::ControlModifier);
    EXPECT_FALSE(first.window.isWindowModified());
    const auto over = second.document().save_as(scene.file(), IfExists::replace);
    ASSERT_FALSE(over) << "not under the hands of the first";
    EXPECT_NE(over.error().text().find("edited by another program"), std::string::npos);
    EXPECT_TRUE(second.document().save_as(elsewhere.path() / "mine.dub", IfExists::replace));
    WindowRig third; // after the first has saved, too
    third.open(scene.file());
    EXPECT_TRUE(third.document().read_only());
    EXPECT_TRUE(first.window.close());
    EXPECT_TRUE(third.window.close_session());
    third.open(scene.file());
    EXPECT_FALSE(third.document().read_only());
    EXPECT_EQ(third.clips(), 4U);
}

TEST(WindowTrouble, a_session_saved_over_another_keeps_the_others_unsaved_work) {
    const SceneOnDisk scene, other({.name = "other"});
    { std::ofstream(journal_of(other)) << "what somebody did\n"; }
    WindowRig rig;
    rig.open(scene.file());
    ASSERT_TRUE(rig.document().save_as(other.file(), IfExists::replace));
    EXPECT_EQ(files_like(other.folder(), ".kept"), 1U);
    split_the_first_clip(rig);
    EXPECT_EQ(rig.said().find("crash"), std::string::npos) << rig.said();
    EXPECT_GT(fs::file_size(journal_of(other)), 100U) << "its own work is written there now";
}

// What a killed program leaves: a child works until it is killed.
TEST(WindowKilled, DISABLED_works_until_it_is_killed) {
    WindowRig rig;
    rig.open(qEnvironmentVariable("DUBSTAGE_TEST_SESSION").toStdString());
    split_the_first_clip(rig);
    std::ofstream(qEnvironmentVariable("DUBSTAGE_TEST_SESSION").toStdString() + ".worked") << "yes";
    rig.until([] { return false; });
}

TEST(WindowKilled, after_kill_9_the_next_start_offers_the_work) {
    const SceneOnDisk scene;
    qputenv("DUBSTAGE_TEST_SESSION", QByteArray::fromStdString(scene.file().string()));
    const QByteArray temporary = qgetenv("TMPDIR");
    qputenv("TMPDIR", QByteArray::fromStdString(scene.folder().string())); // what it leaves goes with it
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(nowhere, STDOUT_FILENO);
        ::execl("/proc/self/exe", "test_window", "--gtest_also_run_disabled_tests",
                "--gtest_filter=WindowKilled.DISABLED_works_until_it_is_killed",
                "--gtest_output=", static_cast<char*>(nullptr));
        ::_exit(1);
    }
    ::close(nowhere);
    temporary.isEmpty() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", temporary);
    const bool worked = WindowRig::until([&] { return fs::exists(scene.file().string() + ".worked"); });
    ::kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(worked && WIFSIGNALED(status));
    WindowRig rig;
    rig.will_answer("Recover the work");
    rig.open(scene.file());
    EXPECT_EQ(rig.clips(), 4U);
    EXPECT_TRUE(rig.window.isWindowModified());
    EXPECT_FALSE(rig.document().file());
    EXPECT_TRUE(app::open_session(scene.file())) << "what was saved is whole";
}

TEST(WindowTrouble, a_recovery_that_failed_twice_offers_a_clean_start) {
    const SceneOnDisk scene;
    {
        WindowRig rig;
        rig.open(scene.file());
        split_the_first_clip(rig);
    }
    { std::ofstream(journal_of(scene).string() + ".tries") << "begun\nbegun\n"; } // and ended in it
    WindowRig rig;
    rig.will_answer("Recover the work");
    rig.will_answer("Start from what was saved", "The unsaved work could not be recovered");
    rig.open(scene.file());
    EXPECT_EQ(rig.clips(), 3U);
    EXPECT_TRUE(rig.document().file());
    EXPECT_EQ(files_like(scene.folder(), ".kept"), 1U) << "the work is kept under another name";
}

TEST(WindowTrouble, leaving_while_a_job_runs_asks_and_leaves_no_half_files) {
    const SceneOnDisk scene({.seconds = 60});
    WindowRig rig;
    rig.open(scene.file());
    ui::DeliverWish wish;
    wish.specs = {"stems"};
    wish.out = scene.out();
    rig.jobs().deliver(wish);
    rig.will_answer("Stay");
    EXPECT_FALSE(rig.window.close());
    EXPECT_TRUE(rig.jobs().running());
    rig.will_answer("Stop it and leave");
    EXPECT_TRUE(rig.window.close());
    EXPECT_EQ(rig.window.composition(), nullptr);
    EXPECT_TRUE(!fs::exists(scene.out()) || fs::is_empty(scene.out()));
}

TEST(WindowTrouble, a_folder_that_vanished_is_said_and_the_work_is_saved_elsewhere) {
    const SceneOnDisk scene;
    const TempFolder elsewhere;
    WindowRig rig;
    rig.open(scene.file());
    fs::remove_all(scene.folder());
    split_the_first_clip(rig);
    rig.key(Qt::Key_S, Qt::ControlModifier);
    EXPECT_TRUE(rig.window.isWindowModified());
    EXPECT_FALSE(rig.said().empty());
    EXPECT_TRUE(rig.document().save_as(elsewhere.path() / "saved.dub", IfExists::refuse));
    EXPECT_FALSE(rig.window.isWindowModified());
    rig.key(Qt::Key_Space);
    EXPECT_TRUE(rig.until([&] { return rig.transport().state().speed == 1; }));
}

TEST(WindowTrouble, saving_elsewhere_while_it_plays_plays_on) {
    FilmOnDisk film("24", 6);
    const TempFolder elsewhere;
    WindowRig rig;
    rig.open(film.file());
    rig.key(Qt::Key_Space);
    const auto plays = [&, was = SamplePos{}]() mutable {
        const auto now = rig.transport().state();
        return std::exchange(was, now.heard) < now.heard && now.speed == 1;
    };
    ASSERT_TRUE(rig.until(plays));
    ASSERT_TRUE(rig.document().save_as(elsewhere.path() / "moved.dub", IfExists::refuse));
    EXPECT_TRUE(rig.until(plays));
    rig.key(Qt::Key_Space);
    ui::PicturePort& pictures = rig.ports().pictures;
    const SamplePos at{film.sample(100)};
    ASSERT_TRUE(rig.until([&] {
        const auto shown = pictures.at(at, 0, numbered_size.width, numbered_size.height);
        return shown && read_number(*shown) == 100;
    })) << pictures.sentence();
}

// Broken, empty, gone: the picture says why, sound goes on.
class BrokenPicture : public testing::TestWithParam<const char*> {};

TEST_P(BrokenPicture, is_said_in_its_place_while_sound_goes_on) {
    const std::string what = GetParam();
    FilmOnDisk film("24", 6);
    const fs::path file = film.folder() / "film.mov";
    if (what == "gone") fs::remove(file);
    if (what == "empty") fs::resize_file(file, 0);
    if (what == "torn") fs::resize_file(file, fs::file_size(file) / 2);
    if (what == "noise") std::ofstream(file, std::ios::binary) << std::string(50'000, '\x5A');
    WindowRig rig;
    rig.open(film.file());
    auto& view = *child_of<ui::PictureView>(rig.window);
    ASSERT_TRUE(rig.until([&] { return !view.accessibleDescription().isEmpty(); }));
    EXPECT_NE(view.accessibleDescription().toStdString().find("film.mov"), std::string::npos)
        << view.accessibleDescription().toStdString();
    const SamplePos before = rig.transport().state().heard;
    rig.key(Qt::Key_Space);
    EXPECT_TRUE(rig.until([&] { return rig.transport().state().heard > before + SampleCount{4800}; }));
    rig.key(Qt::Key_Space);
}
INSTANTIATE_TEST_SUITE_P(Of, BrokenPicture, testing::Values("gone", "empty", "torn", "noise"),
                         [](const auto& test) { return test.param; });

TEST(WindowPicture, docked_and_on_a_screen_of_its_own_both_show_the_frame_and_leave_together) {
    FilmOnDisk film("24", 4);
    WindowRig rig;
    rig.open(film.file());
    auto* const docked = child_of<ui::PictureView>(rig.window);
    QTest::mouseDClick(docked, Qt::LeftButton);
    ui::PictureView* screen = nullptr;
    for (QWidget* const top : QApplication::topLevelWidgets())
        if (auto* const view = dynamic_cast<ui::PictureView*>(top)) screen = view;
    ASSERT_NE(screen, nullptr);
    ui::PicturePort& pictures = rig.ports().pictures;
    const auto number = [](QWidget& view) {
        const QImage all = view.grab().toImage();
        const QRect place = ui::letterboxed({256, 144}, all.rect());
        const QImage image = all.copy(place).convertToFormat(QImage::Format_RGB32);
        Picture picture{{}, {image.width(), image.height()}, image.width(), {}};
        for (int y = 0; y < image.height(); ++y) {
            const auto* const line = reinterpret_cast<const std::uint32_t*>(image.constScanLine(y));
            picture.pixels.insert(picture.pixels.end(), line, line + image.width());
        }
        return read_number(picture);
    };
    for (ui::PictureView* const view : {docked, screen})
        view->set_burn_in(ui::BurnIn::off);
    rig.transport().locate({film.sample(33)});
    EXPECT_TRUE(rig.until([&] { return number(*docked) == 33 && number(*screen) == 33; }));
    const auto before = pictures.dropped();
    rig.transport().play(1);
    ASSERT_TRUE(rig.until([&] { return film.frame_at(rig.transport().state().heard) > 60; }));
    EXPECT_LT(pictures.dropped() - before, 14U) << "two sizes must not throw each other's frames away";
    ASSERT_TRUE(rig.window.close());
    QApplication::processEvents();
    for (QWidget* const top : QApplication::topLevelWidgets())
        EXPECT_EQ(dynamic_cast<ui::PictureView*>(top), nullptr) << "no picture stays behind";
}

TEST(WindowMenus, stand_where_people_look_for_them) {
    const SceneOnDisk scene;
    WindowRig rig;
    rig.open(scene.file());
    QStringList titles;
    for (const QAction* const action : rig.window.menuBar()->actions())
        titles << action->text();
    EXPECT_EQ(titles.mid(0, 5), (QStringList{"File", "Edit", "View", "Track", "Clip"}));
    EXPECT_EQ(titles.mid(titles.size() - 2), (QStringList{"Window", "Help"}));
    EXPECT_LT(titles.indexOf("Transport"), titles.indexOf("Monitor"));
}

// Clip, track and marker: their own entries, each with its key, and they do what they say.
TEST(WindowMenus, a_right_click_offers_what_can_be_done_there) {
    const SceneOnDisk scene;
    WindowRig rig;
    rig.open(scene.file());
    const auto clicked = [&](const char* part, QPoint at) {
        auto* const widget = rig.timeline().findChild<QWidget*>(QString::fromLatin1(part));
        QContextMenuEvent click(QContextMenuEvent::Mouse, at, widget->mapToGlobal(at));
        QApplication::sendEvent(widget, &click);
        auto* const menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QStringList ids;
        if (menu != nullptr)
            for (const QAction* const action : menu->actions())
                if (!action->isSeparator()) ids << action->objectName();
        return std::pair(menu, ids);
    };
    ASSERT_TRUE(rig.until([&] { return rig.timeline().under({500, 150}).has_value(); }));
    const auto& lanes =
        dynamic_cast<ui::timeline::Lanes&>(*rig.timeline().findChild<QWidget*>("timeline.lanes"));
    const ClipId clip = rig.session().tracks.front()->clips.front()->id;
    const auto [clips, of_clips] = clicked("timeline.lanes", lanes.place_of(clip).center());
    ASSERT_TRUE(of_clips.contains("clip.mute")) << of_clips.join(' ').toStdString();
    EXPECT_TRUE(of_clips.contains("fade.cross"));
    EXPECT_EQ(rig.timeline().selection().clips, std::set{clip}) << "the one under the mouse";
    for (QAction* const action : clips->actions())
        if (action->objectName() == "clip.mute") action->trigger();
    EXPECT_EQ(rig.document().history().size(), 2U);
    clips->close();
    const auto [tracks, of_tracks] = clicked("timeline.headers", {100, 80});
    EXPECT_TRUE(of_tracks.contains("track.rename")) << of_tracks.join(' ').toStdString();
    EXPECT_EQ(rig.timeline().selection().tracks, (std::set{rig.session().tracks[1]->id}));
    tracks->close();
    const auto [marks, of_marks] = clicked("timeline.rulers", {500, 10});
    EXPECT_TRUE(of_marks.contains("marker.add")) << of_marks.join(' ').toStdString();
    marks->close();
}

} // namespace
} // namespace dub::test
