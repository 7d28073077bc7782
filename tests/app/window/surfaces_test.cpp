// Control surfaces at the program's window: Mackie Control over a JACK server, OSC over loopback UDP. Nothing
// of ours is at the other end of either.

#include <gtest/gtest.h>

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTableWidget>

#include <lo/lo.h>

#include "app/device/rtmidi_ports.h"
#include "app/window/surfaces/surface_dialog.h"
#include "engine/session/fader_law.h"
#include "engine/session/parameters/strip.h"
#include "tests/app/window/window_rig.h"
#include "tests/support/jack/jack_server.h"
#include "tests/support/jack/midi_surface.h"
#include "ui/console/console.h"
#include "ui/console/fader.h"
#include "ui/console/strip_view.h"
#include "ui/edit_values.h"

namespace dub::test {
namespace {

namespace strip = session::strip;
using Bytes = std::vector<std::uint8_t>;

template <class Widget> Widget* child_called(QWidget& parent, const char* name) {
    for (auto* const one : parent.findChildren<Widget*>())
        if (one->accessibleName() == QLatin1String(name)) return one;
    ADD_FAILURE() << "there is nothing called " << name;
    return nullptr;
}

app::SurfaceSettings one_unit() {
    app::SurfaceSettings settings;
    settings.units = {{app::SurfaceUnit::Kind::main, "JACK: Surface:out", "JACK: Surface:in"}};
    return settings;
}

Bytes fader_at(int fader, double travel) {
    const auto value = static_cast<int>(std::lround(travel * 16383));
    return {static_cast<std::uint8_t>(0xE0 | fader), static_cast<std::uint8_t>(value & 0x7F),
            static_cast<std::uint8_t>(value >> 7)};
}

struct OnTheDesk : testing::Test {
    void SetUp() override {
        if (const auto missing = JackServer::missing()) GTEST_SKIP() << *missing;
        server = std::make_unique<JackServer>();
        ASSERT_TRUE(server->ready()) << "jackd does not start";
        surface = MidiSurface::plug_in("Surface");
        ASSERT_NE(surface, nullptr);
        scene = std::make_unique<SceneOnDisk>();
        rig = std::make_unique<WindowRig>(app::Machine{nullptr, {}, app::rtmidi_ports()});
        rig->open(scene->file());
        rig->window.surfaces()->set(one_unit());
        ASSERT_TRUE(told([](const Bytes& one) { return one[0] == 0xE8; })) << "the main fader";
    }
    template <class Wanted> bool told(Wanted wanted) {
        return WindowRig::until([&] {
            const auto all = surface->told();
            return std::ranges::any_of(all, wanted);
        });
    }
    bool told_exactly(const Bytes& bytes) {
        return told([&](const Bytes& one) { return one == bytes; });
    }
    bool shows(const std::string& text) { // on its display
        return told([&](const Bytes& one) {
            return one.size() > 8 && one[0] == 0xF0 && one[5] == 0x12 &&
                   std::string(one.begin() + 7, one.end()).starts_with(text);
        });
    }
    double level(std::size_t track) { return rig->session().tracks[track]->strip->values.get(strip::fader); }

    std::unique_ptr<JackServer> server;
    std::unique_ptr<MidiSurface> surface;
    std::unique_ptr<SceneOnDisk> scene;
    std::unique_ptr<WindowRig> rig;
};

TEST_F(OnTheDesk, a_fader_moved_there_is_the_fader_moved_here) {
    const auto entries = rig->document().history().size();
    surface->forget();
    surface->say({0x90, 0x68, 0x7F});
    for (const double travel : {0.7, 0.6, 0.5})
        surface->say(fader_at(0, travel));
    surface->say({0x90, 0x68, 0x00});
    ASSERT_TRUE(WindowRig::until([&] { return rig->document().history().size() > entries; }));
    EXPECT_EQ(rig->document().history().size(), entries + 1) << "one gesture, one entry";
    const double asked = session::fader_level((8192 >> 4) / 1023.0);
    EXPECT_NEAR(level(0), asked, 1e-9);
    EXPECT_TRUE(told_exactly(fader_at(0, session::fader_travel(asked)))) << "the motor, where it was let go";
    const session::StripOwner owner{rig->session().tracks[0]->id, {}};
    auto* const console = child_of<ui::Console>(rig->window);
    EXPECT_NEAR(child_of<ui::Fader>(*console->strip(owner))->level(), asked, 1e-9);
}

TEST_F(OnTheDesk, a_ride_in_touch_is_written_into_the_lane_and_the_motor_follows_it) {
    const session::StripOwner owner{rig->session().tracks[0]->id, {}};
    ASSERT_TRUE(rig->document().apply(
        {{"set_automation", {{"strips", ui::value(std::vector{owner})}, {"mode", ui::value("touch")}}}},
        "touch"));
    const SamplePos start = rig->transport().state().heard;
    const auto plays_until = [&](std::int64_t sample) {
        return WindowRig::until(
            [&] { return rig->transport().state().heard >= start + SampleCount{sample}; });
    };
    surface->say({0x90, 0x5E, 0x7F});
    ASSERT_TRUE(plays_until(12000));
    surface->say({0x90, 0x68, 0x7F});
    surface->say(fader_at(0, 0.35));
    ASSERT_TRUE(plays_until(48000));
    surface->say({0x90, 0x68, 0x00});
    ASSERT_TRUE(plays_until(96000));
    surface->say({0x90, 0x5D, 0x7F});
    ASSERT_TRUE(WindowRig::until([&] { return !rig->session().tracks[0]->strip->lanes.empty(); }));
    const session::Lane& lane = *rig->session().tracks[0]->strip->lanes.front();
    EXPECT_EQ(lane.target.parameter, "fader");
    const auto heard = [&](std::int64_t sample) {
        return *session::value_at(lane.points, start + SampleCount{sample}, session::Taper::linear);
    };
    EXPECT_NEAR(heard(44000), -20, 0.1);
    EXPECT_NEAR(heard(6000), 0, 0.01) << "before the finger came";
    EXPECT_NEAR(heard(95000), 0, 0.01) << "back on what was there";
    surface->forget();
    rig->transport().locate(start + SampleCount{44000});
    EXPECT_TRUE(told([](const Bytes& one) {
        return one[0] == 0xE0 && std::abs((one[2] << 7 | one[1]) / 16383.0 - 0.35) < 0.005;
    }));
}

TEST_F(OnTheDesk, a_change_in_the_window_moves_motor_lamp_and_display) {
    const session::StripOwner owner{rig->session().tracks[1]->id, {}};
    surface->forget();
    ASSERT_TRUE(rig->document().apply(
        {{"set_parameter",
          {{"strip", ui::value(owner)}, {"parameter", ui::value("fader")}, {"value", ui::value(-20.0)}}},
         {"set_mute", {{"strips", ui::value(std::vector{owner})}, {"muted", ui::value(true)}}},
         {"rename_track", {{"track", ui::value(owner.track)}, {"name", ui::value("NEW")}}}},
        "from the window"));
    EXPECT_TRUE(told_exactly(fader_at(1, 0.35)));
    EXPECT_TRUE(told_exactly({0x90, 0x11, 0x7F}));
    EXPECT_TRUE(shows("NEW   "));
}

TEST_F(OnTheDesk, keys_walk_the_banks_and_play) {
    surface->forget();
    surface->say({0x90, 0x44, 0x7F}); // OUTPUTS: stems and printmaster
    EXPECT_TRUE(shows("DX    "));
    surface->say({0x90, 0x5E, 0x7F});
    EXPECT_TRUE(WindowRig::until([&] { return rig->transport().state().speed == 1; }));
    EXPECT_TRUE(told_exactly({0x90, 0x5E, 0x7F}));
    surface->say({0x90, 0x5D, 0x7F});
    EXPECT_TRUE(WindowRig::until([&] { return rig->transport().state().speed == 0; }));
}

TEST_F(OnTheDesk, unplugged_in_mid_touch_it_lets_go_and_comes_back) {
    const auto entries = rig->document().history().size();
    surface->say({0x90, 0x68, 0x7F});
    surface->say(fader_at(0, 0.5));
    ASSERT_TRUE(
        WindowRig::until([&] { return rig->window.surfaces()->surfaces().mackie().face().strips[0].held; }));
    surface.reset();
    ASSERT_TRUE(
        WindowRig::until([&] { return rig->said().find("not there any more") != std::string::npos; }));
    EXPECT_EQ(rig->document().history().size(), entries + 1);
    EXPECT_LT(level(0), -5);
    surface = MidiSurface::plug_in("Surface");
    EXPECT_TRUE(shows(app::mackie::shortened(rig->session().tracks[0]->name))) << "it shows everything anew";
}

TEST_F(OnTheDesk, a_server_that_ends_leaves_the_window_alive) {
    surface->say({0x90, 0x68, 0x7F});
    ASSERT_TRUE(
        WindowRig::until([&] { return rig->window.surfaces()->surfaces().mackie().face().strips[0].held; }));
    surface->leave_to_its_fate();
    server->kill();
    EXPECT_TRUE(
        WindowRig::until([&] { return rig->said().find("not there any more") != std::string::npos; }));
    EXPECT_FALSE(rig->window.surfaces()->surfaces().mackie().face().strips[0].held);
}

TEST_F(OnTheDesk, a_knob_is_learned_by_touching_a_control_and_moving_it) {
    rig->window.surfaces()->set({}); // no Mackie Control: it is any controller
    auto& surfaces = rig->window.surfaces()->surfaces();
    rig->key(Qt::Key_Equal, Qt::ControlModifier); // the console
    app::SurfaceDialog dialog(*rig->window.surfaces(), rig->window.commands(), &rig->window);
    dialog.show();
    QTest::mouseClick(child_called<QPushButton>(dialog, "Learn a control"), Qt::LeftButton);
    const session::StripOwner owner{rig->session().tracks[0]->id, {}};
    auto* const fader = child_of<ui::Fader>(*child_of<ui::Console>(rig->window)->strip(owner));
    QTest::mousePress(fader, Qt::LeftButton, {}, {fader->width() / 2, 100});
    QMouseEvent move(QEvent::MouseMove, QPointF(10, 110), fader->mapToGlobal(QPointF(10, 110)), Qt::NoButton,
                     Qt::LeftButton, {});
    QApplication::sendEvent(fader, &move);
    QTest::mouseRelease(fader, Qt::LeftButton, {}, {10, 110});
    EXPECT_NE(surfaces.learning_sentence().find("move the knob"), std::string::npos);
    ASSERT_TRUE(WindowRig::until([&] {
        surface->say({0xB0, 16, 1});
        return !surfaces.bindings().empty();
    }));
    EXPECT_EQ(surfaces.bindings()[0].parameter, "fader");
    EXPECT_EQ(surfaces.bindings()[0].port, "JACK: Surface:out");
    EXPECT_TRUE(WindowRig::until([&] { return child_of<QListWidget>(dialog)->count() == 1; }));
    // Up past where the fader stands, and on to the top.
    for (const int value : {60, 100, 127})
        surface->say({0xB0, 16, static_cast<std::uint8_t>(value)});
    EXPECT_TRUE(WindowRig::until([&] { return level(0) == 12; })) << "when it has rested";
}

// ---- OSC

struct Tablet {
    Tablet() { lo_server_add_method(server, nullptr, nullptr, note, this); }
    ~Tablet() { lo_server_free(server); }
    template <class T> static T read_as(const void* bytes) { // not where its type would want it
        T value;
        std::memcpy(&value, bytes, sizeof value);
        return value;
    }
    static int note(const char* path, const char* types, lo_arg** values, int count, lo_message, void* self) {
        std::string line = path;
        for (int i = 0; i < count; ++i) {
            line += ' ';
            if (types[i] == 's') line += reinterpret_cast<const char*>(values[i]);
            if (types[i] == 'i') line += std::to_string(read_as<std::int32_t>(values[i]));
            if (types[i] == 'f') line += QString::number(read_as<float>(values[i]), 'f', 2).toStdString();
        }
        static_cast<Tablet*>(self)->heard.push_back(line);
        return 0;
    }
    bool hears(const std::string& line) {
        return WindowRig::until([&] {
            while (lo_server_recv_noblock(server, 0) > 0) {}
            return std::ranges::find(heard, line) != heard.end();
        });
    }
    lo_server server = lo_server_new(nullptr, nullptr);
    std::vector<std::string> heard;
};

TEST(OscSurface, moves_the_session_and_is_told_what_changed) {
    const SceneOnDisk scene;
    WindowRig rig;
    rig.open(scene.file());
    Tablet tablet;
    app::SurfaceSettings settings;
    settings.osc = true;
    for (settings.osc_port = 42117; rig.window.surfaces()->surfaces().osc_port() == 0; ++settings.osc_port)
        rig.window.surfaces()->set(settings); // a port that is free
    lo_address to = lo_address_new("127.0.0.1", std::to_string(settings.osc_port - 1).c_str());
    lo_send_from(to, tablet.server, LO_TT_IMMEDIATE, "/set_surface", "i", 8);
    EXPECT_TRUE(tablet.hears("/strip/name 1 " + rig.session().tracks[0]->name));
    const auto entries = rig.document().history().size();
    lo_send_from(to, tablet.server, LO_TT_IMMEDIATE, "/strip/fader/touch", "ii", 1, 1);
    lo_send_from(to, tablet.server, LO_TT_IMMEDIATE, "/strip/fader", "if", 1, 0.35);
    lo_send_from(to, tablet.server, LO_TT_IMMEDIATE, "/strip/fader/touch", "ii", 1, 0);
    EXPECT_TRUE(tablet.hears("/strip/gain 1 -20.00"));
    EXPECT_EQ(rig.document().history().size(), entries + 1);
    EXPECT_NEAR(rig.session().tracks[0]->strip->values.get(strip::fader), -20, 1e-4);
    lo_send_from(to, tablet.server, LO_TT_IMMEDIATE, "/strip/mute", "ii", 2, 1);
    EXPECT_TRUE(tablet.hears("/strip/mute 2 1"));
    ASSERT_TRUE(rig.document().undo());
    EXPECT_TRUE(tablet.hears("/strip/mute 2 0"));
    lo_address_free(to);
}

TEST(SurfaceDialog, warns_of_networks_and_keeps_what_is_chosen) {
    const SceneOnDisk scene;
    WindowRig rig;
    rig.open(scene.file());
    app::SurfaceDialog dialog(*rig.window.surfaces(), rig.window.commands(), &rig.window);
    dialog.show();
    auto* const beyond = child_called<QCheckBox>(dialog, "Listen beyond this machine");
    const auto warned = [&] {
        for (const QLabel* const one : dialog.findChildren<QLabel*>())
            if (one->text().contains("no password")) return !one->isHidden();
        return false;
    };
    EXPECT_FALSE(warned());
    beyond->setChecked(true);
    EXPECT_TRUE(warned());
    beyond->setChecked(false);
    QTest::mouseClick(child_called<QPushButton>(dialog, "Add a unit at the right"), Qt::LeftButton);
    QTest::mouseClick(child_called<QPushButton>(dialog, "Add a unit at the right"), Qt::LeftButton);
    EXPECT_EQ(child_called<QComboBox>(dialog, "Kind of unit 2")->currentText(), "Extender");
    const auto kept = app::read_surface_settings(rig.settings.value("surfaces").toString().toStdString());
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->units.size(), 2U);
    WindowRig::shot(dialog, "surfaces");
}

} // namespace
} // namespace dub::test
