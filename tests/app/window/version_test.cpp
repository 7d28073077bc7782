// A version chosen and ridden with mouse and keys: the strips say what it changes, the pass is in its layer,
// and one undo takes it back.

#include <gtest/gtest.h>

#include <QComboBox>
#include <QContextMenuEvent>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

#include "engine/session/edits/versions.h"
#include "engine/session/passes/control.h"
#include "tests/app/window/window_rig.h"
#include "tests/ui/named.h"
#include "ui/automation/automation_bar.h"
#include "ui/automation/version_choice.h"
#include "ui/automation/version_commands.h"
#include "ui/automation/version_form.h"
#include "ui/console/console.h"
#include "ui/console/fader.h"
#include "ui/console/strip_view.h"
#include "ui/console/version_dialog.h"
#include "ui/console/version_label.h"

namespace dub::test {
namespace {

class WindowVersion : public testing::Test {
  protected:
    void SetUp() override {
        rig.open(scene.file());
        rig.key(Qt::Key_Equal, Qt::ControlModifier);
        dx = {session::find_track(rig.session(), "DX 1")->id, {}};
        edit("add_version", {{"name", {std::string("Nearfield")}}});
        edit("set_automation",
             {{"strips", {session::Value::List{{dx.text()}}}}, {"mode", {std::string("touch")}}});
        start = session::sample_of(rig.session(), rig.session().info->start);
        rig.transport().locate(start);
        QApplication::processEvents();
    }
    void edit(const char* name, session::Arguments arguments) {
        ASSERT_TRUE(rig.document().apply({{name, std::move(arguments)}}, name));
    }
    template <class Widget> Widget& child() { return *child_of<Widget>(rig.window); }
    [[nodiscard]] ui::StripView& strip(const session::StripOwner& owner) {
        return *child<ui::Console>().strip(owner);
    }
    [[nodiscard]] ui::Fader& fader() { return *child_of<ui::Fader>(strip(dx)); }
    // What the strip says the version does; empty: no mark is seen.
    [[nodiscard]] QString mark(const session::StripOwner& owner) {
        for (const QLabel* const one : strip(owner).findChildren<QLabel*>())
            if (one->accessibleName().startsWith(QStringLiteral("Nearfield")) && one->isVisible())
                return one->toolTip();
        return {};
    }
    // Right click on the mark, and a click on what it offers.
    void leave_to_mix() {
        auto& label = *child_of<ui::VersionLabel>(strip(dx));
        const QPoint middle = label.rect().center();
        QContextMenuEvent click(QContextMenuEvent::Mouse, middle, label.mapToGlobal(middle));
        QApplication::sendEvent(&label, &click);
        auto* const menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        ASSERT_NE(menu, nullptr);
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions().back()).center());
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        rig.window.activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&rig.window));
    }
    // What the button beside the choice of versions offers.
    void offered(const char* entry) {
        QTest::mouseClick(&child<ui::VersionButton>(), Qt::LeftButton);
        auto* const menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        ASSERT_NE(menu, nullptr);
        for (QAction* const one : menu->actions())
            if (one->text() == QString::fromUtf8(entry))
                return QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(one).center());
        ADD_FAILURE() << entry << " is not offered";
    }
    static void press_ok(QDialog& form) {
        WindowRig::shot(form, "version-form");
        QTest::mouseClick(form.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok), Qt::LeftButton);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    void make_heard(const char* name) {
        offered("New version of the mix…");
        auto& form = child<ui::VersionForm>();
        named<QLineEdit>(form, "Name")->setText(QString::fromUtf8(name));
        press_ok(form);
    }
    void choose_hands(const QString& name) {
        for (QAbstractButton* const one : child<ui::HandsChoice>().findChildren<QAbstractButton*>())
            if (one->text() == name) QTest::mouseClick(one, Qt::LeftButton);
    }
    [[nodiscard]] session::VersionStrip layer() {
        return session::layer_of(*rig.session().versions.front(), dx);
    }
    void drag(int down) {
        const QPoint from = fader().rect().center();
        QTest::mousePress(&fader(), Qt::LeftButton, {}, from);
        for (int step = 1; step <= 4; ++step) {
            const QPoint to = from + QPoint(0, down * step / 4);
            QMouseEvent move(QEvent::MouseMove, to, fader().mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                             {});
            QApplication::sendEvent(&fader(), &move);
        }
    }
    void let_go() { QTest::mouseRelease(&fader(), Qt::LeftButton); }
    bool heard_until(double seconds) {
        const SamplePos to = start + SampleCount{static_cast<std::int64_t>(seconds * 48000)};
        return rig.until([&] { return rig.transport().state().heard >= to; });
    }

    SceneOnDisk scene{{.seconds = 12}};
    WindowRig rig;
    session::StripOwner dx;
    SamplePos start;
};

TEST_F(WindowVersion, a_ride_goes_into_the_version_and_the_strip_says_so) {
    EXPECT_TRUE(child<ui::HandsChoice>().isHidden()) << "the main mix is heard: nothing to choose";
    auto& heard = child<ui::VersionChoice>();
    heard.setFocus();
    QTest::keyClick(&heard, Qt::Key_Down);
    EXPECT_EQ(heard.currentText(), QStringLiteral("Nearfield"));
    EXPECT_EQ(rig.said(), "The version Nearfield is heard.");
    ASSERT_TRUE(rig.until([&] { return !child<ui::HandsChoice>().isHidden(); }));
    EXPECT_EQ(mark(dx), QString()) << "it leaves the strip alone";
    choose_hands(QStringLiteral("Nearfield"));
    const auto tracks = rig.session().tracks;
    const auto routing = rig.session().routing;

    child<ui::Console>().setFocus();
    rig.key(Qt::Key_Space);
    ASSERT_TRUE(heard_until(0.2));
    drag(60);
    const double pulled = fader().level();
    EXPECT_LT(pulled, -3);
    EXPECT_TRUE(fader().accessibleDescription().endsWith(QStringLiteral("trim of Nearfield")));
    ASSERT_TRUE(heard_until(0.6));
    let_go();
    ASSERT_TRUE(rig.until([&] { return fader().level() == 0; }))
        << "it glides back to where it is left alone";
    const std::size_t entries = rig.document().history().size();
    rig.key(Qt::Key_Space);
    ASSERT_TRUE(rig.until([&] { return rig.document().history().size() > entries; }));
    EXPECT_EQ(rig.document().history().back().name, "Pass (Nearfield): DX 1 trim");
    ASSERT_FALSE(layer().lane.empty());
    EXPECT_NEAR(std::ranges::min(layer().lane, {}, &session::LanePoint::value).value, pulled, 1e-9);
    EXPECT_EQ(rig.session().tracks, tracks);
    EXPECT_EQ(rig.session().routing, routing);
    ASSERT_TRUE(rig.until([&] { return !mark(dx).isEmpty(); }));
    EXPECT_EQ(mark(dx), QStringLiteral("Nearfield: trim ridden in time"));
    EXPECT_EQ(mark({session::find_track(rig.session(), "FX 1")->id, {}}), QString());
    WindowRig::shot(rig.window, "version");

    rig.key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(layer().says_nothing());
    ASSERT_TRUE(rig.until([&] { return mark(dx).isEmpty(); }));
}

TEST_F(WindowVersion, versions_are_made_changed_and_removed_beside_the_choice) {
    make_heard("Airline");
    ASSERT_EQ(rig.session().versions.size(), 2U);
    const auto made = [&] { return rig.session().versions.back(); };
    EXPECT_EQ(made()->name, "Airline");
    EXPECT_FALSE(made()->rate);
    EXPECT_EQ(rig.document().history().back().name, "New version Airline");
    ASSERT_TRUE(rig.until([&] { return child<ui::VersionChoice>().currentText() == "Airline"; }));

    offered("Change Airline…");
    auto& form = child<ui::VersionForm>();
    named<QLineEdit>(form, "Notes")->setText(QStringLiteral("without the crash"));
    auto* const rate = named<QComboBox>(form, "Frame rate");
    rate->setCurrentIndex(rate->findText(QStringLiteral("25")));
    press_ok(form);
    EXPECT_EQ(made()->notes, "without the crash");
    ASSERT_TRUE(made()->rate);
    EXPECT_EQ(made()->rate->to, (FrameRate{25, 1}));
    const session::Shared<session::Version> changed = made();
    offered("Change Airline…");
    press_ok(child<ui::VersionForm>());
    EXPECT_EQ(made(), changed) << "nothing was changed: no entry";

    offered("Remove Airline");
    EXPECT_EQ(rig.session().versions.size(), 1U);
    EXPECT_EQ(rig.said(), "The version Airline is removed; undo brings it back.");
    ASSERT_TRUE(rig.until([&] { return child<ui::VersionChoice>().currentText() == "Main mix"; }));
    ASSERT_TRUE(rig.document().undo());
    EXPECT_EQ(made(), changed);
}

TEST_F(WindowVersion, a_name_that_is_taken_is_said_in_the_form_and_a_copy_begins_as_the_other) {
    edit("set_version_strip", {{"version", {std::string("Nearfield")}},
                               {"strips", {session::Value::List{{dx.text()}}}},
                               {"trim", {-3.0}}});
    offered("New version of the mix…");
    auto& form = child<ui::VersionForm>();
    auto* const like = named<QComboBox>(form, "Begins as");
    like->setCurrentIndex(like->findText(QStringLiteral("Nearfield")));
    named<QLineEdit>(form, "Name")->setText(QStringLiteral("Nearfield"));
    press_ok(form);
    ASSERT_TRUE(form.isVisible());
    EXPECT_FALSE(named<QLabel>(form, "What is wrong")->text().isEmpty());
    EXPECT_EQ(rig.session().versions.size(), 1U);
    named<QLineEdit>(form, "Name")->setText(QStringLiteral("Broadcast"));
    press_ok(form);
    ASSERT_EQ(rig.session().versions.size(), 2U);
    EXPECT_EQ(session::layer_of(*rig.session().versions.back(), dx).trim, Db{-3});
}

TEST_F(WindowVersion, what_stands_is_its_trim_and_keys_turn_versions_and_hands) {
    rig.key(Qt::Key_Y, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_EQ(rig.said(), "The version Nearfield is heard.");
    rig.key(Qt::Key_Y, Qt::ControlModifier | Qt::AltModifier | Qt::ShiftModifier);
    EXPECT_EQ(rig.said(), "Hands write the version Nearfield.");
    QApplication::processEvents();
    ASSERT_TRUE(rig.until([&] { return fader().is_of_version(); }));
    drag(40);
    let_go();
    EXPECT_EQ(rig.document().history().back().name, "Version trim of DX 1 (Nearfield)");
    EXPECT_EQ(layer().trim.value, fader().level());
    child<ui::Console>().choose({dx});
    rig.key(Qt::Key_Q, Qt::ControlModifier | Qt::AltModifier | Qt::ShiftModifier);
    auto& dialog = child<ui::VersionDialog>();
    EXPECT_EQ(dialog.windowTitle(), QStringLiteral("Nearfield: DX 1"));
    for (const auto& [name, db] : {std::pair{"Trim", "-3"}, {"Surrounds", "-2"}, {"LFE", "-6.5"}}) {
        auto* const box = named<QDoubleSpinBox>(dialog, name);
        ASSERT_NE(box, nullptr) << name;
        box->selectAll();
        QTest::keyClicks(box, QString::fromLatin1(db));
    }
    QTest::keyClick(named<QComboBox>(dialog, "Mute"), Qt::Key_Down);
    QTest::mouseClick(dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok), Qt::LeftButton);
    EXPECT_EQ(rig.document().history().back().name, "Nearfield: DX 1");
    ASSERT_TRUE(rig.until([&] { return mark(dx).contains(QStringLiteral("muted")); }));
    EXPECT_EQ(mark(dx), QStringLiteral("Nearfield: trim -3.0 dB, surrounds -2.0 dB, LFE -6.5 dB, muted"));
    leave_to_mix();
    EXPECT_TRUE(layer().says_nothing());
    ASSERT_TRUE(rig.until([&] { return mark(dx).isEmpty(); }));
    EXPECT_TRUE(fader().is_of_version());
    rig.key(Qt::Key_Y, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_EQ(rig.said(), "The main mix is heard.");
    ASSERT_TRUE(rig.until([&] { return !fader().is_of_version(); }));
}

} // namespace
} // namespace dub::test
