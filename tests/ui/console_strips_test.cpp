// VCAs, spill, selection and widths of the console's strips, with a mouse.
#include <gtest/gtest.h>

#include <QApplication>
#include <QCheckBox>
#include <QColorDialog>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QTest>
#include <QToolButton>

#include "engine/session/lookup.h"
#include "engine/session/parameters/strip.h"
#include "tests/ui/fakes.h"
#include "tests/ui/film_scene.h"
#include "tests/ui/named.h"
#include "ui/automation/hands_together.h"
#include "ui/console/console.h"
#include "ui/console/fader.h"
#include "ui/console/slots_dialog.h"
#include "ui/console/strip_view.h"
#include "ui/edit_values.h"

namespace dub::test {
namespace {

namespace strip = session::strip;
using Owners = std::set<session::StripOwner>;

struct StripsRig : FakePorts {
    StripsRig()
        : FakePorts(film_scene()) {
        ports.hands = &together;
        console = std::make_unique<ui::Console>(ports);
        console->resize(1200, 700);
        console->QWidget::show();
        document.changed = [this](const session::Session& now) { console->show(now); };
        for (const auto& track : document.now().tracks)
            tracks.push_back({track->id, {}});
        QApplication::processEvents();
    }
    void run(const std::string& id) {
        for (const ui::Command& command : console->commands())
            if (command.id == id) {
                EXPECT_TRUE(command.enabled()) << id;
                command.run();
            }
        QApplication::processEvents();
    }
    [[nodiscard]] bool can(const std::string& id) {
        for (const ui::Command& command : console->commands())
            if (command.id == id) return command.enabled();
        return false;
    }
    ui::StripView& strip_of(const session::StripOwner& owner) { return *console->strip(owner); }
    // Beside its controls.
    void click(const session::StripOwner& owner, Qt::KeyboardModifiers keys = {}) {
        ui::StripView& view = strip_of(owner);
        QTest::mouseClick(&view, Qt::LeftButton, keys, {2, view.height() - 8});
    }
    QToolButton* button(const session::StripOwner& owner, const char* beginning) {
        for (auto* const one : strip_of(owner).findChildren<QToolButton*>())
            if (one->accessibleName().startsWith(QString::fromLatin1(beginning))) return one;
        return nullptr;
    }
    session::StripOwner vca_over(const Owners& members) {
        console->choose(members);
        run("vca.new");
        return {{}, {}, document.now().routing->vcas.back()->id};
    }
    [[nodiscard]] std::size_t shown() const {
        std::size_t count = 0;
        for (const auto& facts : ui::strips_of(document.now()))
            count += console->strip(facts.owner)->isHidden() ? 0 : 1;
        return count;
    }

    ui::Fader& fader_of(const session::StripOwner& owner) {
        for (auto* const child : strip_of(owner).findChildren<QWidget*>())
            if (auto* const fader = dynamic_cast<ui::Fader*>(child)) return *fader;
        throw std::logic_error("no fader");
    }
    [[nodiscard]] double level_of(const session::StripOwner& owner) const {
        return session::find_strip(document.now(), owner)->values.get(strip::fader);
    }

    FakeHands hands{document};
    ui::HandsTogether together{
        {hands, [this]() -> const session::Session& { return document.now(); }, [] { return SamplePos{}; },
         [] { return QGuiApplication::keyboardModifiers().testFlag(Qt::ShiftModifier); }}};
    std::unique_ptr<ui::Console> console;
    std::vector<session::StripOwner> tracks;
};

TEST(ConsoleStrips, AreSelectedAloneAddedWithCtrlAndUpToWithShift) {
    StripsRig rig;
    int told = 0;
    rig.console->choice_changed = [&] { ++told; };
    rig.click(rig.tracks[1]);
    EXPECT_EQ(rig.console->chosen(), (Owners{rig.tracks[1]}));
    rig.click(rig.tracks[3], Qt::ShiftModifier);
    EXPECT_EQ(rig.console->chosen(), (Owners{rig.tracks[1], rig.tracks[2], rig.tracks[3]}));
    rig.click(rig.tracks[2], Qt::ControlModifier);
    EXPECT_EQ(rig.console->chosen(), (Owners{rig.tracks[1], rig.tracks[3]}));
    EXPECT_EQ(rig.strip_of(rig.tracks[1]).accessibleDescription(), "selected");
    EXPECT_EQ(rig.strip_of(rig.tracks[2]).accessibleDescription(), "");
    EXPECT_EQ(told, 3);
}

TEST(ConsoleStrips, AVcaIsMadeOverTheSelectedNamedWhereItStandsAndSeenOnItsMembers) {
    StripsRig rig;
    EXPECT_FALSE(rig.can("vca.new"));
    rig.click(rig.tracks[0]);
    rig.click(rig.tracks[1], Qt::ControlModifier);
    rig.run("vca.new");
    ASSERT_EQ(rig.document.now().routing->vcas.size(), 1U);
    const session::Vca vca = *rig.document.now().routing->vcas.front();
    EXPECT_EQ(vca.members.size(), 2U);
    const session::StripOwner owner{{}, {}, vca.id};
    auto* const line = rig.strip_of(owner).findChild<QLineEdit*>();
    ASSERT_NE(line, nullptr);
    line->setText(QStringLiteral("DX VCA"));
    QTest::keyClick(line, Qt::Key_Return);
    EXPECT_EQ(session::find_vca(rig.document.now(), vca.id)->name, "DX VCA");
    EXPECT_EQ(ui::strips_of(rig.document.now()).front().over, "DX VCA");
    const auto strips = ui::strips_of(rig.document.now());
    EXPECT_EQ(strips[strips.size() - 2].owner, owner); // beside the buses, the printmaster is last
}

TEST(ConsoleStrips, AVcasFaderAndMuteAreItsOwnAndItHasNoPanner) {
    StripsRig rig;
    const session::StripOwner vca = rig.vca_over({rig.tracks[0]});
    QTest::keyClick(&rig.fader_of(vca), Qt::Key_Down);
    const auto values = [&] { return session::find_strip(rig.document.now(), vca)->values; };
    EXPECT_EQ(values().get(strip::fader), -0.5);
    QTest::mouseClick(rig.button(vca, "Mute"), Qt::LeftButton);
    EXPECT_EQ(values().get(strip::mute), 1);
    for (auto* const child : rig.strip_of(vca).findChildren<QWidget*>()) {
        const bool pan = dynamic_cast<ui::PanStage*>(child) != nullptr;
        EXPECT_TRUE(!pan || child->isHidden());
    }
    rig.console->tick(0.02, {});
}

TEST(ConsoleStrips, ASpillShowsTheMembersAloneAndAgainAllStrips) {
    StripsRig rig;
    const session::StripOwner inner = rig.vca_over({rig.tracks[0]});
    const session::StripOwner outer = rig.vca_over({rig.tracks[2], inner});
    const std::size_t all = rig.shown();
    QTest::mouseClick(rig.button(outer, "Spill"), Qt::LeftButton);
    EXPECT_EQ(rig.shown(), 4U); // it, the VCA in it, two tracks
    EXPECT_FALSE(rig.strip_of(rig.tracks[0]).isHidden());
    EXPECT_TRUE(rig.strip_of(rig.tracks[1]).isHidden());
    rig.run("console.spill");
    EXPECT_EQ(rig.shown(), all);
    const auto stem = session::find_track(rig.document.now(), rig.tracks[0].track)->output;
    rig.console->choose({{{}, stem}});
    rig.run("console.spill");
    EXPECT_FALSE(rig.strip_of(rig.tracks[0]).isHidden());
    for (const auto& track : rig.document.now().tracks)
        EXPECT_EQ(rig.strip_of({track->id, {}}).isHidden(), track->output != stem) << track->name;
    ASSERT_TRUE(rig.document.apply({{"remove_vca", {{"vca", ui::value(outer)}}}}, "Remove"));
    rig.run("console.spill");
    EXPECT_EQ(rig.shown(), all - 1);
}

TEST(ConsoleStrips, AreNarrowUsualOrWideAllOrTheSelected) {
    StripsRig rig;
    const auto width = [&](std::size_t track) { return rig.strip_of(rig.tracks[track]).width(); };
    EXPECT_EQ(width(0), 96);
    rig.run("console.widths");
    EXPECT_EQ(width(0), 128);
    rig.click(rig.tracks[1]);
    rig.run("console.width");
    EXPECT_EQ(width(1), 72);
    EXPECT_EQ(width(0), 128);
    rig.run("console.widths");
    EXPECT_EQ(width(0), 72);
    EXPECT_EQ(width(1), 72);
}

TEST(ConsoleStrips, AltMeansAllOfAKindAltShiftTheSelectedAndCtrlOnSoloIsSafe) {
    StripsRig rig;
    const auto soloed = [&](const session::StripOwner& owner) {
        return session::find_strip(rig.document.now(), owner)->soloed;
    };
    const auto before = rig.document.history().size();
    QTest::mouseClick(rig.button(rig.tracks[4], "Solo"), Qt::LeftButton, Qt::AltModifier);
    EXPECT_TRUE(std::ranges::all_of(rig.tracks, soloed));
    EXPECT_FALSE(soloed({{}, rig.document.now().routing->buses.front()->id}));
    EXPECT_EQ(rig.document.history().size(), before + 1);
    rig.console->choose({rig.tracks[0], rig.tracks[1]});
    QTest::mouseClick(rig.button(rig.tracks[4], "Solo"), Qt::LeftButton, Qt::AltModifier | Qt::ShiftModifier);
    EXPECT_FALSE(soloed(rig.tracks[0]));
    EXPECT_FALSE(soloed(rig.tracks[1]));
    EXPECT_TRUE(soloed(rig.tracks[4]));
    QTest::mouseClick(rig.button(rig.tracks[2], "Solo"), Qt::LeftButton, Qt::ControlModifier);
    EXPECT_TRUE(session::find_strip(rig.document.now(), rig.tracks[2])->solo_safe);
    EXPECT_TRUE(soloed(rig.tracks[2]));
}

TEST(ConsoleStrips, MembersAreSetGroupsMadeAndTakenAwayFromTheSelection) {
    StripsRig rig;
    const session::StripOwner vca = rig.vca_over({rig.tracks[0]});
    rig.console->choose({vca, rig.tracks[1], rig.tracks[2]});
    rig.run("vca.members");
    EXPECT_EQ(session::find_vca(rig.document.now(), vca.vca)->members,
              (std::vector{rig.tracks[1], rig.tracks[2]}));
    rig.console->choose({rig.tracks[1], rig.tracks[2]});
    rig.run("group.new");
    ASSERT_EQ(rig.document.now().routing->groups.size(), 1U);
    rig.run("group.active");
    EXPECT_FALSE(rig.document.now().routing->groups.front().active);
    rig.run("group.remove");
    EXPECT_TRUE(rig.document.now().routing->groups.empty());
    rig.console->choose({vca});
    rig.run("vca.remove");
    EXPECT_EQ(rig.console->strip(vca), nullptr);
    EXPECT_TRUE(rig.console->chosen().empty());
}

TEST(ConsoleStrips, AHandOnOneOfAMixGroupMovesAllByTheSameDecibelsAsOneEntry) {
    StripsRig rig;
    const auto one = rig.tracks[0], two = rig.tracks[1];
    ASSERT_TRUE(rig.document.apply(
        {{"set_parameter",
          {{"strip", ui::value(two)}, {"parameter", ui::value("fader")}, {"value", ui::value(-3.0)}}}},
        "Fader"));
    rig.console->choose({one, two});
    rig.run("group.new");
    const auto before = rig.document.history().size();
    ui::Fader& fader = rig.fader_of(one);
    const auto drag = [&](int by, Qt::KeyboardModifiers keys) {
        const QPoint from(fader.width() / 2, fader.height() / 2), to = from + QPoint(0, by);
        QTest::mousePress(&fader, Qt::LeftButton, keys, from);
        QMouseEvent move(QEvent::MouseMove, to, fader.mapToGlobal(to), Qt::NoButton, Qt::LeftButton, keys);
        QApplication::sendEvent(&fader, &move);
        QTest::mouseRelease(&fader, Qt::LeftButton, keys, to);
    };
    drag(30, {});
    EXPECT_LT(rig.level_of(one), -1);
    EXPECT_NEAR(rig.level_of(two), rig.level_of(one) - 3, 1e-9);
    EXPECT_EQ(rig.document.history().size(), before + 1);
    const double together = rig.level_of(two);
    drag(20, Qt::ShiftModifier); // alone
    EXPECT_NEAR(rig.level_of(two), together, 1e-12);
    EXPECT_LT(rig.level_of(one), together + 3);
    QTest::mouseClick(rig.button(one, "Mute"), Qt::LeftButton);
    EXPECT_EQ(session::find_strip(rig.document.now(), two)->values.get(strip::mute), 1);
    ASSERT_TRUE(rig.document.undo());
    EXPECT_EQ(session::find_strip(rig.document.now(), one)->values.get(strip::mute), 0);
    rig.run("group.active");
    drag(-40, {});
    EXPECT_NEAR(rig.level_of(two), together, 1e-12);
}

TEST(ConsoleStrips, TwoHandsOnOneMixGroupLetGoEachOfItsOwnAndTheLastOfAll) {
    StripsRig rig;
    const session::ParameterAddress level = address_of(strip::fader);
    const session::Control one{rig.tracks[0], level}, two{rig.tracks[1], level}, three{rig.tracks[2], level};
    rig.console->choose({one.owner, two.owner, three.owner});
    rig.run("group.new");
    const auto before = rig.document.history().size();
    rig.together.touch(one.owner, level);
    rig.together.touch(two.owner, level);
    rig.together.move(one.owner, level, -6);
    rig.together.let_go(one.owner, level);
    EXPECT_EQ(rig.hands.touching, (std::set{one, two, three})) << "the other hand moves all of them";
    rig.together.move(two.owner, level, -10);
    rig.together.let_go(two.owner, level);
    EXPECT_TRUE(rig.hands.touching.empty());
    EXPECT_EQ(rig.document.history().size(), before + 1);
    for (const auto& owner : {one.owner, two.owner, three.owner})
        EXPECT_NEAR(rig.level_of(owner), -10, 1e-9);
}

TEST(ConsoleStrips, ASecondTouchKeepsThePartnersOfTheFirst) {
    StripsRig rig;
    const session::ParameterAddress level = address_of(strip::fader);
    const auto one = rig.tracks[0];
    rig.console->choose({one, rig.tracks[1]});
    rig.run("group.new");
    rig.together.touch(one, level);
    rig.together.move(one, level, -6);
    rig.run("group.active"); // no more of it
    rig.together.touch(one, level);
    rig.together.move(one, level, -8);
    rig.together.let_go(one, level);
    EXPECT_TRUE(rig.hands.touching.empty());
    EXPECT_NEAR(rig.level_of(rig.tracks[1]), -8, 1e-9);
}

TEST(ConsoleStrips, InsertsAndSendsAreAddedSetBypassedAndTakenOut) {
    StripsRig rig;
    const auto owner = rig.tracks[0];
    ASSERT_TRUE(rig.document.apply({{"add_bus", {{"name", ui::value("REV")}, {"kind", ui::value("return")}}}},
                                   "Add"));
    ui::SlotsDialog dialog(rig.ports, owner, nullptr);
    dialog.QWidget::show();
    QApplication::processEvents();
    const auto now = [&]() -> const session::Strip& {
        return *session::find_strip(rig.document.now(), owner);
    };
    const auto choose = [&](const char* name, const char* entry) {
        auto* const list = named<QComboBox>(dialog, name);
        ASSERT_NE(list, nullptr) << name;
        const int index = list->findText(QString::fromLatin1(entry));
        ASSERT_GE(index, 0) << entry;
        list->activated(index);
        dialog.look();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    };
    choose("Add an insert", "filter");
    ASSERT_EQ(now().inserts.size(), 1U);
    EXPECT_EQ(now().inserts[0].processor, "filter");
    auto* const low_cut = named<QDoubleSpinBox>(dialog, "filter: Low cut");
    ASSERT_NE(low_cut, nullptr);
    low_cut->setValue(120);
    choose("filter: Low cut slope", "24 dB/oct");
    EXPECT_EQ(now().inserts[0].values.entries().size(), 2U);
    auto* const works = named<QCheckBox>(dialog, "filter works");
    ASSERT_NE(works, nullptr);
    QTest::mouseClick(works, Qt::LeftButton, {}, {6, works->height() / 2});
    EXPECT_TRUE(now().inserts[0].bypassed);
    choose("Add a send", "REV");
    ASSERT_EQ(now().sends.size(), 1U);
    auto* const level = named<QDoubleSpinBox>(dialog, "Send to REV: level");
    ASSERT_NE(level, nullptr);
    level->setValue(-12);
    EXPECT_EQ(now().sends[0].values.get(strip::send_level), -12);
    auto* const before = named<QCheckBox>(dialog, "Send to REV before the fader");
    ASSERT_NE(before, nullptr);
    QTest::mouseClick(before, Qt::LeftButton, {}, {6, before->height() / 2});
    EXPECT_EQ(now().sends[0].tap, session::SendTap::pre_fader);
    EXPECT_EQ(rig.button(owner, "Inserts")->accessibleDescription(), QStringLiteral("(filter) → REV"));
    dialog.look();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QTest::mouseClick(named<QToolButton>(dialog, "Remove filter"), Qt::LeftButton);
    EXPECT_TRUE(now().inserts.empty());
}

TEST(ConsoleStrips, ARefusedGoalOfASendIsSaidAndNotShown) {
    StripsRig rig;
    const auto add = [](const char* name) {
        return ui::Edit{"add_bus", {{"name", ui::value(name)}, {"kind", ui::value("return")}}};
    };
    ASSERT_TRUE(rig.document.apply({add("REV"), add("ECHO")}, "Add"));
    const session::StripOwner echo{{}, session::find_bus(rig.document.now(), "ECHO")->id};
    ASSERT_TRUE(
        rig.document.apply({{"add_send", {{"strip", ui::value(echo)}, {"to", ui::value("REV")}}}}, "Add"));
    ui::SlotsDialog dialog(rig.ports, echo, nullptr);
    std::string said;
    dialog.say = [&](const std::string& words) { said = words; };
    auto* goal = named<QComboBox>(dialog, "Send to REV: goal");
    ASSERT_NE(goal, nullptr);
    goal->setCurrentIndex(goal->findText(QStringLiteral("ECHO")));
    goal->activated(goal->currentIndex());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    EXPECT_NE(said.find("ECHO"), std::string::npos) << said;
    goal = named<QComboBox>(dialog, "Send to REV: goal");
    ASSERT_NE(goal, nullptr);
    EXPECT_EQ(goal->currentText(), QStringLiteral("REV"));
}

TEST(ConsoleStrips, SendsAndParametersAreRiddenWithTheMouse) {
    StripsRig rig;
    const auto owner = rig.tracks[0];
    const session::Arguments bus{{"name", ui::value("REV")}, {"kind", ui::value("return")}};
    ASSERT_TRUE(
        rig.document.apply({{"add_bus", bus},
                            {"add_insert", {{"strip", ui::value(owner)}, {"processor", ui::value("filter")}}},
                            {"add_send", {{"strip", ui::value(owner)}, {"to", ui::value("REV")}}}},
                           "Add"));
    ui::SlotsDialog dialog(rig.ports, owner, nullptr);
    dialog.QWidget::show();
    QApplication::processEvents();
    const auto now = [&]() -> const session::Strip& {
        return *session::find_strip(rig.document.now(), owner);
    };
    const auto ride = [&](const char* name, int by, Qt::KeyboardModifiers keys = {}) {
        auto* const slide = named<QWidget>(dialog, name);
        ASSERT_NE(slide, nullptr) << name;
        const std::size_t entries = rig.document.history().size();
        const auto moves = rig.hands.moves.size();
        const QPoint from = slide->rect().center();
        QTest::mousePress(slide, Qt::LeftButton, keys, from);
        EXPECT_EQ(rig.hands.touching.size(), 1U) << "a finger that rests is a touch";
        for (int step = 1; step <= 3; ++step) {
            const QPoint to = from + QPoint(by * step / 3, 0);
            QMouseEvent move(QEvent::MouseMove, to, slide->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                             keys);
            QApplication::sendEvent(slide, &move);
        }
        EXPECT_EQ(rig.hands.moves.size(), moves + 3) << "heard while it moves";
        EXPECT_EQ(rig.document.history().size(), entries) << "and written when it is let go";
        QTest::mouseRelease(slide, Qt::LeftButton, keys, from + QPoint(by, 0));
        EXPECT_EQ(rig.document.history().size(), entries + 1);
        dialog.look();
    };
    ride("Send to REV: level, slide", -24);
    const double level = now().sends[0].values.get(strip::send_level);
    EXPECT_LT(level, -3);
    EXPECT_EQ(named<QDoubleSpinBox>(dialog, "Send to REV: level")->value(), std::round(level * 10) / 10);
    ride("Send to REV: level, slide", 24, Qt::ControlModifier); // ten times finer
    EXPECT_GT(now().sends[0].values.get(strip::send_level), level);
    EXPECT_LT(now().sends[0].values.get(strip::send_level), level / 2);
    ride("filter: Low cut, slide", 30);
    EXPECT_EQ(now().inserts[0].values.entries().size(), 1U);
    auto* const slide = named<QWidget>(dialog, "Send to REV: level, slide");
    QTest::mouseClick(slide, Qt::LeftButton, Qt::AltModifier, {3, 3});
    EXPECT_EQ(now().sends[0].values.get(strip::send_level), 0);
    QTest::keyClick(slide, Qt::Key_Left);
    EXPECT_EQ(now().sends[0].values.get(strip::send_level), -0.5);
    QTest::mousePress(slide, Qt::LeftButton, {}, {3, 3});
    dialog.close(); // with a finger on it
    EXPECT_TRUE(rig.hands.touching.empty());
}

TEST(ConsoleStrips, GetAColourInOneEntryAndGiveItBack) {
    StripsRig rig;
    const auto vca = rig.vca_over({rig.tracks[0]});
    const session::StripOwner stem{{}, session::find_bus(rig.document.now(), "DX")->id};
    rig.console->choose({rig.tracks[1], vca, stem});
    const std::size_t entries = rig.document.history().size();
    rig.run("strip.colour");
    auto* const dialog = rig.console->window()->findChild<QColorDialog*>();
    ASSERT_NE(dialog, nullptr);
    dialog->setCurrentColor(QColor("#66b58a"));
    QTest::keyClick(dialog, Qt::Key_Return);
    EXPECT_EQ(rig.document.history().size(), entries + 1);
    for (const auto& owner : {rig.tracks[1], vca, stem})
        EXPECT_EQ(rig.strip_of(owner).colour(), QColor("#66b58a")) << owner.text();
    rig.run("strip.colour-by-role");
    EXPECT_EQ(session::find_vca(rig.document.now(), vca.vca)->colour, "");
    EXPECT_EQ(session::find_bus(rig.document.now(), stem.bus)->colour, "");
    EXPECT_NE(rig.strip_of(rig.tracks[1]).colour(), QColor("#66b58a"));
}

TEST(ConsoleStrips, ARightClickChoosesTheStripAndAsksForTheMenu) {
    StripsRig rig;
    int asked = 0;
    rig.console->menu = [&](QPoint) { ++asked; };
    ui::StripView& view = rig.strip_of(rig.tracks[3]);
    QContextMenuEvent event(QContextMenuEvent::Mouse, {2, 2}, view.mapToGlobal(QPoint(2, 2)));
    QApplication::sendEvent(&view, &event);
    EXPECT_EQ(asked, 1);
    EXPECT_EQ(rig.console->chosen(), (Owners{rig.tracks[3]}));
}

} // namespace
} // namespace dub::test
