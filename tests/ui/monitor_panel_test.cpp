// The monitor section under a real mouse and real keys.

#include <set>

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QImage>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>
#include <gtest/gtest.h>

#include "tests/ui/fake_monitor.h"
#include "tests/ui/named.h"
#include "ui/monitor/lit_button.h"
#include "ui/monitor/monitor_panel.h"
#include "ui/monitor/numbers.h"
#include "ui/monitor/settings_dialog.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

using monitor::Switch;
using test::named;

class Panel : public ::testing::Test {
  protected:
    Panel() {
        panel.say = [this](const std::string& sentence) { said = sentence; };
        panel.changed = [this] { ++changes; };
        panel.resize(340, panel.sizeHint().height());
        panel.show();
    }
    LitButton& button(const char* name) { return *named<LitButton>(panel, name); }
    void click(const char* name, Qt::KeyboardModifiers with = {}) {
        QTest::mouseClick(&button(name), Qt::LeftButton, with);
    }
    static void choose(QComboBox& box, int index) { // as a person does it by keys
        while (box.currentIndex() != index)
            QTest::keyClick(&box, box.currentIndex() < index ? Qt::Key_Down : Qt::Key_Up);
    }
    static void type(QDoubleSpinBox& box, const char* text) {
        box.selectAll();
        QTest::keyClicks(&box, QString::fromLatin1(text));
        QTest::keyClick(&box, Qt::Key_Return);
    }
    const monitor::SpeakerControl& speaker(Speaker one, std::size_t set = 0) const {
        const auto& speakers = port.now.sets[set];
        return speakers.controls[static_cast<std::size_t>(*speakers.layout.find(one))];
    }
    MonitorSettingsDialog& dialog() {
        click("Set up speakers and headphones");
        return *panel.findChild<MonitorSettingsDialog*>();
    }
    static void press(QWidget& in, const char* text) {
        for (QPushButton* const one : in.findChildren<QPushButton*>())
            if (one->text() == QString::fromLatin1(text)) return QTest::mouseClick(one, Qt::LeftButton);
        ADD_FAILURE() << "no button " << text;
    }
    QDialog& calibration() {
        click("Calibrate the speakers");
        for (QDialog* const one : panel.findChildren<QDialog*>())
            if (one->windowTitle().startsWith(QStringLiteral("Calibrate"))) return *one;
        throw std::runtime_error("no calibration");
    }

    test::FakeMonitor port;
    MonitorPanel panel{port};
    std::string said;
    int changes = 0;
};

TEST_F(Panel, says_what_solos_do_and_how_loud_pfl_is) {
    const char *in_place = "Solo in place: the rest is muted",
               *afl = "Solo listens after faders: the mix stays whole",
               *pfl = "Solo listens before faders: the mix stays whole";
    EXPECT_TRUE(button(in_place).isChecked());
    click(afl);
    EXPECT_EQ(port.solo, session::SoloMode::after_fader);
    EXPECT_TRUE(button(afl).isChecked());
    EXPECT_FALSE(button(in_place).isChecked());
    QTest::keyClick(&button(pfl), Qt::Key_Space);
    EXPECT_EQ(port.solo, session::SoloMode::before_fader);
    type(*named<QDoubleSpinBox>(panel, "PFL trim"), "-6.5");
    EXPECT_EQ(port.now.pfl_trim.value, -6.5);
    for (const Command& command : panel.commands())
        if (command.id == "monitor.solo-in-place") command.run();
    EXPECT_EQ(port.solo, session::SoloMode::in_place);
    EXPECT_TRUE(button(in_place).isChecked());
}

TEST_F(Panel, switches_light_up) {
    struct Knob {
        const char* name;
        Switch monitor::MonitorSettings::*knob;
    };
    for (const Knob& one :
         {Knob{"Dim", &monitor::MonitorSettings::dim}, Knob{"Mute", &monitor::MonitorSettings::mute},
          Knob{"Mono", &monitor::MonitorSettings::mono}}) {
        EXPECT_FALSE(button(one.name).isChecked());
        click(one.name);
        EXPECT_EQ(port.now.*one.knob, Switch::on) << one.name;
        EXPECT_TRUE(button(one.name).isChecked());
        QTest::keyClick(&button(one.name), Qt::Key_Space);
        EXPECT_EQ(port.now.*one.knob, Switch::off) << one.name;
        EXPECT_FALSE(button(one.name).isChecked());
    }
    EXPECT_EQ(changes, 6);
}

TEST_F(Panel, sources_are_chosen_by_keys) {
    auto& sources = *named<QComboBox>(panel, "Listen to");
    choose(sources, 3);
    EXPECT_EQ(port.now.source, "minus dialogue");
    EXPECT_EQ(sources.currentText(), QStringLiteral("Minus dialogue"));
}

TEST_F(Panel, a_source_that_is_gone_is_said) {
    port.now.source = "MX";
    panel.refresh();
    EXPECT_EQ(named<QComboBox>(panel, "Listen to")->currentText(),
              QStringLiteral("MX (not in this session)"));
}

TEST_F(Panel, a_key_goes_from_the_mix_to_its_print_and_back) {
    constexpr const char* print = "Print or live: the print of what is listened to";
    EXPECT_FALSE(button(print).isEnabled()) << "the printmaster was not printed";
    port.listed = {{"DX", "DX", "print of DX"}, {"print of DX", "Print of DX", "DX"}};
    port.now.source = "DX";
    panel.refresh();
    click(print);
    EXPECT_EQ(port.now.source, "print of DX");
    EXPECT_TRUE(button(print).isChecked());
    click(print);
    EXPECT_EQ(port.now.source, "DX");
    EXPECT_FALSE(button(print).isChecked());
}

TEST_F(Panel, files_in_the_place_of_the_session_are_said_and_left_by_a_click) {
    int left = 0;
    panel.leave = [&] { ++left; };
    auto& badge = *named<QPushButton>(panel, "Back to the session");
    EXPECT_FALSE(badge.isVisible());
    panel.show_in_place("FILES, not the session: M&E_delivery.json");
    EXPECT_TRUE(badge.isVisible());
    EXPECT_EQ(badge.text(), QStringLiteral("FILES, not the session: M&&E_delivery.json"));
    QTest::mouseClick(&badge, Qt::LeftButton);
    EXPECT_EQ(left, 1);
    panel.show_in_place("");
    EXPECT_FALSE(badge.isVisible());
}

TEST_F(Panel, level_is_typed_turned_and_preset) {
    auto& level = *named<QDoubleSpinBox>(panel, "Monitor level");
    type(level, "80.5");
    EXPECT_EQ(port.now.level_spl, 80.5);
    EXPECT_FALSE(level.hasFocus());
    QTest::keyClick(&level, Qt::Key_Up);
    EXPECT_EQ(port.now.level_spl, 81);
    click("Level 85/82 film dB SPL");
    EXPECT_EQ(port.now.level_spl, 85);
    EXPECT_EQ(port.now.surrounds.value, -3);
    EXPECT_EQ(level.value(), 85);
    EXPECT_TRUE(button("Level 85/82 film dB SPL").isChecked());
    EXPECT_FALSE(button("Level 82 dB SPL").isChecked());
}

TEST_F(Panel, one_fold_and_one_set_is_lit) {
    click("Listen folded to Lo/Ro");
    EXPECT_EQ(port.now.listen, monitor::Listen::lo_ro);
    EXPECT_TRUE(button("Listen folded to Lo/Ro").isChecked());
    EXPECT_FALSE(button("Listen to the source as it is").isChecked());
    click("Speakers B");
    EXPECT_EQ(port.now.set, 1);
    EXPECT_TRUE(button("Speakers B").isChecked());
    EXPECT_EQ(named<LitButton>(panel, "Speaker C"), nullptr) << "B is a pair";
    click("Speakers A");
    EXPECT_NE(named<LitButton>(panel, "Speaker C"), nullptr);
}

TEST_F(Panel, a_click_solos_a_speaker_and_alt_mutes_it) {
    click("Speaker C");
    EXPECT_EQ(speaker(Speaker::C).solo, Switch::on);
    EXPECT_EQ(button("Speaker C").accessibleDescription(), QStringLiteral("solo"));
    EXPECT_EQ(button("Speaker L").accessibleDescription(), QStringLiteral("silent, another is solo"));
    click("Speaker Lss", Qt::AltModifier);
    EXPECT_EQ(speaker(Speaker::Lss).mute, Switch::on);
    EXPECT_EQ(speaker(Speaker::Lss).solo, Switch::off);
    EXPECT_EQ(button("Speaker Lss").accessibleDescription(), QStringLiteral("muted"));
    click("No speaker solo or muted");
    EXPECT_EQ(speaker(Speaker::C).solo, Switch::off);
    EXPECT_EQ(speaker(Speaker::Lss).mute, Switch::off);
    QTest::keyClick(&button("Speaker R"), Qt::Key_M);
    QTest::keyClick(&button("Speaker C"), Qt::Key_S);
    EXPECT_EQ(speaker(Speaker::R).mute, Switch::on);
    EXPECT_EQ(speaker(Speaker::C).solo, Switch::on);
}

TEST_F(Panel, speakers_stand_as_in_the_room) {
    const auto at = [this](const char* name) {
        return button(name).mapTo(&panel, button(name).rect().center());
    };
    EXPECT_LT(at("Speaker L").x(), at("Speaker C").x());
    EXPECT_LT(at("Speaker C").x(), at("Speaker R").x());
    EXPECT_EQ(at("Speaker L").x(), at("Speaker Lrs").x());
    EXPECT_LT(at("Speaker C").y(), at("Speaker Lss").y());
    EXPECT_LT(at("Speaker Lss").y(), at("Speaker Lrs").y());
}

TEST_F(Panel, trouble_is_said_and_nothing_is_lit_that_is_not) {
    port.now.headphones.patch = {0, 1}; // where L and R are
    port.now.headphones.on = Switch::off;
    port.channels = 4;
    click("Dim");
    EXPECT_NE(said, "");
    EXPECT_FALSE(button("Dim").isChecked());
}

TEST_F(Panel, headphones_have_a_switch_and_a_level) {
    click("Headphones");
    EXPECT_EQ(port.now.headphones.on, Switch::on);
    type(*named<QDoubleSpinBox>(panel, "Headphones level"), "-12");
    EXPECT_EQ(port.now.headphones.level.value, -12);
}

// Source, fold, level, switches, solo and mute are above.
TEST_F(Panel, every_other_setting_is_reached_from_the_dialog) {
    MonitorSettingsDialog& all = dialog();
    auto& page = *all.findChildren<QTabWidget*>().first()->widget(0);
    type(*named<QDoubleSpinBox>(page, "Trim of Lrs"), "-2.5");
    type(*named<QDoubleSpinBox>(page, "Delay of Lrs"), "12.25");
    QTest::keyClick(named<QCheckBox>(page, "Polarity of Lrs inverted"), Qt::Key_Space);
    EXPECT_EQ(speaker(Speaker::Lrs).trim.value, -2.5);
    EXPECT_EQ(speaker(Speaker::Lrs).delay_ms, 12.25);
    EXPECT_EQ(speaker(Speaker::Lrs).inverted, Switch::on);

    choose(*named<QComboBox>(page, "Output of L"), 2); // by way of nothing but trades
    EXPECT_EQ(port.now.sets[0].patch[0], 1);
    EXPECT_EQ(port.now.sets[0].patch[1], 0);

    type(*named<QDoubleSpinBox>(page, "Reference level"), "83.5");
    type(*named<QDoubleSpinBox>(page, "LFE gain"), "8");
    EXPECT_EQ(port.now.sets[0].reference_spl, 83.5);
    EXPECT_EQ(port.now.sets[0].lfe.value, 8);
    EXPECT_FALSE(port.now.sets[0].crossover);
    QTest::keyClick(named<QCheckBox>(page, "Bass management"), Qt::Key_Space);
    EXPECT_EQ(port.now.sets[0].crossover->value, 80);
    type(*named<QDoubleSpinBox>(page, "Crossover"), "100");
    EXPECT_EQ(port.now.sets[0].crossover->value, 100);

    auto& name = *named<QLineEdit>(page, "Name of the speakers");
    name.selectAll();
    QTest::keyClicks(&name, QStringLiteral("Stage"));
    QTest::keyClick(&name, Qt::Key_Return);
    EXPECT_EQ(port.now.sets[0].name, "Stage");

    auto& which = *named<QComboBox>(page, "Which speakers there are");
    choose(which, which.findText(QStringLiteral("5.1")));
    EXPECT_EQ(port.now.sets[0].layout, *layout_named("5.1"));
    EXPECT_NE(named<LitButton>(panel, "Speaker Ls"), nullptr);

    choose(*named<QComboBox>(all, "Headphones left"), 7);
    choose(*named<QComboBox>(all, "Headphones right"), 8);
    EXPECT_EQ(port.now.headphones.patch, (std::array{6, 7}));
    auto& plugged = *named<QComboBox>(all, "What is plugged in");
    choose(plugged, plugged.findText(QStringLiteral("2.0")));
    EXPECT_EQ(port.now.input, (monitor::ExternalInput{*layout_named("2.0"), {0, 1}}));
    choose(*named<QComboBox>(all, "Input of R"), 4);
    EXPECT_EQ(port.now.input.patch, (std::vector{0, 3}));
    choose(*named<QComboBox>(all, "Input of L"), 4);
    EXPECT_EQ(port.now.input.patch, (std::vector{3, 2})) << "traded on the way, as outputs are";
    type(*named<QDoubleSpinBox>(all, "Dim lowers by"), "15");
    type(*named<QDoubleSpinBox>(all, "Surrounds beside the screen"), "-3");
    EXPECT_EQ(port.now.dim_db, 15);
    EXPECT_EQ(port.now.surrounds.value, -3);
    EXPECT_TRUE(all.isVisible()) << "Return in a box does not close it";
}

TEST_F(Panel, the_dialog_says_what_is_refused_and_shows_what_is) {
    MonitorSettingsDialog& all = dialog();
    auto& page = *all.findChildren<QTabWidget*>().first()->widget(0);
    port.channels = 4; // another device, too small for the speakers
    type(*named<QDoubleSpinBox>(page, "Trim of C"), "-3");
    EXPECT_NE(named<QLabel>(all, "Trouble")->text(), QString());
    EXPECT_EQ(named<QDoubleSpinBox>(page, "Trim of C")->value(), 0);
}

TEST_F(Panel, a_calibration_is_typed_in_and_used) {
    QDialog& guide = calibration();
    auto& reading = *named<QDoubleSpinBox>(guide, "The meter reads");
    EXPECT_FALSE(port.now.noise) << "nothing sounds before one was told to turn the amplifiers down";
    press(guide, "Start");
    EXPECT_EQ(port.now.noise, Speaker::C);
    for (const char* spl : {"84", "82", "83", "81", "81.5", "80", "80.5"}) // C L R and round the room
        type(reading, spl);
    EXPECT_FALSE(port.now.noise) << "silence while one reads the result";
    EXPECT_EQ(port.now.sets[0].reference_spl, 85);
    EXPECT_EQ(changes, 2) << "as it was, before and after; what sounds meanwhile is not kept";
    press(guide, "Use");
    EXPECT_EQ(port.now.sets[0].reference_spl, 84);
    EXPECT_EQ(speaker(Speaker::L).trim.value, 2);
    EXPECT_EQ(speaker(Speaker::C).trim.value, 0);
    EXPECT_EQ(speaker(Speaker::LFE).trim.value, 0);
    EXPECT_FALSE(guide.isVisible());
}

TEST_F(Panel, a_calibration_given_up_leaves_all_as_it_was) {
    const auto before = port.now;
    QDialog& guide = calibration();
    press(guide, "Start");
    type(*named<QDoubleSpinBox>(guide, "The meter reads"), "70");
    EXPECT_TRUE(port.now.noise);
    QTest::keyClick(&guide, Qt::Key_Escape);
    EXPECT_TRUE(port.now == before);
}

TEST(PanelGone, noise_goes_with_the_panel) {
    test::FakeMonitor port;
    const auto before = port.now;
    {
        MonitorPanel panel(port);
        panel.show();
        QTest::mouseClick(named<LitButton>(panel, "Calibrate the speakers"), Qt::LeftButton);
        for (QPushButton* const one : panel.findChildren<QPushButton*>())
            if (one->text() == QStringLiteral("Start")) QTest::mouseClick(one, Qt::LeftButton);
        EXPECT_TRUE(port.now.noise);
    }
    EXPECT_TRUE(port.now == before);
}

TEST_F(Panel, every_control_has_a_name_for_screen_readers) {
    dialog();
    calibration();
    int controls = 0;
    for (const QWidget* const one : panel.findChildren<QWidget*>()) {
        const bool control = qobject_cast<const QAbstractButton*>(one) != nullptr ||
                             qobject_cast<const QComboBox*>(one) != nullptr ||
                             qobject_cast<const QAbstractSpinBox*>(one) != nullptr;
        if (!control) continue;
        ++controls;
        const auto* const button = qobject_cast<const QAbstractButton*>(one);
        const bool said_by_text = button != nullptr && button->text().size() > 2;
        const bool own = !one->objectName().startsWith(QStringLiteral("qt_")); // arrows of a tab bar
        EXPECT_TRUE(!own || said_by_text || !one->accessibleName().isEmpty())
            << one->metaObject()->className() << " " << one->objectName().toStdString();
    }
    EXPECT_GT(controls, 60);
}

TEST_F(Panel, commands_have_ids_of_their_own) {
    std::set<std::string> ids;
    for (const Command& command : panel.commands()) {
        EXPECT_TRUE(ids.insert(command.id).second) << command.id;
        EXPECT_TRUE(command.id.starts_with("monitor."));
        EXPECT_EQ(command.group, "Monitor");
    }
    EXPECT_EQ(ids.size(), 25U);
}

TEST_F(Panel, is_small_with_every_layout) {
    port.channels = 16;
    for (const NamedLayout& named_layout : layouts()) {
        port.now.sets[0] = monitor::plain_set("A", named_layout.layout);
        panel.refresh();
        EXPECT_TRUE(panel.findChildren<LitButton*>().last()->isVisible());
        EXPECT_LE(panel.minimumSizeHint().width(), 340) << named_layout.name;
        EXPECT_LE(panel.sizeHint().height(), 330) << named_layout.name;
    }
}

// Kept as a picture when DUB_SHOTS names a folder.
QImage shot(QWidget& widget, const char* name) {
    const QImage image = widget.grab().toImage();
    if (const QString folder = qEnvironmentVariable("DUB_SHOTS"); !folder.isEmpty())
        image.save(QDir(folder).filePath(QString::fromLatin1(name) + QStringLiteral(".png")));
    return image;
}

TEST_F(Panel, what_is_solo_is_yellow_and_what_is_muted_orange) {
    click("Level 85/82 film dB SPL");
    click("Speaker C");
    click("Speaker Rss", Qt::AltModifier);
    const QImage seen = shot(panel, "monitor");
    const auto colour_of = [&](const char* name) {
        return seen.pixel(button(name).mapTo(&panel, QPoint(4, button(name).height() / 2)));
    };
    EXPECT_EQ(colour_of("Speaker C"), theme::solo);
    EXPECT_EQ(colour_of("Speaker Rss"), theme::mute);
    EXPECT_EQ(colour_of("Speaker L"), theme::raised);
    EXPECT_EQ(colour_of("Level 85/82 film dB SPL"), theme::accent);
    MonitorSettingsDialog& all = dialog();
    shot(all, "monitor-settings");
    all.findChildren<QTabWidget*>().first()->setCurrentIndex(2);
    shot(all, "monitor-headphones");
    QDialog& guide = calibration();
    shot(guide, "monitor-preparation");
    press(guide, "Start");
    shot(guide, "monitor-calibration");
}

} // namespace
} // namespace dub::ui
