// Learned controllers: their file, their knobs and buttons.

#include <gtest/gtest.h>

#include "app/surfaces/learned.h"
#include "app/surfaces/settings.h"
#include "tests/support/small_session.h"
#include "tests/ui/fakes.h"

namespace dub::app {
namespace {

constexpr const char* file = "controllers.json";

std::vector<Binding> some() {
    return {
        {"ALSA: Box", {MidiControl::Kind::controller, 1, 16}, Binding::Travel::absolute, "DX 1", "fader", ""},
        {"ALSA: Box", {MidiControl::Kind::controller, 1, 17}, Binding::Travel::relative, "DX 1", "pan.x", ""},
        {"ALSA: Box", {MidiControl::Kind::bend, 3, 0}, Binding::Travel::absolute, "DX 2", "fader", ""},
        {"ALSA: Box",
         {MidiControl::Kind::note, 10, 36},
         Binding::Travel::absolute,
         "",
         "",
         "transport.play"}};
}

TEST(Bindings, come_back_from_their_file) {
    const auto back = read_bindings(bindings_text(some()), file);
    ASSERT_TRUE(back) << back.error().text();
    EXPECT_EQ(*back, some());
}

TEST(Bindings, a_wrong_file_says_where_and_what_was_expected) {
    const struct {
        const char *text, *says;
    } table[] = {
        {"[]", "'bindings'"},
        {"{", file},
        {R"({"bindings":[7]})", "binding 1"},
        {R"({"bindings":[{"channel":1,"number":2,"command":"a"}]})", "'port'"},
        {R"({"bindings":[{"port":"p","channel":17,"number":2,"command":"a"}]})", "from 1 to 16"},
        {R"({"bindings":[{"port":"p","channel":1,"number":128,"command":"a"}]})", "from 0 to 127"},
        {R"({"bindings":[{"port":"p","channel":1.5,"number":1,"command":"a"}]})", "whole number"},
        {R"({"bindings":[{"port":"p","control":"wheel","channel":1,"number":1,"command":"a"}]})",
         "controller, note, bend"},
        {R"({"bindings":[{"port":"p","channel":1,"number":1}]})", "'command'"},
        {R"({"bindings":[{"port":"p","channel":1,"number":1,"strip":"DX","command":"a"}]})", "'command'"},
        {R"({"bindings":[{"port":"p","channel":1,"number":1,"strip":"DX","parameter":"volume"}]})",
         "'volume'"},
    };
    for (const auto& row : table) {
        const auto read = read_bindings(row.text, file);
        ASSERT_FALSE(read) << row.text;
        EXPECT_NE(read.error().text().find(row.says), std::string::npos) << read.error().text();
    }
}

TEST(Bindings, a_file_cut_or_bent_anywhere_is_read_or_refused) {
    const std::string whole = bindings_text(some());
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const auto read = read_bindings(whole.substr(0, length), file);
        EXPECT_TRUE(!read || read->size() == some().size());
    }
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const char bent : {'0', '"', '}', '\xFF'}) {
            std::string text = whole;
            text[at] = bent;
            (void)read_bindings(text, file);
        }
}

TEST(SurfaceSettings, come_back_and_what_cannot_be_read_says_so) {
    SurfaceSettings settings;
    settings.units = {{SurfaceUnit::Kind::main, "JACK: a:out", "JACK: a:in"},
                      {SurfaceUnit::Kind::extender, "JACK: b:out", "JACK: b:in"}};
    settings.osc = true;
    settings.osc_port = 9000;
    settings.osc_reach = Reach::network;
    EXPECT_EQ(test::must(read_surface_settings(surface_settings_text(settings))), settings);
    EXPECT_EQ(test::must(read_surface_settings("")), SurfaceSettings{});
    EXPECT_EQ(SurfaceSettings{}.osc_reach, Reach::this_machine);
    for (const char* const wrong : {"{", "[1]", R"({"osc_port":80})", R"({"osc_port":"x"})",
                                    R"({"units":[{}]})", R"({"units":[3]})", R"({"units":7})"})
        EXPECT_FALSE(read_surface_settings(wrong)) << wrong;
}

// ---- what they do

struct NotedHands final : ui::HandsPort {
    void touch(const session::StripOwner&, const session::ParameterAddress&) override { ++touched; }
    void move(const session::StripOwner&, const session::ParameterAddress& address, double to) override {
        moves.emplace_back(address.parameter, to);
        now = to;
    }
    void let_go(const session::StripOwner&, const session::ParameterAddress&) override { ++left; }
    double value(const session::StripOwner&, const session::ParameterAddress&, SamplePos) const override {
        return now;
    }
    double now = 0;
    int touched = 0, left = 0;
    std::vector<std::pair<std::string, double>> moves;
};

struct WithAController : testing::Test {
    WithAController() { learned.set(some()); }
    void turn(int controller, int value) {
        learned.take("ALSA: Box", {{MidiControl::Kind::controller, 1, controller}, value}, now);
    }
    test::FakePorts ports{test::small_session()};
    NotedHands hands;
    std::vector<std::string> commands;
    Learned learned{
        {ports.document, ports.transport, hands, [this](const std::string& id) { commands.push_back(id); }}};
    Learned::Time now{0};
};

TEST_F(WithAController, a_knob_takes_over_when_it_passes_where_the_fader_stands) {
    hands.now = 0; // 0.75 of the way
    for (const int value : {20, 60, 90})
        turn(16, value);
    EXPECT_TRUE(hands.moves.empty());
    turn(16, 100);
    ASSERT_EQ(hands.moves.size(), 1U);
    EXPECT_EQ(hands.moves[0].first, "fader");
    turn(16, 127);
    EXPECT_DOUBLE_EQ(hands.now, 12);
    learned.tick(now + Grips::rest);
    EXPECT_EQ(hands.left, 1);
    hands.now = -30; // by somebody else
    turn(16, 126);
    EXPECT_DOUBLE_EQ(hands.now, -30);
}

TEST_F(WithAController, an_endless_knob_goes_on_from_where_it_is) {
    hands.now = 0.5;
    turn(17, 1);
    EXPECT_NEAR(hands.now, 0.52, 1e-9);
    turn(17, 127);
    EXPECT_NEAR(hands.now, 0.5, 1e-9);
}

TEST_F(WithAController, a_button_runs_its_command_when_it_is_pressed) {
    for (const int velocity : {100, 0, 1})
        learned.take("ALSA: Box", {{MidiControl::Kind::note, 10, 36}, velocity}, now);
    EXPECT_EQ(commands, (std::vector<std::string>{"transport.play", "transport.play"}));
    learned.take("ALSA: Other", {{MidiControl::Kind::note, 10, 36}, 100}, now);
    EXPECT_EQ(commands.size(), 2U) << "another port";
}

TEST(Learning, takes_the_knob_that_moves_after_the_control_was_touched) {
    Learning learning;
    const ControlMoved knob{{MidiControl::Kind::controller, 1, 16}, 64};
    EXPECT_EQ(learning.moved("p", knob), std::nullopt);
    learning.touched("DX 1", "fader");
    const auto made = learning.moved("p", knob);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->strip, "DX 1");
    EXPECT_EQ(made->control, knob.control);
    auto bindings = with({*made}, *made);
    EXPECT_EQ(bindings.size(), 1U) << "the same control does one thing";
    learning.chosen("transport.play");
    EXPECT_EQ(learning.moved("p", {{MidiControl::Kind::note, 1, 36}, 0}), std::nullopt) << "let go";
    EXPECT_EQ(learning.moved("p", {{MidiControl::Kind::note, 1, 36}, 9})->command, "transport.play");
}

TEST(ControlMoved, is_read_from_bytes) {
    const auto of = [](std::vector<std::uint8_t> bytes) { return control_moved(bytes); };
    EXPECT_EQ(of({0xB0, 16, 5}), (ControlMoved{{MidiControl::Kind::controller, 1, 16}, 5}));
    EXPECT_EQ(of({0xEF, 0x7F, 0x7F}), (ControlMoved{{MidiControl::Kind::bend, 16, 0}, 16383}));
    EXPECT_EQ(of({0x80, 36, 64}), (ControlMoved{{MidiControl::Kind::note, 1, 36}, 0}));
    for (const auto& wrong :
         {std::vector<std::uint8_t>{}, {0xB0}, {0xB0, 16}, {0xF0, 1, 2}, {0xB0, 0x90, 2}, {0xD0, 1, 2}})
        EXPECT_EQ(of(wrong), std::nullopt);
}

} // namespace
} // namespace dub::app
