// Automation written with the mouse while the session plays by the machine's clock: modes, trim, preview and
// punch, and that one undo takes back one pass.

#include <gtest/gtest.h>

#include <QMenu>

#include "engine/session/lookup.h"
#include "engine/session/passes/control.h"
#include "tests/app/window/window_rig.h"
#include "tests/ui/named.h"
#include "ui/automation/automation_bar.h"
#include "ui/console/console.h"
#include "ui/console/fader.h"
#include "ui/console/mode_button.h"
#include "ui/console/pan_stage.h"
#include "ui/console/slots_dialog.h"
#include "ui/console/strip_view.h"
#include "ui/edit_values.h"

namespace dub::test {
namespace {

using session::AutomationMode;
using session::Control;

class WindowAutomation : public testing::Test {
  protected:
    void SetUp() override {
        rig.open(scene.file());
        rig.key(Qt::Key_Equal, Qt::ControlModifier);
        QApplication::processEvents();
        dx = {session::find_track(rig.session(), "DX 1")->id, {}};
        fader = {dx, {{}, {}, "fader"}};
        start = session::sample_of(rig.session(), rig.session().info->start);
    }
    [[nodiscard]] ui::StripView& strip(const session::StripOwner& owner) {
        return *child_of<ui::Console>(rig.window)->strip(owner);
    }
    template <class Widget> Widget& in_strip() { return *child_of<Widget>(strip(dx)); }
    // As a person does: the button, and a click on an entry of the menu it opens.
    void choose(const char* entry, Qt::KeyboardModifiers keys = {}) {
        auto& button = in_strip<ui::ModeButton>();
        QTest::mouseClick(&button, Qt::LeftButton, keys);
        QMenu* menu = nullptr;
        ASSERT_TRUE(rig.until([&] {
            for (QMenu* const one : button.findChildren<QMenu*>())
                if (one->isVisible()) menu = one;
            return menu != nullptr;
        }));
        QPoint place;
        for (QAction* const action : menu->actions())
            if (action->text() == QLatin1String(entry)) place = menu->actionGeometry(action).center();
        ASSERT_FALSE(place.isNull()) << "no entry " << entry;
        QTest::mouseClick(menu, Qt::LeftButton, {}, place);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        rig.window.activateWindow(); // where there is no window manager to do it
        ASSERT_TRUE(QTest::qWaitForWindowActive(&rig.window));
    }
    [[nodiscard]] AutomationMode mode_of(const session::StripOwner& owner) {
        return session::find_strip(rig.session(), owner)->automation.mode;
    }
    void play() {
        rig.transport().locate(start);
        rig.key(Qt::Key_Space);
        ASSERT_TRUE(heard_until(0.2));
    }
    void stop() {
        const std::size_t before = entries();
        rig.key(Qt::Key_Space);
        ASSERT_TRUE(rig.until([&] { return rig.transport().state().speed == 0; }));
        ASSERT_TRUE(rig.until([&] { return entries() > before || !writes; }));
    }
    bool heard_until(double seconds) {
        const SamplePos to = start + SampleCount{static_cast<std::int64_t>(seconds * 48000)};
        return rig.until([&] { return rig.transport().state().heard >= to; });
    }
    [[nodiscard]] std::size_t entries() { return rig.document().history().size(); }
    [[nodiscard]] const session::Lane* lane(const Control& control) {
        return session::lane_of(rig.session(), control);
    }
    void press(QWidget& widget, QPoint at) { QTest::mousePress(&widget, Qt::LeftButton, {}, at); }
    void drag_on(QWidget& widget, QPoint to) {
        QMouseEvent move(QEvent::MouseMove, to, widget.mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(&widget, &move);
    }
    void let_go(QWidget& widget, QPoint at) { QTest::mouseRelease(&widget, Qt::LeftButton, {}, at); }
    // Down by so many pixels, through the session, in steps.
    double pull_fader(double until_s, int down) {
        auto& cap = in_strip<ui::Fader>();
        const QPoint from = cap.rect().center();
        press(cap, from);
        for (int step = 1; step <= 4; ++step)
            drag_on(cap, from + QPoint(0, down * step / 4));
        EXPECT_TRUE(heard_until(until_s));
        const double pulled = cap.level();
        let_go(cap, from + QPoint(0, down));
        return pulled;
    }

    SceneOnDisk scene{{.seconds = 12}};
    WindowRig rig;
    session::StripOwner dx;
    Control fader;
    SamplePos start;
    bool writes = true;
};

TEST_F(WindowAutomation, a_touch_is_a_pass_that_one_undo_takes_back) {
    choose("Touch");
    ASSERT_EQ(mode_of(dx), AutomationMode::touch);
    EXPECT_EQ(in_strip<ui::ModeButton>().accessibleDescription(), QStringLiteral("Touch"));
    play();
    const double pulled = pull_fader(0.6, 60);
    EXPECT_LT(pulled, -3);
    EXPECT_TRUE(rig.until([&] { return in_strip<ui::Fader>().level() == 0; })) << "it glides back";
    stop();
    EXPECT_EQ(rig.document().history().back().name, "Pass: DX 1 fader");
    ASSERT_NE(lane(fader), nullptr);
    const auto& points = lane(fader)->points;
    EXPECT_NEAR(std::ranges::min(points, {}, &session::LanePoint::value).value, pulled, 1e-9);
    EXPECT_EQ(points.front().value, 0);
    EXPECT_EQ(points.back().value, 0);
    WindowRig::shot(rig.window, "automation-console");
    rig.key(Qt::Key_Equal, Qt::ControlModifier);
    rig.key(Qt::Key_Minus, Qt::AltModifier);
    EXPECT_EQ(rig.timeline().view_state().lane, "fader");
    WindowRig::shot(rig.window, "automation-lanes");
    rig.key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(lane(fader), nullptr);
    EXPECT_EQ(mode_of(dx), AutomationMode::touch);
}

TEST_F(WindowAutomation, latch_and_trim_of_all_strips_and_the_base_stays) {
    choose("Latch", Qt::AltModifier);
    for (const auto& owner : session::strip_owners(rig.session()))
        EXPECT_EQ(mode_of(owner), AutomationMode::latch);
    choose("Trim");
    play();
    pull_fader(0.5, 40);
    auto& puck = in_strip<ui::PanStage>();
    const QPoint from = puck.point_of(0, 1).toPoint();
    press(puck, from);
    drag_on(puck, puck.point_of(-0.5, 0.5).toPoint());
    ASSERT_TRUE(heard_until(0.8));
    let_go(puck, puck.point_of(-0.5, 0.5).toPoint());
    ASSERT_TRUE(heard_until(1));
    stop();
    EXPECT_EQ(rig.document().history().back().name, "Pass: DX 1 trim, DX 1 pan");
    EXPECT_EQ(lane(fader), nullptr);
    ASSERT_NE(lane({dx, {{}, {}, "fader.trim"}}), nullptr);
    EXPECT_NE(lane({dx, {{}, {}, "pan.x"}}), nullptr);
    EXPECT_NE(lane({dx, {{}, {}, "pan.y"}}), nullptr);
}

TEST_F(WindowAutomation, a_preview_is_not_written_until_it_is_punched) {
    choose("Latch");
    play();
    rig.key(Qt::Key_Slash, Qt::ControlModifier);
    const double pulled = pull_fader(0.5, 40);
    ASSERT_TRUE(heard_until(0.7));
    EXPECT_TRUE(in_strip<ui::ModeButton>().accessibleDescription().endsWith(QStringLiteral("preview")));
    EXPECT_EQ(in_strip<ui::Fader>().level(), pulled) << "it stays where it was put";
    rig.key(Qt::Key_Slash, Qt::ControlModifier | Qt::AltModifier);
    ASSERT_TRUE(heard_until(1));
    stop();
    ASSERT_NE(lane(fader), nullptr);
    EXPECT_GT(lane(fader)->points.front().at, start + SampleCount{24000}) << "nothing before the punch";
    EXPECT_EQ(session::value_at(rig.session(), fader, start + SampleCount{45000}), pulled);
}

TEST_F(WindowAutomation, the_bar_says_what_passes_write) {
    choose("Latch");
    auto& bar = *child_of<ui::AutomationBar>(rig.window);
    for (QToolButton* const one : bar.findChildren<QToolButton*>())
        if (one->accessibleName() == QStringLiteral("Passes write: Volume"))
            QTest::mouseClick(one, Qt::LeftButton);
    EXPECT_FALSE(rig.ports().automation->settings().enabled.contains(session::ControlKind::volume));
    play();
    pull_fader(0.5, 40);
    writes = false;
    stop();
    EXPECT_EQ(lane(fader), nullptr);
    EXPECT_EQ(rig.document().history().back().name, "Fader of DX 1") << "an edit, then";
}

TEST_F(WindowAutomation, a_send_is_ridden_in_its_dialog_as_a_fader_is) {
    ASSERT_TRUE(
        rig.document().apply({{"add_bus", {{"name", ui::value("REV 2")}, {"kind", ui::value("return")}}},
                              {"add_send", {{"strip", ui::value(dx)}, {"to", ui::value("REV 2")}}}},
                             "Send"));
    choose("Touch");
    for (QToolButton* const one : strip(dx).findChildren<QToolButton*>())
        if (one->accessibleName() == QStringLiteral("Inserts and sends of DX 1"))
            QTest::mouseClick(one, Qt::LeftButton);
    auto* const dialog = child_of<ui::SlotsDialog>(rig.window);
    ASSERT_NE(dialog, nullptr);
    auto* const slide = named<QWidget>(*dialog, "Send to REV 2: level, slide");
    ASSERT_NE(slide, nullptr);
    rig.window.activateWindow();
    play();
    const QPoint from = slide->rect().center(), to = from - QPoint(20, 0);
    press(*slide, from);
    drag_on(*slide, to);
    ASSERT_TRUE(heard_until(0.6));
    let_go(*slide, to);
    ASSERT_TRUE(heard_until(0.8));
    rig.transport().stop();
    ASSERT_TRUE(rig.until([&] { return rig.transport().state().speed == 0; }));
    const session::Control level{dx, {{}, session::find_strip(rig.session(), dx)->sends.back().id, "level"}};
    ASSERT_TRUE(rig.until([&] { return lane(level) != nullptr; }));
    EXPECT_LT(std::ranges::min(lane(level)->points, {}, &session::LanePoint::value).value, -2);
    EXPECT_EQ(lane(level)->points.back().value, 0) << "touch glides back";
}

TEST_F(WindowAutomation, what_the_bar_is_set_to_is_there_after_another_start) {
    ui::AutomationPort& port = *rig.ports().automation;
    auto settings = port.settings();
    settings.match_ms = 1250;
    settings.enabled = {session::ControlKind::pan, session::ControlKind::plug_in};
    settings.prime = settings.coalesce = true;
    settings.latch_after_write = false;
    settings.suspended = true;
    port.set(settings);
    rig.open(scene.file());
    settings.suspended = false; // nobody finds his lanes silent
    EXPECT_EQ(rig.ports().automation->settings(), settings);
}

} // namespace
} // namespace dub::test
