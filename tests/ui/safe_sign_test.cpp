// A parameter is made safe by a right click on its control, and the control says so.
#include <gtest/gtest.h>

#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QTest>

#include "engine/session/lookup.h"
#include "tests/ui/fakes.h"
#include "tests/ui/film_scene.h"
#include "ui/automation/safe_sign.h"
#include "ui/console/console.h"
#include "ui/console/fader.h"
#include "ui/console/pan_stage.h"
#include "ui/console/slots_dialog.h"
#include "ui/console/strip_view.h"

namespace dub::test {
namespace {

class Safe : public testing::Test {
  protected:
    void SetUp() override {
        fakes.ports.hands = &hands;
        console = std::make_unique<ui::Console>(fakes.ports);
        console->resize(900, 600);
        console->QWidget::show();
        fakes.document.changed = [this](const session::Session& now) { console->show(now); };
        dx = {fakes.document.now().tracks.front()->id, {}};
        QApplication::processEvents();
    }
    template <class Widget> static Widget& in(QWidget& parent) {
        for (auto* const one : parent.findChildren<QWidget*>())
            if (auto* const found = dynamic_cast<Widget*>(one)) return *found;
        throw std::logic_error("not there");
    }
    QWidget& mute() {
        for (auto* const one : console->strip(dx)->findChildren<QToolButton*>())
            if (one->accessibleName().startsWith(QStringLiteral("Mute "))) return *one;
        throw std::logic_error("no mute");
    }
    [[nodiscard]] const session::Automation& automation() {
        return session::find_strip(fakes.document.now(), dx)->automation;
    }
    // Right click, and a click on the entry.
    static void turn(QWidget& control) {
        const QPoint middle = control.rect().center();
        QContextMenuEvent click(QContextMenuEvent::Mouse, middle, control.mapToGlobal(middle));
        QApplication::sendEvent(&control, &click);
        auto* const menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        ASSERT_NE(menu, nullptr);
        QAction* const safe = menu->actions().front();
        ASSERT_EQ(safe->text(), QStringLiteral("Safe from automation"));
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(safe).center());
        QApplication::processEvents();
    }
    static bool is_signed(QWidget& control) { return in<ui::SafeSign>(control).isVisible(); }

    FakePorts fakes{film_scene()};
    FakeHands hands{fakes.document};
    std::unique_ptr<ui::Console> console;
    session::StripOwner dx;
};

TEST_F(Safe, a_fader_is_safe_alone_and_not_any_more) {
    auto& fader = in<ui::Fader>(*console->strip(dx));
    EXPECT_FALSE(is_signed(fader));
    turn(fader);
    EXPECT_EQ(automation().safe_parameters, (std::vector<session::ParameterAddress>{{{}, {}, "fader"}}));
    EXPECT_FALSE(automation().safe) << "the strip as a whole is not";
    EXPECT_TRUE(is_signed(fader));
    EXPECT_TRUE(fader.toolTip().contains(QStringLiteral("Safe from automation")));
    EXPECT_TRUE(
        in<ui::SafeSign>(fader).accessibleName().endsWith(QStringLiteral("fader: safe from automation")));
    EXPECT_FALSE(is_signed(mute()));
    const std::string name = fakes.document.history().back().name;
    EXPECT_EQ(name, "Safe: " + fakes.document.now().tracks.front()->name + " fader");
    turn(fader);
    EXPECT_TRUE(automation().safe_parameters.empty());
    EXPECT_FALSE(is_signed(fader));
    EXPECT_FALSE(fader.toolTip().contains(QStringLiteral("Safe from automation")));
}

TEST_F(Safe, mute_and_the_puck_are_told_apart_and_undo_takes_the_sign_away) {
    auto& puck = in<ui::PanStage>(*console->strip(dx));
    turn(mute());
    turn(puck);
    EXPECT_TRUE(is_signed(mute()));
    EXPECT_TRUE(is_signed(puck));
    EXPECT_TRUE(session::is_safe(automation(), {{}, {}, "pan.x"}));
    EXPECT_TRUE(session::is_safe(automation(), {{}, {}, "pan.rotate"}));
    EXPECT_TRUE(session::is_safe(automation(), {{}, {}, "mute"}));
    EXPECT_FALSE(session::is_safe(automation(), {{}, {}, "fader"}));
    ASSERT_TRUE(fakes.document.undo());
    EXPECT_FALSE(is_signed(puck));
    EXPECT_TRUE(is_signed(mute()));
}

TEST_F(Safe, an_inserts_parameter_is_safe_from_its_own_field) {
    ASSERT_TRUE(fakes.document.apply(
        {{"add_insert", {{"strip", {dx.text()}}, {"processor", {std::string("gain")}}}}}, "insert"));
    ui::SlotsDialog dialog(fakes.ports, dx, nullptr);
    dialog.show();
    auto& sign = in<ui::SafeSign>(dialog);
    turn(*sign.parentWidget());
    EXPECT_TRUE(sign.isVisible());
    ASSERT_EQ(automation().safe_parameters.size(), 1U);
    EXPECT_TRUE(automation().safe_parameters.front().insert);
}

} // namespace
} // namespace dub::test
