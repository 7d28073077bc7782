// What a surface does to a session and shows of it, whatever protocol it speaks.

#include <gtest/gtest.h>

#include "app/surfaces/surface.h"
#include "app/surfaces/travel.h"
#include "engine/session/edits/add_track.h"
#include "engine/session/parameters/strip.h"
#include "tests/support/small_session.h"
#include "tests/ui/fakes.h"
#include "ui/edit_values.h"

namespace dub::app {
namespace {

namespace strip = session::strip;
using namespace std::chrono_literals;
using namespace std::string_literals;

// Hands that write down what they are asked, and hold what was moved last.
struct WrittenHands final : ui::HandsPort {
    using Address = std::pair<session::StripOwner, session::ParameterAddress>;
    void touch(const session::StripOwner& owner, const session::ParameterAddress& address) override {
        said.push_back("touch " + owner.text() + " " + address.parameter);
    }
    void move(const session::StripOwner& owner, const session::ParameterAddress& address,
              double to) override {
        said.push_back("move " + owner.text() + " " + address.parameter);
        values[{owner, address}] = to;
    }
    void let_go(const session::StripOwner& owner, const session::ParameterAddress& address) override {
        said.push_back("let go " + owner.text() + " " + address.parameter);
    }
    double value(const session::StripOwner& owner, const session::ParameterAddress& address,
                 SamplePos) const override {
        const auto found = values.find({owner, address});
        if (found != values.end()) return found->second;
        return session::find_parameter(strip::all, address.parameter)->fallback;
    }
    std::vector<std::string> take() { return std::exchange(said, {}); }
    std::map<Address, double> values;
    std::vector<std::string> said;
};

struct FakePaddles final : ui::PecDirectPort {
    std::vector<ui::StemPaddle> paddles() const override { return all; }
    void hear(BusId stem, ui::PecDirect what) override {
        for (auto& one : all)
            if (one.stem == stem) one.heard = what;
    }
    std::vector<ui::StemPaddle> all;
};

struct FakePrints final : ui::PrintPort {
    ui::Armed armed(BusId stem) const override { return stem == of ? ui::Armed::yes : ui::Armed::no; }
    Result<void> arm(BusId stem, ui::Armed armed) override {
        if (runs) return fail(ErrorCode::unfit, "something is being recorded");
        of = armed == ui::Armed::yes ? stem : BusId{};
        return {};
    }
    Result<void> punch_in() override { return {}; }
    void punch_out() override {}
    bool recording() const override { return runs; }
    std::size_t unlaid() const override { return 0; }
    void lay_again() override {}
    void give_up() override {}
    int print(std::optional<SampleRange>) override { return 0; }
    const std::vector<ui::PrintRow>& prints() const override { return rows; }
    bool looking() const override { return false; }
    std::uint64_t revision() const override { return 0; }
    BusId of{4711};
    bool runs = false;
    std::vector<ui::PrintRow> rows;
};

session::Session of_tracks(int count) {
    session::Info info = *test::small_session().info;
    session::Session session = session::new_session(info);
    for (int i = 0; i < count; ++i) {
        session::AddTrack track;
        track.name = "T" + std::to_string(i + 1);
        track.role = session::Role::dialogue;
        session = test::must(session::apply(session, track));
    }
    return session;
}

struct OnASurface : testing::Test {
    std::string owner(const char* name) { return session::find_track(ports.document.now(), name)->id.text(); }
    std::uint64_t vca_id() { return ports.document.now().routing->vcas.front()->id.value; }
    void take(const Message& message) { surface.take(message, now); }
    void hit(Key key) {
        take(KeyPressed{key, true});
        take(KeyPressed{key, false});
    }
    std::string name(std::size_t at) { return surface.face().strips[at].name; }

    test::FakePorts ports{of_tracks(20)};
    WrittenHands hands;
    FakePaddles paddles;
    FakePrints prints;
    std::vector<std::string> commands;
    std::string said;
    Surface surface{{ports.document, ports.transport, ports.meters, hands, &paddles, &prints, nullptr,
                     [this](const std::string& id) { commands.push_back(id); },
                     [this](const std::string& words) { said = words; }},
                    8};
    Surface::Time now{0};
};

TEST_F(OnASurface, a_fader_is_touched_moved_and_let_go_by_the_law_of_the_console) {
    take(FaderTouched{1, true});
    take(FaderMoved{1, 0.35});
    EXPECT_TRUE(surface.face().strips[1].held);
    EXPECT_EQ(surface.face().strips[1].value, "-20.0");
    take(FaderTouched{1, false});
    const std::string two = owner("T2");
    EXPECT_EQ(hands.take(), (std::vector<std::string>{"touch " + two + " fader", "move " + two + " fader",
                                                      "let go " + two + " fader"}));
    EXPECT_DOUBLE_EQ(surface.face().strips[1].fader, 0.35);
    EXPECT_DOUBLE_EQ(surface.face().strips[0].fader, 0.75);
}

TEST_F(OnASurface, what_feels_no_fingers_lets_go_when_it_has_rested) {
    take(FaderMoved{0, 0.5});
    now += Grips::rest / 2;
    take(FaderMoved{0, 0.6});
    surface.tick(now + Grips::rest / 2);
    EXPECT_EQ(hands.take().size(), 3U) << "touch, move, move";
    surface.tick(now + Grips::rest);
    EXPECT_EQ(hands.take(), std::vector<std::string>{"let go " + owner("T1") + " fader"});
}

TEST_F(OnASurface, banks_and_channels_walk_over_all_strips_to_the_last_and_no_further) {
    EXPECT_EQ(name(0), "T1");
    hit(Key::bank_right);
    EXPECT_EQ(name(0), "T9");
    hit(Key::channel_left);
    EXPECT_EQ(name(0), "T8");
    for (int i = 0; i < 9; ++i)
        hit(Key::bank_right);
    EXPECT_EQ(name(7), session::printmaster_of(ports.document.now())->name);
    for (int i = 0; i < 9; ++i)
        hit(Key::bank_left);
    EXPECT_EQ(name(0), "T1");
}

TEST_F(OnASurface, a_bank_in_mid_touch_lets_go_and_the_finger_moves_nothing_until_it_was_lifted) {
    take(FaderTouched{0, true});
    hit(Key::bank_right);
    EXPECT_EQ(hands.take().back(), "let go " + owner("T1") + " fader");
    take(FaderMoved{0, 0.2});
    EXPECT_TRUE(hands.take().empty());
    take(FaderTouched{0, false});
    take(FaderTouched{0, true});
    EXPECT_EQ(hands.take(), std::vector<std::string>{"touch " + owner("T9") + " fader"});
}

TEST_F(OnASurface, unplugged_in_mid_touch_it_lets_go) {
    take(FaderTouched{0, true});
    take(PotTurned{3, 1});
    (void)hands.take();
    surface.unplugged();
    EXPECT_EQ(hands.take().size(), 2U);
    EXPECT_FALSE(surface.face().strips[0].held);
}

TEST_F(OnASurface, pots_pan_and_with_shift_the_other_way_and_push_sets_back) {
    take(PotTurned{0, 5});
    EXPECT_NEAR(hands.values.begin()->second, 0.1, 1e-12);
    EXPECT_EQ(surface.face().strips[0].value, "+10");
    take(KeyPressed{Key::shift, true});
    take(PotTurned{0, -5});
    EXPECT_EQ(hands.take().back(), "move " + owner("T1") + " pan.y");
    take(KeyPressed{Key::shift, false});
    take(StripPressed{0, StripKey::pot});
    EXPECT_EQ(surface.face().strips[0].value, "0");
    EXPECT_EQ(hands.take().back(), "let go " + owner("T1") + " pan.x");
}

TEST_F(OnASurface, keys_go_through_every_parameter_that_a_strip_declares_and_come_back) {
    std::set<std::string> letters;
    std::size_t declared = 0;
    for (const auto& [key, first] : {std::pair{Key::pan, "PX"}, {Key::track, "TR"}}) {
        const auto of_key = std::ranges::count(pages(), key, &Page::key);
        if (key == Key::track) hit(key);
        for (std::ptrdiff_t page = 0; page < of_key; ++page, ++declared) {
            EXPECT_TRUE(letters.insert(surface.face().assignment).second) << surface.face().assignment;
            EXPECT_EQ(surface.face().lamp(key), Lamp::on);
            hit(key);
        }
        EXPECT_EQ(surface.face().assignment, first);
    }
    EXPECT_EQ(declared, strip::all.size() - 2) << "all but fader and mute";
}

TEST_F(OnASurface, a_pot_moves_what_the_strips_source_has_and_is_dark_where_it_has_nothing) {
    const auto done = ports.document.apply(
        {{"add_track",
          {{"name", ui::value("WIDE")}, {"layout", ui::value("5.1")}, {"role", ui::value("effects")}}},
         {"reorder_track", {{"track", ui::value("WIDE")}, {"index", ui::value(1.0)}}}},
        "add");
    ASSERT_TRUE(done) << done.error().text();
    std::set<std::string> moved;
    for (std::size_t page = 0; page < pages().size(); ++page) {
        const bool point = surface.face().strips[0].ring.lit, field = surface.face().strips[1].ring.lit;
        const std::string letters = surface.face().assignment;
        const bool of_field = letters == "RO" || letters == "SI",
                   of_points = letters == "CE" || letters == "DI";
        EXPECT_EQ(point, !of_field && letters != "WI") << letters;
        EXPECT_EQ(field, !of_points && letters != "WI") << letters;
        take(PotTurned{1, -1});
        for (const std::string& one : hands.take())
            if (one.starts_with("move")) moved.insert(one.substr(one.rfind(' ') + 1));
        if (page + 1 < pages().size()) hit(pages()[page + 1].key);
    }
    for (const auto* const one : {&strip::rotate, &strip::scale, &strip::front_divergence,
                                  &strip::rear_divergence, &strip::front_rear_divergence, &strip::lfe_filter})
        EXPECT_TRUE(moved.contains(std::string(one->id))) << one->id;
    take(ValueSet{0, "pan.rotate", 90});
    EXPECT_NE(said.find("'pan.rotate' of a strip that has none"), std::string::npos);
}

TEST_F(OnASurface, flip_lays_the_pots_under_the_faders) {
    hit(Key::flip);
    take(FaderTouched{0, true});
    take(FaderMoved{0, 1});
    EXPECT_EQ(hands.take().back(), "move " + owner("T1") + " pan.x");
    EXPECT_DOUBLE_EQ(hands.values.begin()->second, 1);
    take(PotTurned{1, -2});
    EXPECT_EQ(hands.take().back(), "move " + owner("T2") + " fader");
    EXPECT_NEAR(hands.value({session::find_track(ports.document.now(), "T2")->id, {}}, {{}, {}, "fader"}, {}),
                -1, 1e-9);
}

TEST_F(OnASurface, a_mute_is_in_hand_while_its_key_is_down) {
    take(StripPressed{2, StripKey::mute, true});
    EXPECT_EQ(surface.face().strips[2].mute, Lamp::on);
    const std::string three = owner("T3");
    EXPECT_EQ(hands.take(),
              (std::vector<std::string>{"touch " + three + " mute", "move " + three + " mute"}));
    take(StripPressed{2, StripKey::mute, false});
    EXPECT_EQ(hands.take(), std::vector<std::string>{"let go " + three + " mute"});
    take(StripSwitched{2, StripKey::mute, true});
    EXPECT_TRUE(hands.take().empty()) << "as it was asked for already";
    take(StripSwitched{2, StripKey::mute, false});
    EXPECT_EQ(surface.face().strips[2].mute, Lamp::off);
    EXPECT_EQ(hands.take().size(), 3U);
}

TEST(Travel, a_pot_turns_an_angle_on_beyond_its_end) {
    EXPECT_NEAR(turned(strip::rotate, 178.2, 1, Step::coarse), -178.2, 1e-9);
    EXPECT_EQ(turned(strip::pan_x, 1, 1, Step::coarse), 1);
}

TEST_F(OnASurface, values_of_one_strip_are_held_side_by_side) {
    const std::string one = owner("T1");
    for (const double at : {0.1, 0.2}) {
        take(ValueSet{0, "pan.x", at});
        take(ValueSet{0, "pan.y", at});
    }
    EXPECT_EQ(hands.take(), (std::vector<std::string>{"touch " + one + " pan.x", "move " + one + " pan.x",
                                                      "touch " + one + " pan.y", "move " + one + " pan.y",
                                                      "move " + one + " pan.x", "move " + one + " pan.y"}));
    take(ValueSet{1, "pan.x", 0.1});
    EXPECT_EQ(hands.take().size(), 2U) << "nor do strips meet";
    surface.tick(now + Grips::rest);
    EXPECT_EQ(hands.take().size(), 3U) << "all three have rested";
}

TEST_F(OnASurface, a_mute_that_is_switched_lasts_in_touch_until_it_is_switched_back) {
    const std::string three = owner("T3");
    const auto in_hand = [&] {
        const auto asked = hands.take();
        return !asked.empty() && asked.back() != "let go " + three + " mute";
    };
    const auto mode = [&](const char* name) {
        ASSERT_TRUE(ports.document.apply(
            {{"set_automation", {{"strips", ui::value(std::vector{"T3"s})}, {"mode", ui::value(name)}}}},
            "mode"));
    };
    const struct {
        const char* mode;
        double speed;
        bool lasts;
    } table[] = {{"read", 0, false}, {"touch", 0, false}, {"touch", 1, true}, {"latch", 1, false}};
    for (const auto& row : table) {
        mode(row.mode);
        ports.transport.now.speed = row.speed;
        take(StripSwitched{2, StripKey::mute, true});
        EXPECT_EQ(in_hand(), row.lasts) << row.mode << " at " << row.speed;
        surface.tick(now + 5s);
        EXPECT_TRUE(hands.take().empty()) << "it is no pot that rests";
        take(StripSwitched{2, StripKey::mute, false});
        EXPECT_FALSE(in_hand());
        EXPECT_EQ(surface.face().strips[2].mute, Lamp::off);
    }
}

TEST_F(OnASurface, solo_is_an_edit_and_shows) {
    take(StripPressed{2, StripKey::solo});
    EXPECT_EQ(ports.document.history().back().name, "Solo T3");
    EXPECT_EQ(surface.face().lamp(Light::any_solo), Lamp::flashing);
    hit(Key::solo);
    EXPECT_EQ(surface.face().lamp(Light::any_solo), Lamp::off);
}

TEST_F(OnASurface, a_stem_is_spilled_and_comes_back) {
    hit(Key::outputs);
    EXPECT_EQ(name(0), "DX");
    take(StripPressed{0, StripKey::select});
    EXPECT_EQ(surface.face().strips[0].select, Lamp::on);
    hit(Key::group);
    EXPECT_EQ(name(0), "T1");
    EXPECT_EQ(surface.face().lamp(Key::group), Lamp::on);
    hit(Key::group);
    EXPECT_EQ(name(0), "DX");
    take(StripPressed{0, StripKey::select});
    hit(Key::group);
    EXPECT_NE(said.find("Select"), std::string::npos);
}

TEST_F(OnASurface, record_keys_of_stems_are_paddles_while_inputs_is_lit) {
    const BusId stem = session::find_bus(ports.document.now(), "DX")->id;
    paddles.all = {{stem, ui::PecDirect::direct, true}};
    hit(Key::outputs);
    hit(Key::inputs);
    take(StripPressed{0, StripKey::record});
    EXPECT_EQ(paddles.all[0].heard, ui::PecDirect::playback);
    EXPECT_EQ(surface.face().strips[0].record, Lamp::on);
    take(StripPressed{0, StripKey::record});
    EXPECT_EQ(paddles.all[0].heard, ui::PecDirect::direct);
    take(StripSwitched{0, StripKey::pec, true});
    EXPECT_EQ(paddles.all[0].heard, ui::PecDirect::playback);
    paddles.all[0].printed = false;
    take(StripPressed{0, StripKey::record});
    EXPECT_NE(said.find("not printed"), std::string::npos);
}

TEST_F(OnASurface, stems_are_armed_and_printed) {
    hit(Key::outputs);
    hit(Key::record);
    EXPECT_NE(said.find("Arm a stem"), std::string::npos);
    take(StripPressed{0, StripKey::record});
    EXPECT_EQ(prints.of, session::find_bus(ports.document.now(), "DX")->id);
    EXPECT_EQ(surface.face().strips[0].record, Lamp::flashing);
    EXPECT_EQ(surface.face().lamp(Key::record), Lamp::flashing);
    hit(Key::record);
    EXPECT_EQ(commands, std::vector<std::string>{"prints.record"});
    prints.runs = true;
    EXPECT_EQ(surface.face().strips[0].record, Lamp::on);
    take(StripPressed{0, StripKey::record});
    EXPECT_EQ(said, "something is being recorded");
}

TEST_F(OnASurface, modes_of_automation_are_those_of_the_selected_strips) {
    hit(Key::latch);
    EXPECT_NE(said.find("Select"), std::string::npos);
    take(StripPressed{0, StripKey::select});
    take(KeyPressed{Key::shift, true});
    take(StripPressed{1, StripKey::select});
    take(KeyPressed{Key::shift, false});
    const auto mode = [this](std::size_t track) {
        return ports.document.now().tracks[track]->strip->automation;
    };
    using session::AutomationMode;
    hit(Key::latch);
    EXPECT_EQ(mode(0).mode, AutomationMode::latch);
    EXPECT_EQ(mode(1).mode, AutomationMode::latch);
    EXPECT_EQ(mode(2).mode, AutomationMode::read);
    EXPECT_EQ(surface.face().lamp(Key::latch), Lamp::on);
    EXPECT_EQ(surface.face().strips[0].record, Lamp::on);
    hit(Key::latch);
    EXPECT_EQ(mode(0).mode, AutomationMode::read);
    hit(Key::read_off);
    EXPECT_EQ(mode(0).mode, AutomationMode::off);
    hit(Key::trim);
    EXPECT_TRUE(mode(1).trim);
    hit(Key::record);
    EXPECT_EQ(mode(0).mode, AutomationMode::write);
    take(StripPressed{2, StripKey::record});
    EXPECT_EQ(mode(2).mode, AutomationMode::touch);
}

TEST_F(OnASurface, a_spill_shows_the_strips_of_the_consoles_spill) {
    const auto done =
        ports.document.apply({{"add_bus",
                               {{"name", ui::value("PRE")},
                                {"kind", ui::value("predub")},
                                {"layout", ui::value("7.1")},
                                {"output", ui::value("DX")}}},
                              {"set_output", {{"strip", ui::value("T4")}, {"to", ui::value("PRE")}}}},
                             "a predub");
    ASSERT_TRUE(done) << done.error().text();
    const auto& session = ports.document.now();
    const session::StripOwner stem{{}, session::find_bus(session, "DX")->id};
    const auto shown = session::spilled(session, stem);
    EXPECT_EQ(shown.size(), 22U) << "twenty tracks, one of them by its predub, which is there, too";
    surface.set_width(32);
    hit(Key::outputs);
    take(StripPressed{0, StripKey::select});
    hit(Key::group);
    std::set<std::string> names;
    for (const StripFace& one : surface.face().strips)
        if (!one.name.empty()) names.insert(one.name);
    EXPECT_EQ(names.size(), shown.size());
    for (const session::StripOwner& owner : shown)
        EXPECT_TRUE(names.contains(session::name_of(session, owner)));
}

TEST_F(OnASurface, a_vca_has_a_fader_and_no_panner_and_spills_its_members) {
    const auto done = ports.document.apply(
        {{"add_vca",
          {{"name", ui::value("ALL FX")}, {"members", ui::value(std::vector<std::string>{"T3", "T7"})}}}},
        "add");
    ASSERT_TRUE(done) << done.error().text();
    hit(Key::user);
    EXPECT_EQ(name(0), "ALL FX");
    take(FaderMoved{0, 0.35});
    take(PotTurned{0, 1});
    EXPECT_EQ(hands.take(), (std::vector<std::string>{"touch a" + std::to_string(vca_id()) + " fader",
                                                      "move a" + std::to_string(vca_id()) + " fader"}));
    EXPECT_FALSE(surface.face().strips[0].ring.lit);
    const auto soloed = [this] { return ports.document.now().routing->vcas.front()->strip->soloed; };
    for (const bool on : {true, false}) { // its own, as at the console
        take(StripPressed{0, StripKey::solo});
        EXPECT_EQ(surface.face().strips[0].solo, on ? Lamp::on : Lamp::off);
        EXPECT_EQ(soloed(), on);
        EXPECT_FALSE(session::find_track(ports.document.now(), "T7")->strip->soloed);
    }
    take(StripPressed{0, StripKey::select});
    hit(Key::group);
    EXPECT_EQ(name(0), "T3");
    EXPECT_EQ(name(1), "T7");
    EXPECT_EQ(name(2), "ALL FX");
}

TEST_F(OnASurface, transport_keys_are_commands_of_the_window) {
    hit(Key::play);
    ports.transport.now.speed = 1;
    hit(Key::play);
    hit(Key::stop);
    hit(Key::forward);
    take(WheelTurned{2});
    EXPECT_EQ(commands,
              (std::vector<std::string>{"transport.play", "transport.stop", "transport.shuttle-forward",
                                        "go.frame-forward", "go.frame-forward"}));
    EXPECT_EQ(surface.face().lamp(Key::play), Lamp::on);
    ports.transport.now.speed = 4;
    hit(Key::play);
    EXPECT_EQ(ports.transport.now.speed, 1);
}

TEST_F(OnASurface, scrubbing_plays_as_fast_as_the_wheel_and_stops_when_it_rests) {
    hit(Key::scrub);
    take(WheelTurned{-2});
    EXPECT_EQ(ports.transport.now.speed, -0.5);
    surface.tick(now + 100ms);
    EXPECT_EQ(ports.transport.now.speed, -0.5);
    surface.tick(now + 200ms);
    EXPECT_EQ(ports.transport.now.speed, 0);
}

TEST_F(OnASurface, meters_and_position_come_from_the_ports) {
    ports.meters.levels[{session::find_track(ports.document.now(), "T1")->id, {}}] = -12;
    ports.transport.now.heard = session::sample_of(ports.document.now(), ports.document.now().info->start);
    const Face face = surface.face();
    EXPECT_EQ(face.strips[0].peak_dbfs, -12);
    EXPECT_EQ(face.position,
              to_timecode(ports.document.now().info->start, ports.document.now().info->timecode));
}

TEST_F(OnASurface, a_strip_that_was_removed_is_gone_from_the_faders) {
    take(StripPressed{0, StripKey::select});
    const auto done = ports.document.apply({{"remove_track", {{"track", ui::value("T1")}}}}, "remove");
    ASSERT_TRUE(done) << done.error().text();
    EXPECT_EQ(name(0), "T2");
    EXPECT_EQ(surface.face().strips[0].select, Lamp::off);
}

TEST(SurfaceTravel, every_strip_parameter_comes_back_from_its_travel) {
    for (const session::Parameter& parameter : strip::all)
        for (const double value : {parameter.min, parameter.fallback, parameter.max}) {
            EXPECT_NEAR(value_at(parameter, travel_of(parameter, value)), value, 1e-9) << parameter.id;
            if (parameter.ends == session::RangeEnds::apart) {
                EXPECT_EQ(turned(parameter, parameter.max, 99, Step::coarse), parameter.max) << parameter.id;
            }
            EXPECT_LE(turned(parameter, parameter.min, 1, Step::fine), parameter.max) << parameter.id;
        }
    EXPECT_EQ(turned(strip::fader, strip::fader.min, 1, Step::coarse), -89.5);
    EXPECT_EQ(turned(strip::fader, -90, -1, Step::coarse), strip::fader.min);
    EXPECT_EQ(turned(strip::pan_x, 0.02, -1, Step::coarse), 0);
}

} // namespace
} // namespace dub::app
