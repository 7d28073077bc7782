// Hands on the window's controls while a device under the test's hand plays, so that the place of each move
// is known: what faders, a puck and a VCA were moved to stands in the lanes to the quantum; and one way
// through the room, panned with the mouse, by typed numbers, over OSC and with the pots of a Mackie Control,
// gives the same lanes.

#include <gtest/gtest.h>

#include <deque>

#include <QDoubleSpinBox>

#include <fmt/format.h>
#include <lo/lo.h>

#include "app/window/surfaces/window_surfaces.h"
#include "engine/plan/automation/live_value.h"
#include "engine/session/parameters/strip.h"
#include "engine/session/passes/control.h"
#include "tests/app/window/window_rig.h"
#include "tests/support/fake_device.h"
#include "ui/console/console.h"
#include "ui/console/fader.h"
#include "ui/console/pan_stage.h"
#include "ui/console/panner_dialog.h"
#include "ui/console/strip_view.h"
#include "ui/edit_values.h"

namespace dub::test {
namespace {

namespace strip = session::strip;
using session::Parameter;
using ui::PanGrip;

constexpr int block = 256;

// A unit that says what the test says.
class FakeMidi final : public app::MidiPorts {
  public:
    app::MidiNames names() override { return {{"desk"}, {"desk"}}; }
    void look_again() override {}
    Result<std::unique_ptr<app::MidiLink>> open(const std::string&, const std::string&) override {
        return std::make_unique<Link>(*this);
    }
    std::deque<app::MidiMessage> said;

  private:
    struct Link final : app::MidiLink {
        explicit Link(FakeMidi& of)
            : ports(of) {}
        std::optional<app::MidiMessage> receive() override {
            if (ports.said.empty()) return std::nullopt;
            const app::MidiMessage first = ports.said.front();
            ports.said.pop_front();
            return first;
        }
        void send(std::span<const std::uint8_t>) override {}
        bool dead() const override { return false; }
        std::uint64_t lost() const override { return 0; }
        FakeMidi& ports;
    };
};

// What one hand does at one place.
struct Step {
    const char* track;
    PanGrip grip;
    std::vector<std::pair<const Parameter*, double>> to; // halves and quarters, which OSC's floats hold
};
const std::vector<Step> way{
    {"DX 1", PanGrip::puck, {{&strip::pan_x, -0.5}, {&strip::pan_y, 0.25}}},
    {"FX 1", PanGrip::width, {{&strip::width, 0.5}}},
    {"WIDE", PanGrip::rotate, {{&strip::rotate, 45}}},
    {"DX 1", PanGrip::puck, {{&strip::pan_x, 0.75}, {&strip::pan_y, -0.5}}},
    {"FX 1", PanGrip::puck, {{&strip::pan_x, 0.25}, {&strip::pan_y, 0.5}}},
    {"WIDE", PanGrip::scale, {{&strip::scale, 0.5}}},
    {"WIDE", PanGrip::rotate, {{&strip::rotate, -90}}},
};

class WindowHands : public testing::Test {
  protected:
    using Hand = std::function<void(const Step&)>;
    using Lanes = std::map<std::string, std::vector<session::LanePoint>>;

    void SetUp() override {
        rig.open(scene.file());
        apply("add_track",
              {{"name", ui::value("WIDE")}, {"layout", ui::value("5.1")}, {"role", ui::value("effects")}});
        apply("add_vca",
              {{"name", ui::value("ALL")}, {"members", ui::value(std::vector<std::string>{"MX 1"})}});
        apply("set_automation",
              {{"strips", ui::value(session::strip_owners(rig.session()))}, {"mode", ui::value("latch")}});
        rig.key(Qt::Key_Equal, Qt::ControlModifier);
        QApplication::processEvents();
        ASSERT_TRUE(standing_until([&] { return state().health == ui::DeviceHealth::running; }));
    }
    void apply(const char* edit, session::Arguments arguments) {
        const auto done = rig.document().apply({{edit, std::move(arguments)}}, edit);
        ASSERT_TRUE(done) << done.error().text();
    }
    ui::TransportState state() { return rig.transport().state(); }
    session::StripOwner owner(const std::string& track) {
        return {session::find_track(rig.session(), track)->id, {}};
    }
    // A turn of the window.
    void turn() {
        rig.service();
        rig.window.surfaces()->service();
    }
    void play(int blocks) {
        for (; blocks > 0; --blocks, ++played) {
            devices->device()->step(block);
            turn();
        }
    }
    template <class Done> bool standing_until(Done done) {
        return WindowRig::until([&] {
            if (devices->device()) devices->device()->step(block);
            return done();
        });
    }
    bool sounds() {
        const auto& rows = devices->device()->heard;
        return std::ranges::any_of(rows, [](const auto& row) {
            return std::any_of(row.end() - block, row.end(), [](float sample) { return sample != 0; });
        });
    }
    [[nodiscard]] SamplePos start() { return session::sample_of(rig.session(), rig.session().info->start); }
    // Where the next block begins: there a move is heard.
    [[nodiscard]] SamplePos next() { return start() + SampleCount{std::int64_t{block} * played}; }
    // What a pass held is the session's again; an undo is heard once its plan is made.
    bool hands_are_off() {
        return std::ranges::all_of(way, [&](const Step& step) {
            return std::ranges::all_of(step.to, [&](const auto& one) {
                const session::Control control{owner(step.track), address_of(*one.first)};
                return rig.ports().hands->value(control.owner, control.address, start()) ==
                       session::value_at(rig.session(), control, start());
            });
        });
    }
    void play_from_the_start() {
        rig.transport().locate(start());
        ASSERT_TRUE(standing_until([&] {
            turn();
            return hands_are_off();
        }));
        play(8);
        rig.transport().play(1);
        ASSERT_TRUE(standing_until([&] {
            turn();
            return sounds();
        }));
        played = 1;
        play(8);
    }
    void stop_and_have_one_entry_more(std::size_t before) {
        rig.transport().stop();
        EXPECT_TRUE(standing_until([&] { return rig.document().history_at() > before; })) << rig.said();
        EXPECT_TRUE(standing_until([&] { return state().speed == 0; }));
        EXPECT_EQ(rig.document().history_at(), before + 1) << "one pass, one entry";
    }
    void say(std::uint8_t status, std::uint8_t number, std::uint8_t value) {
        midi->said.push_back({{status, number, value}, 3});
        turn();
    }
    void plug_in_the_desk() {
        app::SurfaceSettings settings;
        settings.units = {{app::SurfaceUnit::Kind::main, "desk", "desk"}};
        rig.window.surfaces()->set(settings);
        ASSERT_TRUE(standing_until([&] { // once it is there it hears what is said
            say(0x90, 0x48, 0x00);
            return midi->said.empty();
        }));
    }
    // A pass in which the hand goes the way, and its lanes; it is taken back.
    Lanes pass(const Hand& hand) {
        const std::size_t before = rig.document().history_at();
        play_from_the_start();
        for (const Step& step : way) {
            hand(step);
            play(16);
        }
        stop_and_have_one_entry_more(before);
        Lanes lanes;
        for (const char* const track : {"DX 1", "FX 1", "WIDE"})
            for (const auto& lane : session::find_strip(rig.session(), owner(track))->lanes)
                lanes[track + (" " + lane->target.parameter)] = lane->points;
        EXPECT_TRUE(rig.document().undo());
        return lanes;
    }
    ui::PannerDialog& dialog(const std::string& track) {
        auto*& dialog = dialogs[track];
        if (dialog != nullptr) return *dialog;
        auto& in_strip = *child_of<ui::PanStage>(*child_of<ui::Console>(rig.window)->strip(owner(track)));
        QTest::mouseDClick(&in_strip, Qt::LeftButton);
        for (auto* const one : rig.window.findChildren<QWidget*>())
            if (auto* const found = dynamic_cast<ui::PannerDialog*>(one))
                if (found->windowTitle().endsWith(QString::fromStdString(track))) dialog = found;
        if (dialog == nullptr) throw std::logic_error("no panner of " + track);
        return *dialog;
    }

    static std::shared_ptr<FakeDevices> box() {
        auto devices = std::make_shared<FakeDevices>(
            app::DeviceInfo{"ALSA: Box", "ALSA", 6, 0, {{48000}}, {48000}, 0, true});
        devices->patient = true;
        return devices;
    }
    SceneOnDisk scene{{.seconds = 4}};
    std::shared_ptr<FakeDevices> devices = box();
    std::shared_ptr<FakeMidi> midi = std::make_shared<FakeMidi>();
    WindowRig rig{{devices, {}, midi}};
    std::map<std::string, ui::PannerDialog*> dialogs;
    std::int64_t played = 0; // blocks of the session
};

void send(QWidget& to, QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons down) {
    QMouseEvent event(type, at, to.mapToGlobal(at), button, down, {});
    QApplication::sendEvent(&to, &event);
}

void drag(ui::PanStage& stage, const Step& step) {
    ui::PanPlace to = stage.place();
    for (const auto& [parameter, value] : step.to)
        (parameter == &strip::pan_x    ? to.x
         : parameter == &strip::pan_y  ? to.y
         : parameter == &strip::width  ? to.width
         : parameter == &strip::rotate ? to.rotate
                                       : to.scale) = value;
    const QPointF end = stage.geometry().grip_place(step.grip, to);
    send(stage, QEvent::MouseButtonPress, stage.geometry().grip_place(step.grip, stage.place()),
         Qt::LeftButton, Qt::LeftButton);
    send(stage, QEvent::MouseMove, end, Qt::NoButton, Qt::LeftButton);
    send(stage, QEvent::MouseButtonRelease, end, Qt::LeftButton, Qt::NoButton);
}

void type(ui::PannerDialog& dialog, const Step& step) {
    dialog.activateWindow(); // else the keys are the main window's where no window manager gives them away
    // Its own activity: a tool window counts as active with its parent's.
    ASSERT_TRUE(WindowRig::until([&] { return QApplication::activeWindow() == &dialog; }));
    for (const auto& [parameter, value] : step.to)
        for (auto* const box : dialog.findChildren<QDoubleSpinBox*>())
            if (box->accessibleName().toStdString() == parameter->name) {
                // It shows what is heard now and then; a number that it shows already says nothing new.
                ASSERT_TRUE(WindowRig::until([&] { return std::abs(box->value() - value) > 1e-9; }));
                box->setFocus();
                box->selectAll();
                QTest::keyClicks(box, box->textFromValue(value));
                QTest::keyClick(box, Qt::Key_Return);
            }
}

std::uint8_t strip_of(const session::Session& session, const std::string& track) {
    return static_cast<std::uint8_t>(
        std::ranges::find(session.tracks, track, [](const auto& one) { return one->name; }) -
        session.tracks.begin());
}

void expect_same(const auto& lanes, const auto& as, const char* by) {
    std::string names;
    for (const auto& [name, points] : lanes)
        names += name + ", ";
    ASSERT_EQ(lanes.size(), as.size()) << by << ": " << names;
    for (const auto& [name, points] : as) {
        ASSERT_TRUE(lanes.contains(name)) << by << ": " << name;
        const auto& others = lanes.at(name);
        ASSERT_EQ(others.size(), points.size()) << by << ": " << name;
        for (std::size_t p = 0; p < points.size(); ++p) {
            EXPECT_EQ(others[p].at, points[p].at) << by << ": " << name << ", point " << p;
            EXPECT_NEAR(others[p].value, points[p].value, 1e-9) << by << ": " << name << ", point " << p;
        }
    }
}

TEST_F(WindowHands, a_fader_a_puck_and_a_vca_stand_in_the_lanes_to_the_quantum) {
    auto& console = *child_of<ui::Console>(rig.window);
    const session::StripOwner dx = owner("DX 1"), fx = owner("FX 1"),
                              vca{{}, {}, rig.session().routing->vcas.front()->id};
    auto& fader = *child_of<ui::Fader>(*console.strip(dx));
    auto& puck = *child_of<ui::PanStage>(*console.strip(fx));
    auto& of_vca = *child_of<ui::Fader>(*console.strip(vca));
    struct Moved {
        session::Control control;
        SamplePos at;
        double from, to;
    };
    std::vector<Moved> moved;
    const auto note = [&](const session::StripOwner& of, const Parameter& parameter, double from, double to) {
        EXPECT_NE(from, to);
        moved.push_back({{of, address_of(parameter)}, next(), from, to});
    };
    const auto pull = [&](ui::Fader& of, const session::StripOwner& whose, QPoint to) {
        const double from = of.level();
        send(of, QEvent::MouseMove, of.rect().center() + to, Qt::NoButton, Qt::LeftButton);
        note(whose, strip::fader, from, of.level());
        play(5);
    };
    const auto pan = [&](double x, double y) {
        const ui::PanPlace from = puck.place();
        send(puck, QEvent::MouseMove, puck.point_of(x, y), Qt::NoButton, Qt::LeftButton);
        note(fx, strip::pan_x, from.x, puck.place().x);
        note(fx, strip::pan_y, from.y, puck.place().y);
        play(3);
    };
    const std::size_t before = rig.document().history_at();
    play_from_the_start();
    send(fader, QEvent::MouseButtonPress, fader.rect().center(), Qt::LeftButton, Qt::LeftButton);
    pull(fader, dx, {0, 40});
    send(of_vca, QEvent::MouseButtonPress, of_vca.rect().center(), Qt::LeftButton, Qt::LeftButton);
    pull(of_vca, vca, {0, 25});
    send(puck, QEvent::MouseButtonPress, puck.point_of(0, 1), Qt::LeftButton, Qt::LeftButton);
    pan(-0.5, 0.5);
    pull(fader, dx, {0, -10});
    pan(0.5, -0.5);
    pull(of_vca, vca, {0, 60});
    for (ui::Fader* const one : {&fader, &of_vca})
        send(*one, QEvent::MouseButtonRelease, one->rect().center(), Qt::LeftButton, Qt::NoButton);
    send(puck, QEvent::MouseButtonRelease, puck.point_of(0.5, -0.5), Qt::LeftButton, Qt::NoButton);
    play(5);
    const SamplePos end = next();
    stop_and_have_one_entry_more(before);
    EXPECT_EQ(rig.document().history().back().name, "Pass: DX 1 fader, ALL fader, FX 1 pan");

    // It leaves the old value on that sample, and the lane holds the whole way on which it was heard.
    constexpr SampleCount quantum{64}, heard = plan::LiveValue::shortest;
    for (const Moved& one : moved) {
        SCOPED_TRACE(one.control.address.parameter + fmt::format(" at {}", (one.at - start()).value));
        ASSERT_NE(session::lane_of(rig.session(), one.control), nullptr);
        const auto stands = [&](SampleCount after) {
            return session::value_at(rig.session(), one.control, one.at + after);
        };
        EXPECT_NEAR(stands({0}), one.from, 1e-9);
        EXPECT_GT(std::abs(stands(quantum) - one.from), std::abs(one.to - one.from) / 50);
        EXPECT_NEAR(stands(heard), one.to, 1e-9);
    }
    for (const auto& [of, level] : {std::pair{dx, fader.level()}, {vca, of_vca.level()}})
        EXPECT_NEAR(session::value_at(rig.session(), {of, {{}, {}, "fader"}}, end - quantum), level, 1e-9);
    ASSERT_TRUE(rig.document().undo());
    for (const Moved& one : moved)
        EXPECT_EQ(session::lane_of(rig.session(), one.control), nullptr) << "one undo takes back one pass";
}

TEST_F(WindowHands, a_session_that_is_left_under_a_finger_keeps_what_it_did) {
    plug_in_the_desk();
    say(0x90, 0x68, 0x7F);
    say(0xE0, 0x00, 0x20);
    const std::size_t before = rig.document().history_at();
    rig.window.leave_at_once(); // and the window goes with the finger on it
    EXPECT_EQ(rig.document().history_at(), before + 1);
    EXPECT_EQ(rig.document().history().back().name, "Fader of DX 1");
}

TEST_F(WindowHands, panning_by_puck_by_numbers_and_by_surfaces_gives_the_same_lanes) {
    for (const Step& step : way) // windows may take their time to open
        (void)dialog(step.track);
    ASSERT_TRUE(standing_until([&] { return state().health == ui::DeviceHealth::running; })) << rig.said();
    const auto puck =
        pass([&](const Step& step) { drag(*child_of<ui::PanStage>(dialog(step.track)), step); });
    EXPECT_EQ(puck.size(), 7U) << "the axes that were moved, and no others";
    ASSERT_TRUE(puck.contains("DX 1 pan.x"));
    EXPECT_NEAR(puck.at("DX 1 pan.x").back().value, 0, 1e-9) << "behind the pass stands what stood there";

    expect_same(pass([&](const Step& step) { type(dialog(step.track), step); }), puck, "numbers");

    app::SurfaceSettings settings;
    settings.osc = true;
    for (settings.osc_port = 42317; rig.window.surfaces()->surfaces().osc_port() == 0; ++settings.osc_port)
        rig.window.surfaces()->set(settings); // a port that is free
    lo_address tablet = lo_address_new("127.0.0.1", std::to_string(settings.osc_port - 1).c_str());
    const auto osc = [&](const Step& step) {
        for (const auto& [parameter, value] : step.to) {
            std::string path = "/strip/" + std::string(parameter->id);
            std::ranges::replace(path, '.', '/');
            lo_send(tablet, path.c_str(), "if", strip_of(rig.session(), step.track) + 1, value);
        }
        const auto& [parameter, value] = step.to.back();
        const auto stands = [&] {
            return rig.ports().hands->value(owner(step.track), address_of(*parameter), state().heard);
        };
        for (int turns = 0; stands() != value && turns < 100'000; ++turns)
            turn(); // the device waits, so that nothing is late
    };
    expect_same(pass(osc), puck, "OSC");
    lo_address_free(tablet);

    plug_in_the_desk();
    auto& desk = rig.window.surfaces()->surfaces().mackie();
    const std::map<std::string_view, const char*> pages{{strip::pan_x.id, "PX"},
                                                        {strip::pan_y.id, "PY"},
                                                        {strip::width.id, "WI"},
                                                        {strip::rotate.id, "RO"},
                                                        {strip::scale.id, "SI"}};
    const auto pots = [&](const Step& step) {
        const std::uint8_t pot = 0x10 + strip_of(rig.session(), step.track);
        for (const auto& [parameter, value] : step.to) {
            while (desk.face().assignment != pages.at(parameter->id))
                say(0x90, 0x2A, 0x7F);
            const double stands =
                rig.ports().hands->value(owner(step.track), address_of(*parameter), state().heard);
            // A thousandth of its way a tick while CONTROL is held.
            say(0x90, 0x48, 0x7F);
            int ticks =
                static_cast<int>(std::lround((value - stands) / (parameter->max - parameter->min) * 1000));
            const std::uint8_t back = ticks < 0 ? 0x40 : 0;
            for (ticks = std::abs(ticks); ticks > 0; ticks -= 63)
                say(0xB0, pot, static_cast<std::uint8_t>(back | std::min(ticks, 63)));
            say(0x90, 0x48, 0x00);
        }
    };
    expect_same(pass(pots), puck, "pots");
}

} // namespace
} // namespace dub::test
