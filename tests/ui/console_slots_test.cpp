// Inserts and sends on a strip: added, opened, turned, bypassed and removed by clicks, one entry each.
#include <gtest/gtest.h>

#include <QApplication>
#include <QComboBox>
#include <QMenu>
#include <QSlider>
#include <QTest>
#include <QToolButton>

#include "engine/session/parameters/filter.h"
#include "engine/session/parameters/strip.h"
#include "tests/ui/fakes.h"
#include "tests/ui/film_scene.h"
#include "ui/console/console.h"
#include "ui/console/parameter_travel.h"
#include "ui/console/slot_dialog.h"
#include "ui/console/strip_view.h"

namespace dub::test {
namespace {

struct SlotsRig : FakePorts {
    SlotsRig()
        : FakePorts(film_scene()) {
        ports.hands = &hands;
        console = std::make_unique<ui::Console>(ports);
        console->resize(900, 700);
        console->QWidget::show();
        document.changed = [this](const session::Session& now) { console->show(now); };
        owner.track = document.now().tracks.front()->id;
        QApplication::processEvents();
    }
    [[nodiscard]] const session::Strip& strip() { return *document.now().tracks.front()->strip; }
    QToolButton& button(const std::string& begins) {
        for (auto* const one : console->strip(owner)->findChildren<QToolButton*>())
            if (one->isVisible() && one->accessibleName().toStdString().starts_with(begins)) return *one;
        throw std::logic_error("there is no " + begins);
    }
    static void choose(QMenu& menu, const std::string& words) {
        for (QAction* const action : menu.actions())
            if (action->text().toStdString() == words) return action->trigger();
        throw std::logic_error("the menu has no " + words);
    }
    // What a right click on it offers.
    void ask(QToolButton& at, const std::string& words) {
        Q_EMIT at.customContextMenuRequested(at.rect().center());
        auto* const menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        ASSERT_NE(menu, nullptr);
        choose(*menu, words);
        menu->close();
    }
    ui::SlotDialog& dialog() {
        for (QWidget* const one : QApplication::topLevelWidgets())
            if (auto* const found = dynamic_cast<ui::SlotDialog*>(one);
                found != nullptr && found->isVisible())
                return *found;
        throw std::logic_error("nothing was opened");
    }

    FakeHands hands{document};
    std::unique_ptr<ui::Console> console;
    session::StripOwner owner;
};

TEST(ConsoleSlots, AnInsertIsAddedTurnedBypassedAndRemoved) {
    SlotsRig rig;
    const auto before = rig.strip().inserts.size();
    SlotsRig::choose(*rig.button("Add an insert").menu(), "filter");
    ASSERT_EQ(rig.strip().inserts.size(), before + 1);
    const std::string name = "Insert " + std::to_string(before + 1);
    QTest::mouseClick(&rig.button(name), Qt::LeftButton);
    QSlider* cut = nullptr;
    for (auto* const one : rig.dialog().findChildren<QSlider*>())
        if (one->accessibleName().startsWith(QStringLiteral("Low cut"))) cut = one;
    ASSERT_NE(cut, nullptr);
    cut->setFocus();
    const auto entries = rig.document.history().size();
    QTest::keyClick(cut, Qt::Key_Home);
    EXPECT_EQ(rig.document.history().size(), entries + 1);
    EXPECT_DOUBLE_EQ(rig.strip().inserts.back().values.get(session::filter::low_cut), 10);
    rig.dialog().close();
    rig.ask(rig.button(name), "Bypass");
    EXPECT_TRUE(rig.strip().inserts.back().bypassed);
    rig.ask(rig.button(name), "Remove");
    EXPECT_EQ(rig.strip().inserts.size(), before);
    EXPECT_EQ(rig.document.history().back().name.substr(0, 13), "Remove filter");
}

TEST(ConsoleSlots, ASendIsMadeAndItsLevelMoved) {
    SlotsRig rig;
    const auto before = rig.strip().sends.size();
    auto* const menu = rig.button("Add a send").menu();
    Q_EMIT menu->aboutToShow();
    ASSERT_FALSE(menu->actions().empty());
    menu->actions().back()->trigger();
    ASSERT_EQ(rig.strip().sends.size(), before + 1);
    QTest::mouseClick(&rig.button("Send of"), Qt::LeftButton);
    auto* const level = rig.dialog().findChildren<QSlider*>().front();
    level->setFocus();
    QTest::keyClick(level, Qt::Key_PageDown);
    EXPECT_LT(rig.strip().sends[before].values.get(session::strip::send_level), -0.5);
    rig.dialog().close();
    rig.ask(rig.button("Send of"), "Before the fader");
    EXPECT_EQ(rig.strip().sends[before].tap, session::SendTap::pre_fader);
}

TEST(ParameterTravel, TurnsEveryDeclaredParameterThereAndBack) {
    for (const session::Parameter& parameter : session::filter::all)
        for (double travel = 0; travel <= 1; travel += 0.125) {
            const double value = ui::value_at_travel(parameter, travel);
            EXPECT_GE(value, parameter.min);
            EXPECT_LE(value, parameter.max);
            EXPECT_NEAR(ui::value_at_travel(parameter, ui::travel_of(parameter, value)), value,
                        1e-9 * parameter.max);
        }
    EXPECT_EQ(ui::parameter_text(session::filter::low_cut, 80), "80.0 Hz");
    EXPECT_EQ(ui::parameter_text(session::filter::low_cut_slope, 2), "24 dB/oct");
    EXPECT_EQ(ui::parameter_text(session::strip::send_level, -6), "-6.0");
}

} // namespace
} // namespace dub::test
