// Faders and pucks: what a hand does is heard at once and is one edit when it lets go.
#include <gtest/gtest.h>

#include <QApplication>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

#include "engine/session/fader_law.h"
#include "engine/session/parameters/strip.h"
#include "tests/ui/fakes.h"
#include "tests/ui/film_scene.h"
#include "ui/console/console.h"
#include "ui/console/fader.h"
#include "ui/console/pan_stage.h"
#include "ui/console/panner_dialog.h"
#include "ui/console/strip_view.h"
#include "ui/edit_values.h"
#include "ui/monitor/lit_button.h"

namespace dub::test {
namespace {

namespace strip = session::strip;

struct ConsoleRig : FakePorts {
    ConsoleRig()
        : FakePorts(film_scene()) {
        ports.hands = &hands;
        console = std::make_unique<ui::Console>(ports);
        console->resize(900, 600);
        console->QWidget::show();
        document.changed = [this](const session::Session& now) { console->show(now); };
        QApplication::processEvents();
    }
    session::StripOwner track(const char* name) {
        return {session::find_track(document.now(), name)->id, {}};
    }
    const session::Strip& strip_of(const session::StripOwner& owner) {
        return *session::find_track(document.now(), owner.track)->strip;
    }
    template <class Widget> Widget* in(const session::StripOwner& owner) {
        for (auto* const child :
             console->strip(owner)->findChildren<QWidget*>()) // no meta-objects of our own
            if (auto* const found = dynamic_cast<Widget*>(child)) return found;
        return nullptr;
    }
    std::string first_mono() {
        for (const auto& one : document.now().tracks)
            if (one->layout == Layout{Speaker::M}) return one->name;
        return {};
    }

    FakeHands hands{document};
    std::unique_ptr<ui::Console> console;
};

void drag(QWidget& widget, QPoint from, QPoint to, Qt::KeyboardModifiers keys = {}) {
    QTest::mousePress(&widget, Qt::LeftButton, keys, from);
    for (int step = 1; step <= 4; ++step) {
        const QPoint at = from + (to - from) * step / 4;
        QMouseEvent move(QEvent::MouseMove, at, widget.mapToGlobal(at), Qt::NoButton, Qt::LeftButton, keys);
        QApplication::sendEvent(&widget, &move);
    }
    QTest::mouseRelease(&widget, Qt::LeftButton, keys, to);
}

TEST(FaderLaw, StandsWhereTheLargeConsolesStand) {
    EXPECT_DOUBLE_EQ(session::fader_travel(12), 1);
    EXPECT_DOUBLE_EQ(session::fader_travel(0), 0.75);
    EXPECT_DOUBLE_EQ(session::fader_travel(-20), 0.35);
    EXPECT_DOUBLE_EQ(session::fader_travel(strip::fader_min_db), 0);
    for (double travel = 0; travel <= 1; travel += 1.0 / 512)
        EXPECT_NEAR(session::fader_travel(session::fader_level(travel)), travel, 1e-12);
}

TEST(FaderLaw, ReadsAndWritesLevels) {
    EXPECT_EQ(session::fader_text(-3), "-3.0");
    EXPECT_EQ(session::fader_text(1.46), "+1.5");
    EXPECT_EQ(session::fader_text(-0.04), "0.0");
    EXPECT_EQ(session::fader_text(strip::fader_min_db), "-inf");
    EXPECT_EQ(session::fader_typed(" +1.5 dB"), 1.5);
    EXPECT_EQ(session::fader_typed("off"), strip::fader_min_db);
    EXPECT_EQ(session::fader_typed("99"), 12);
    for (const char* wrong : {"", "loud", "1,5", "- 3", "3 4"})
        EXPECT_FALSE(session::fader_typed(wrong)) << wrong;
}

TEST(Console, HasAStripForEveryTrackAndBusThePrintmasterLast) {
    ConsoleRig rig;
    for (const auto& track : rig.document.now().tracks)
        EXPECT_NE(rig.console->strip({track->id, {}}), nullptr);
    for (const auto& bus : rig.document.now().routing->buses)
        EXPECT_NE(rig.console->strip({{}, bus->id}), nullptr);
    EXPECT_EQ(ui::strips_of(rig.document.now()).back().owner.bus,
              session::printmaster_of(rig.document.now())->id);
}

TEST(Console, AFaderIsHeardWhileItMovesAndIsOneEntryWhenItIsLetGo) {
    ConsoleRig rig;
    const auto owner = rig.track(rig.first_mono().c_str());
    auto& fader = *rig.in<ui::Fader>(owner);
    const auto before = rig.document.history().size();
    drag(fader, {fader.width() / 2, fader.height() / 2}, {fader.width() / 2, fader.height() / 2 + 40});
    EXPECT_GE(rig.hands.moves.size(), 3U);
    EXPECT_EQ(rig.hands.moves.back().parameter, "fader");
    EXPECT_EQ(rig.document.history().size(), before + 1);
    const double kept = rig.strip_of(owner).values.get(strip::fader);
    EXPECT_LT(kept, 0);
    EXPECT_EQ(kept, rig.hands.moves.back().value);
    EXPECT_EQ(rig.hands.released, 1);
    ASSERT_TRUE(rig.document.undo());
    EXPECT_EQ(fader.level(), 0);
}

TEST(Console, CtrlIsTenTimesFinerAndAltSetsBack) {
    ConsoleRig rig;
    const auto owner = rig.track(rig.first_mono().c_str());
    auto& fader = *rig.in<ui::Fader>(owner);
    const QPoint from(fader.width() / 2, fader.height() / 2), to = from + QPoint(0, 40);
    drag(fader, from, to);
    const double coarse = 0.75 - session::fader_travel(fader.level());
    QTest::mouseClick(&fader, Qt::LeftButton, Qt::AltModifier, from);
    EXPECT_EQ(fader.level(), 0);
    drag(fader, from, to, Qt::ControlModifier);
    EXPECT_NEAR(0.75 - session::fader_travel(fader.level()), coarse / 10, 1e-9);
}

TEST(Console, TypesALevelAfterADoubleClick) {
    ConsoleRig rig;
    const auto owner = rig.track(rig.first_mono().c_str());
    auto& fader = *rig.in<ui::Fader>(owner);
    QTest::mouseDClick(&fader, Qt::LeftButton, {}, {20, 20});
    auto* const line = fader.findChild<QLineEdit*>();
    ASSERT_NE(line, nullptr);
    line->setText(QStringLiteral("-7.5"));
    QTest::keyClick(line, Qt::Key_Return);
    EXPECT_EQ(rig.strip_of(owner).values.get(strip::fader), -7.5);
}

TEST(Console, ALevelThatNobodyTypedStaysAsItIs) {
    ConsoleRig rig;
    const auto owner = rig.track(rig.first_mono().c_str());
    auto& fader = *rig.in<ui::Fader>(owner);
    ASSERT_TRUE(rig.document.apply(
        {{"set_parameter",
          {{"strip", ui::value(owner)}, {"parameter", ui::value("fader")}, {"value", ui::value(-7.26)}}}},
        "Fader"));
    const auto before = rig.document.history().size();
    for (const bool typed_again : {false, true}) {
        QTest::mouseDClick(&fader, Qt::LeftButton, {}, {20, 20});
        auto* const line = fader.findChild<QLineEdit*>();
        ASSERT_NE(line, nullptr);
        if (typed_again) QTest::keyClicks(line, line->text()); // it was meant
        QTest::keyClick(line, Qt::Key_Return);
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        EXPECT_EQ(rig.document.history().size(), before + (typed_again ? 1 : 0));
    }
    EXPECT_EQ(rig.strip_of(owner).values.get(strip::fader), -7.3);
}

TEST(Console, AnAutomatedFaderFollowsItsLane) {
    ConsoleRig rig;
    const auto owner = rig.track(rig.first_mono().c_str());
    const SamplePos start = session::sample_of(rig.document.now(), rig.document.now().info->start);
    const session::Value::List points{
        {session::Value::Object{{"at", ui::value(start)}, {"value", ui::value(-20.0)}}},
        {session::Value::Object{{"at", ui::value(start + SampleCount{96000})}, {"value", ui::value(-10.0)}}}};
    const auto written = rig.document.apply(
        {{"write_lane",
          {{"strip", ui::value(owner)}, {"parameter", ui::value("fader")}, {"points", {points}}}}},
        "lane");
    ASSERT_TRUE(written) << written.error().text();
    auto& fader = *rig.in<ui::Fader>(owner);
    rig.console->tick(0.02, start + SampleCount{48000});
    EXPECT_NEAR(fader.level(), -15, 1e-9);
}

TEST(Console, APuckIsOneEntryAndASpeakerTakesItExactly) {
    ConsoleRig rig;
    const auto owner = rig.track(rig.first_mono().c_str());
    auto& pan = *rig.in<ui::PanStage>(owner);
    const auto before = rig.document.history().size();
    drag(pan, pan.point_of(0, 1).toPoint(), pan.point_of(-0.5, 0).toPoint());
    EXPECT_EQ(rig.document.history().size(), before + 1);
    EXPECT_NEAR(rig.strip_of(owner).values.get(strip::pan_x), -0.5, 0.06);
    EXPECT_NEAR(rig.strip_of(owner).values.get(strip::pan_y), 0, 0.06);
    QTest::mouseClick(&pan, Qt::LeftButton, {}, pan.point_of(1, 1).toPoint()); // R
    EXPECT_EQ(rig.strip_of(owner).values.get(strip::pan_x), 1);
    EXPECT_EQ(rig.strip_of(owner).values.get(strip::pan_y), 1);
    QTest::mouseClick(&pan, Qt::LeftButton, Qt::AltModifier, {3, 3});
    EXPECT_EQ(rig.strip_of(owner).values.get(strip::pan_x), 0);
}

TEST(Console, APuckBroughtBackIsLetGoAndIsNoEntry) {
    ConsoleRig rig;
    const auto owner = rig.track(rig.first_mono().c_str());
    auto& pan = *rig.in<ui::PanStage>(owner);
    const auto before = rig.document.history().size();
    const QPoint at = pan.point_of(0, 1).toPoint();
    QTest::mousePress(&pan, Qt::LeftButton, {}, at);
    for (const QPoint& to : {at + QPoint(12, 0), at}) {
        QMouseEvent move(QEvent::MouseMove, to, pan.mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(&pan, &move);
    }
    QTest::mouseRelease(&pan, Qt::LeftButton, {}, at);
    EXPECT_FALSE(rig.hands.moves.empty());
    EXPECT_GT(rig.hands.released, 0);
    EXPECT_EQ(rig.document.history().size(), before);
}

void press_and_move(QWidget& widget, QPoint from, QPoint to) {
    QTest::mousePress(&widget, Qt::LeftButton, {}, from);
    QMouseEvent move(QEvent::MouseMove, to, widget.mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
    QApplication::sendEvent(&widget, &move);
}

TEST(Console, WhatIsHiddenUnderAHandIsLetGoAndTheNextHandBeginsAnew) {
    ConsoleRig rig;
    const auto owner = rig.track(rig.first_mono().c_str());
    auto& fader = *rig.in<ui::Fader>(owner);
    auto& pan = *rig.in<ui::PanStage>(owner);
    auto& mute = *rig.in<ui::LitButton>(owner);
    const std::function<void()> hands[] = {
        [&] { press_and_move(fader, fader.rect().center(), fader.rect().center() + QPoint(0, 40)); },
        [&] { press_and_move(pan, pan.point_of(0, 1).toPoint(), pan.point_of(-0.5, 0).toPoint()); },
        [&] { QTest::mousePress(&mute, Qt::LeftButton); }};
    const auto hide = [&] { rig.console->hide(); };
    for (const auto& hand : hands) {
        const auto before = rig.document.history().size();
        hand();
        ASSERT_FALSE(rig.hands.touching.empty());
        hide();
        EXPECT_EQ(rig.document.history().size(), before) << "not while others are being hidden";
        QApplication::processEvents();
        EXPECT_TRUE(rig.hands.touching.empty());
        EXPECT_EQ(rig.document.history().size(), before + 1);
        rig.console->QWidget::show();
        QApplication::processEvents();
    }
    fader.set_level(-33);
    EXPECT_EQ(fader.level(), -33) << "it follows again";
    pan.set_place({.x = 0.7});
    EXPECT_EQ(pan.place().x, 0.7);
    EXPECT_FALSE(mute.isDown());
}

TEST(Console, AStripThatGoesUnderAHandLetsGo) {
    ConsoleRig rig;
    const auto owner = rig.track(rig.first_mono().c_str());
    auto& fader = *rig.in<ui::Fader>(owner);
    press_and_move(fader, fader.rect().center(), fader.rect().center() + QPoint(0, 40));
    ASSERT_TRUE(rig.document.apply(
        {{"rename_track", {{"track", ui::value(owner)}, {"name", ui::value("ANEW")}}}}, "Rename"));
    ASSERT_NE(rig.in<ui::Fader>(owner), &fader) << "its strip is made anew";
    QApplication::processEvents();
    EXPECT_TRUE(rig.hands.touching.empty());
    EXPECT_LT(rig.strip_of(owner).values.get(strip::fader), -1);
}

TEST(Console, ShiftKeepsThePuckToOneAxis) {
    ConsoleRig rig;
    const auto owner = rig.track(rig.first_mono().c_str());
    auto& pan = *rig.in<ui::PanStage>(owner);
    drag(pan, pan.point_of(0, 1).toPoint(), pan.point_of(0.8, 0.7).toPoint(), Qt::ShiftModifier);
    EXPECT_GT(rig.strip_of(owner).values.get(strip::pan_x), 0.5);
    EXPECT_EQ(rig.strip_of(owner).values.get(strip::pan_y), 1);
}

TEST(Console, AnEditRepaintsOnlyItsOwnStrip) {
    ConsoleRig rig;
    const auto first = rig.track(rig.first_mono().c_str());
    const auto& tracks = rig.document.now().tracks;
    const session::StripOwner last{tracks.back()->id, {}};
    auto* const kept = rig.console->strip(last);
    ASSERT_TRUE(rig.document.apply(
        {{"set_mute", {{"strips", ui::value(std::vector{first})}, {"muted", ui::value(true)}}}}, "Mute"));
    EXPECT_EQ(rig.console->strip(last), kept);
    ASSERT_TRUE(rig.document.apply({{"remove_track", {{"track", ui::value(first.track)}}}}, "Remove"));
    EXPECT_EQ(rig.console->strip(first), nullptr);
    EXPECT_EQ(rig.console->strip(last), kept);
}

struct PaintCount : QObject {
    bool eventFilter(QObject*, QEvent* event) override {
        paints += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
    int paints = 0;
};

TEST(Console, StripsThatAreNotSeenCostNothing) {
    ConsoleRig rig;
    PaintCount seen, unseen;
    int strips = 0;
    for (const auto& facts : ui::strips_of(rig.document.now())) {
        auto* const strip = rig.console->strip(facts.owner);
        const bool visible =
            strip->mapTo(rig.console->viewport(), QPoint()).x() < rig.console->viewport()->width();
        strips += visible ? 0 : 1;
        for (auto* const part : strip->findChildren<QWidget*>())
            part->installEventFilter(visible ? &seen : &unseen);
        rig.meters.levels[facts.owner] = -10;
    }
    ASSERT_GT(strips, 2);
    for (int turn = 0; turn < 10; ++turn) {
        for (auto& [owner, level] : rig.meters.levels)
            level -= 3;
        rig.console->tick(1.0 / 60, {});
        QApplication::processEvents();
    }
    EXPECT_GT(seen.paints, 10);
    EXPECT_EQ(unseen.paints, 0);
}

TEST(Panner, IsLargeAndTakesNumbers) {
    ConsoleRig rig;
    const auto owner = rig.track(rig.first_mono().c_str());
    ui::PannerDialog dialog(rig.ports, owner, nullptr);
    for (auto* const box : dialog.findChildren<QDoubleSpinBox*>())
        if (box->accessibleName() == QStringLiteral("LFE send")) box->setValue(-6);
    EXPECT_EQ(rig.strip_of(owner).values.get(strip::lfe_send), -6);
}

} // namespace
} // namespace dub::test
