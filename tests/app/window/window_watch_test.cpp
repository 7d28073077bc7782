// A delivery is watched down in the window: its files are heard, notes are written, the session comes back.

#include <gtest/gtest.h>

#include <QListWidget>
#include <QPushButton>

#include "app/window/jobs.h"
#include "tests/app/delivering.h"
#include "tests/app/window/window_rig.h"
#include "ui/monitor/monitor_panel.h"
#include "ui/watch/watch_panel.h"

namespace dub::test {
namespace {

namespace fs = std::filesystem;
using Phase = ui::WatchState::Phase;

QPushButton* visible_button(QWidget& window, const char* name) {
    for (QPushButton* const one : window.findChildren<QPushButton*>())
        if (one->accessibleName() == QString::fromLatin1(name) && one->isVisible()) return one;
    return nullptr;
}

class WatchedDown : public testing::Test {
  protected:
    void open(WindowRig& rig) { rig.open(scene.file()); }
    static ui::WatchPort& watch(WindowRig& rig) { return *rig.ports().watch; }
    static bool watching(WindowRig& rig) {
        return rig.until([&] { return watch(rig).state().phase != Phase::looking; }) &&
               watch(rig).state().phase == Phase::watching;
    }
    static ui::MonitorPort& monitor(WindowRig& rig) { return *rig.ports().monitor; }
    static void settle() { QTest::qWait(50); } // two ticks: views follow
    void deliver() { (void)delivered(asked(scene, {"stems"})); }

    SceneOnDisk scene;
};

TEST_F(WatchedDown, from_the_job_by_mouse_and_keys_and_the_notes_survive) {
    fs::path report;
    {
        WindowRig rig;
        open(rig);
        ui::DeliverWish wish;
        wish.specs = {"stems"};
        wish.out = scene.out();
        rig.jobs().deliver(wish);
        ASSERT_TRUE(rig.job_ended());
        rig.key(Qt::Key_3, Qt::ControlModifier);
        ASSERT_TRUE(rig.until([&] { return visible_button(rig.window, "Watch down") != nullptr; }));
        QTest::mouseClick(visible_button(rig.window, "Watch down"), Qt::LeftButton);
        ASSERT_TRUE(watching(rig)) << watch(rig).state().sentence;
        EXPECT_EQ(monitor(rig).sources().size(), 5U);
        EXPECT_EQ(monitor(rig).settings().source, monitor(rig).sources().front().name);

        const SamplePos at =
            session::sample_of(rig.session(), rig.session().info->start) + SampleCount{50000};
        rig.ports().transport.locate(at);
        rig.timeline().setFocus();
        rig.key(Qt::Key_N, Qt::ControlModifier | Qt::AltModifier);
        ASSERT_NE(dynamic_cast<ui::NoteLine*>(QApplication::focusWidget()), nullptr);
        QTest::keyClicks(QApplication::focusWidget(), "Stem too loud here");
        rig.ports().transport.locate(at + SampleCount{48000}); // time goes on meanwhile
        rig.key(Qt::Key_Return);
        EXPECT_TRUE(rig.timeline().hasFocus()) << "the keyboard goes back to where it was";
        ASSERT_EQ(watch(rig).notes().size(), 1U);
        EXPECT_EQ(watch(rig).notes().front().timecode, "01:00:01:01");
        rig.key(Qt::Key_1, Qt::ControlModifier);
        settle();
        auto* const panel = child_of<ui::WatchPanel>(rig.window);
        auto* const list = panel->findChild<QListWidget*>();
        ASSERT_EQ(list->count(), 1);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(0)).center());
        EXPECT_EQ(rig.ports().transport.state().heard, watch(rig).notes().front().at);
        WindowRig::shot(rig.window, "watch-down");

        for (QTabWidget* const tabs : rig.window.findChildren<QTabWidget*>()) // the badge is in the monitor
            if (auto* const monitor = child_of<ui::MonitorPanel>(*tabs))
                for (int page = 0; page < tabs->count(); ++page)
                    if (tabs->widget(page) == monitor || tabs->widget(page)->isAncestorOf(monitor))
                        tabs->setCurrentIndex(page);
        QPushButton* const badge = visible_button(rig.window, "Back to the session");
        ASSERT_NE(badge, nullptr);
        EXPECT_TRUE(badge->text().startsWith("FILES, not the session")) << badge->text().toStdString();
        WindowRig::shot(rig.window, "watch-down-monitor");
        QTest::mouseClick(badge, Qt::LeftButton);
        EXPECT_EQ(watch(rig).state().phase, Phase::idle);
        EXPECT_EQ(monitor(rig).settings().source, "printmaster");
        settle();
        EXPECT_FALSE(badge->isVisible());
        report = rig.newest_job().reports.front().parent_path() / "scene_delivery.json";
        ASSERT_TRUE(fs::exists(report));
    }
    WindowRig again;
    open(again);
    watch(again).begin(report);
    ASSERT_TRUE(watching(again)) << watch(again).state().sentence;
    ASSERT_EQ(watch(again).notes().size(), 1U);
    EXPECT_EQ(watch(again).notes().front().text, "Stem too loud here");
    again.key(Qt::Key_W, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_EQ(watch(again).state().phase, Phase::idle) << "one key leads back";
}

TEST_F(WatchedDown, a_file_that_vanishes_says_so_and_the_session_is_heard_again) {
    deliver();
    WindowRig rig;
    open(rig);
    const fs::path report = scene.out() / "scene_delivery.json";
    ASSERT_TRUE(fs::exists(report));
    watch(rig).begin(report);
    ASSERT_TRUE(watching(rig)) << watch(rig).state().sentence;
    for (const auto& entry : fs::recursive_directory_iterator(scene.out()))
        if (entry.path().extension() == ".wav") fs::remove(entry.path());
    auto settings = monitor(rig).settings();
    settings.source = monitor(rig).sources().back().name; // not opened so far
    ASSERT_TRUE(monitor(rig).set(settings));
    ASSERT_TRUE(rig.until([&] { return watch(rig).state().phase == Phase::idle; }));
    EXPECT_NE(watch(rig).state().sentence.find("cannot be heard, so the session is heard again"),
              std::string::npos)
        << watch(rig).state().sentence;
    EXPECT_EQ(monitor(rig).settings().source, "printmaster");
    watch(rig).begin(report);
    ASSERT_TRUE(rig.until([&] { return watch(rig).state().phase == Phase::idle; }));
    EXPECT_NE(watch(rig).state().sentence.find("is not there any more"), std::string::npos);
}

TEST_F(WatchedDown, files_that_are_delivered_anew_are_not_heard_on) {
    deliver();
    WindowRig rig;
    open(rig);
    watch(rig).begin(scene.out() / "scene_delivery.json");
    ASSERT_TRUE(watching(rig));
    ASSERT_TRUE(
        rig.document().apply({{"add_marker", {{"at", {0.0}}, {"name", {std::string("mine")}}}}}, "Mark"));
    EXPECT_EQ(watch(rig).state().phase, Phase::watching) << "an edit leaves the files alone";
    ui::DeliverWish wish;
    wish.specs = {"stems"};
    wish.out = scene.out();
    wish.replace = true;
    rig.jobs().deliver(wish);
    ASSERT_TRUE(rig.job_ended());
    EXPECT_TRUE(rig.until([&] { return watch(rig).state().phase == Phase::idle; }));
    EXPECT_NE(watch(rig).state().sentence.find("delivered anew"), std::string::npos);
    watch(rig).begin(scene.out() / "scene_delivery.json");
    ASSERT_TRUE(watching(rig));
    rig.will_answer("Do not save");
    ASSERT_TRUE(rig.window.open(scene.file())) << "a session is opened while files are heard";
    EXPECT_EQ(watch(rig).state().phase, Phase::idle);
    EXPECT_EQ(monitor(rig).settings().source, "printmaster");
}

} // namespace
} // namespace dub::test
