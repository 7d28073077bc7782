// The scheme of OSC messages (docs/guide/surfaces.md), and what is no message of it.

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "app/surfaces/osc/osc.h"
#include "tests/support/dice.h"

namespace dub::app::osc {
namespace {

TEST(Osc, paths_mean_what_the_guide_says) {
    const struct {
        OscMessage heard;
        Message message;
    } table[] = {
        {{"/strip/fader", {3, 0.5F}}, FaderMoved{2, 0.5}},
        {{"/strip/fader/3", {0.5F}}, FaderMoved{2, 0.5}},
        {{"/strip/fader", {1, 1.5F}}, FaderMoved{0, 1}},
        {{"/strip/fader/touch", {3, 1}}, FaderTouched{2, true}},
        {{"/strip/fader/touch/3", {0}}, FaderTouched{2, false}},
        {{"/strip/gain", {1, -6.0F}}, ValueSet{0, "fader", -6}},
        {{"/strip/pan/x", {2, -0.5F}}, ValueSet{1, "pan.x", -0.5}},
        {{"/strip/lfe/2", {-10.0F}}, ValueSet{1, "lfe.send", -10}},
        {{"/strip/parameter", {1, "pan.z", 1.0F}}, ValueSet{0, "pan.z", 1}},
        {{"/strip/pan/rotate", {5, 45.0F}}, ValueSet{4, "pan.rotate", 45}},
        {{"/strip/pan/front-rear-divergence/5", {20}}, ValueSet{4, "pan.front-rear-divergence", 20}},
        {{"/strip/lfe/filter", {2, 1}}, ValueSet{1, "lfe.filter", 1}},
        {{"/strip/mute", {128, 1}}, StripSwitched{127, StripKey::mute, true}},
        {{"/strip/recenable/4", {0}}, StripSwitched{3, StripKey::record, false}},
        {{"/strip/pot", {1, -2}}, PotTurned{0, -2}},
        {{"/master/fader", {0.75F}}, FaderMoved{main_fader, 0.75}},
        {{"/transport_play", {}}, KeyPressed{Key::play, true}},
        {{"/transport_stop", {1.0F}}, KeyPressed{Key::stop, true}},
        {{"/bank_up", {1}}, KeyPressed{Key::bank_right, true}},
        {{"/jog", {-3.0F}}, WheelTurned{-3}},
        {{"/solo_mode", {0}}, CommandAsked{"monitor.solo-in-place"}},
        {{"/solo_mode", {1.0F}}, CommandAsked{"monitor.solo-afl"}},
        {{"/solo_mode", {2}}, CommandAsked{"monitor.solo-pfl"}},
        {{"/command", {"marker.add"}}, CommandAsked{"marker.add"}},
    };
    for (const auto& row : table)
        EXPECT_EQ(heard(row.heard), row.message) << row.heard.path;
    EXPECT_EQ(subscription({"/set_surface", {8}}), 8);
    EXPECT_EQ(subscription({"/set_surface", {}}), strips_max);
    EXPECT_EQ(subscription({"/strip/fader", {8}}), std::nullopt);
}

TEST(Osc, hears_nothing_in_what_means_nothing_here) {
    const OscMessage table[] = {{"/strip/fader", {}},
                                {"/strip/fader", {0, 0.5F}},
                                {"/strip/fader", {129, 0.5F}},
                                {"/strip/fader", {1}},
                                {"/strip/fader", {1, "loud"}},
                                {"/strip/fader", {1, std::nanf("")}},
                                {"/strip//1", {1.0F}},
                                {"/strip/", {1, 1.0F}},
                                {"/transport_play", {0}}, // let go
                                {"/command", {"file.quit"}},
                                {"/command", {1}},
                                {"/solo_mode", {3}},
                                {"/solo_mode", {-1}},
                                {"/solo_mode", {"afl"}},
                                {"/nobody", {1}},
                                {"", {}},
                                {"/strip/parameter", {1, 2.0F}}};
    for (const auto& row : table)
        EXPECT_EQ(heard(row), std::nullopt) << row.path;
}

TEST(Osc, rubbish_does_no_harm) {
    test::Dice dice(21);
    for (int round = 0; round < 20000; ++round) {
        OscMessage message{"/strip/fader", {}};
        for (auto& letter : message.path)
            if (dice.chance(0.1)) letter = static_cast<char>(dice.whole(0, 255));
        for (std::int64_t more = dice.whole(0, 3); more > 0; --more)
            message.arguments.emplace_back(static_cast<std::int32_t>(dice.next()));
        const auto said = heard(message);
        const auto* const moved = said ? std::get_if<FaderMoved>(&*said) : nullptr;
        EXPECT_TRUE(moved == nullptr || moved->strip < strips_max);
    }
}

TEST(OscFeedback, says_all_once_and_then_what_changed) {
    Feedback feedback;
    Face face;
    face.strips.resize(2);
    face.strips[1].name = "FX";
    face.position = "01:00:00:00";
    const auto first = feedback.changes(face);
    EXPECT_NE(std::ranges::find(first, OscMessage{"/strip/name", {2, "FX"}}), first.end());
    EXPECT_TRUE(feedback.changes(face).empty());
    face.strips[0].fader = 0.75;
    EXPECT_EQ(feedback.changes(face),
              (std::vector<OscMessage>{{"/strip/fader", {1, 0.75F}}, {"/strip/gain", {1, 0.0F}}}));
    face.strips[0].held = true;
    face.strips[0].fader = 0.5;
    EXPECT_TRUE(feedback.changes(face).empty()) << "a hand has it";
    face.strips[0].held = false;
    EXPECT_EQ(feedback.changes(face).size(), 2U);
    face.lamp(Key::play) = Lamp::on;
    EXPECT_EQ(feedback.changes(face), (std::vector<OscMessage>{{"/transport_play", {1}}}));
}

} // namespace
} // namespace dub::app::osc
