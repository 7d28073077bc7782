// The bytes of Mackie Control against the examples its guide prints ("Logic Control User's Guide", appendix
// B), and against rubbish.

#include <gtest/gtest.h>

#include "app/surfaces/mackie/feedback.h"
#include "app/surfaces/mackie/mackie.h"
#include "engine/core/units.h"
#include "tests/support/dice.h"

namespace dub::app::mackie {
namespace {

std::optional<Message> from(const Bytes& bytes) { return heard(bytes); }

TEST(Mackie, hears_what_the_guide_says_a_unit_sends) {
    const struct {
        Bytes bytes;
        Message message;
    } table[] = {
        {{0xE0, 0x00, 0x00}, FaderMoved{0, 0}},
        {{0xE7, 0x7F, 0x7F}, FaderMoved{7, 1}},
        {{0xE0, 0x40, 0x55}, FaderMoved{0, (((0x55 << 7) + 0x40) >> 4) / 1023.0}}, // "(55 << 7) + 40"
        {{0xE8, 0x7F, 0x7F}, FaderMoved{main_fader, 1}},
        {{0x90, 0x0F, 0x7F}, StripPressed{7, StripKey::solo}},        // "SOLO Ch. 8 is pressed"
        {{0x90, 0x0F, 0x00}, StripPressed{7, StripKey::solo, false}}, // "SOLO Ch. 8 is released"
        {{0x90, 0x00, 0x7F}, StripPressed{0, StripKey::record}},
        {{0x90, 0x12, 0x7F}, StripPressed{2, StripKey::mute}},
        {{0x90, 0x18, 0x7F}, StripPressed{0, StripKey::select}},
        {{0x90, 0x27, 0x7F}, StripPressed{7, StripKey::pot}},
        {{0x90, 0x68, 0x7F}, FaderTouched{0, true}},
        {{0x90, 0x6F, 0x00}, FaderTouched{7, false}},
        {{0x80, 0x6F, 0x40}, FaderTouched{7, false}},
        {{0x90, 0x70, 0x7F}, FaderTouched{main_fader, true}},
        {{0xB0, 0x10, 0x01}, PotTurned{0, 1}},  // "V-POT Ch. 1 … clockwise by one tick"
        {{0xB0, 0x17, 0x47}, PotTurned{7, -7}}, // "V-POT Ch. 8 … counter-clockwise by 7 ticks"
        {{0xB0, 0x3C, 0x41}, WheelTurned{-1}},
        {{0x90, 0x2E, 0x7F}, KeyPressed{Key::bank_left, true}},
        {{0x90, 0x31, 0x7F}, KeyPressed{Key::channel_right, true}},
        {{0x90, 0x32, 0x7F}, KeyPressed{Key::flip, true}},
        {{0x90, 0x46, 0x00}, KeyPressed{Key::shift, false}},
        {{0x90, 0x4A, 0x7F}, KeyPressed{Key::read_off, true}},
        {{0x90, 0x4E, 0x7F}, KeyPressed{Key::latch, true}},
        {{0x90, 0x5B, 0x7F}, KeyPressed{Key::rewind, true}},
        {{0x90, 0x5E, 0x7F}, KeyPressed{Key::play, true}},
        {{0x90, 0x5F, 0x7F}, KeyPressed{Key::record, true}},
        {{0x90, 0x65, 0x7F}, KeyPressed{Key::scrub, true}},
        {{0x90, 0x67, 0x7F}, KeyPressed{Key::user_b, true}},
    };
    for (const auto& row : table)
        EXPECT_EQ(from(row.bytes), row.message) << ::testing::PrintToString(row.bytes);
}

TEST(Mackie, hears_nothing_in_what_is_no_message_of_a_unit) {
    for (const Bytes& bytes : {Bytes{}, Bytes{0x90}, Bytes{0x90, 0x5E}, Bytes{0x90, 0x5E, 0x7F, 0x00},
                               Bytes{0x91, 0x5E, 0x7F}, Bytes{0xE9, 0x00, 0x00}, Bytes{0x90, 0x71, 0x7F},
                               Bytes{0x90, 0xDE, 0x7F}, Bytes{0xB0, 0x18, 0x01}, Bytes{0x00, 0x5E, 0x7F}})
        EXPECT_EQ(from(bytes), std::nullopt) << ::testing::PrintToString(bytes);
}

TEST(Mackie, says_what_the_guide_prints) {
    EXPECT_EQ(fader(0, 0), (Bytes{0xE0, 0x00, 0x00}));
    EXPECT_EQ(fader(8, 1), (Bytes{0xE8, 0x7F, 0x7F}));
    EXPECT_EQ(lamp(0x08, Lamp::on), (Bytes{0x90, 0x08, 0x7F}));
    EXPECT_EQ(lamp(0x08, Lamp::off), (Bytes{0x90, 0x08, 0x00}));
    EXPECT_EQ(lamp(0x08, Lamp::flashing), (Bytes{0x90, 0x08, 0x01}));
    EXPECT_EQ(ring(1, {true, RingLook::dot, 0.5, false}), (Bytes{0xB0, 0x31, 0x06})); // "position 6"
    EXPECT_EQ(ring(1, {true, RingLook::from_middle, 0.5, true}), (Bytes{0xB0, 0x31, 0x56}));
    EXPECT_EQ(ring(7, {}), (Bytes{0xB0, 0x37, 0x00}));
    EXPECT_EQ(lcd(Model::logic, 0, "Hello"),
              (Bytes{0xF0, 0x00, 0x00, 0x66, 0x10, 0x12, 0x00, 0x48, 0x65, 0x6C, 0x6C, 0x6F, 0xF7}));
    EXPECT_EQ(version_request(Model::mackie), (Bytes{0xF0, 0x00, 0x00, 0x66, 0x14, 0x13, 0x00, 0xF7}));
    EXPECT_EQ(meter(2, 12), (Bytes{0xD0, 0x2C}));
    EXPECT_EQ(overload(2, true), (Bytes{0xD0, 0x2E}));
    EXPECT_EQ(overload(2, false), (Bytes{0xD0, 0x2F}));
    EXPECT_EQ(meter_step(-200), 0);
    EXPECT_EQ(meter_step(-20), 6);
    EXPECT_EQ(meter_step(0), 12);
}

// "109.02.01.126" is 36 32 31 71 30 72 30 79 30 31 from the right; "10" at the right 30, 31.
TEST(Mackie, writes_the_position_as_the_guide_does) {
    const Digits digits = digits_of("109.02.01.126");
    const Bytes expected{0x36, 0x32, 0x31, 0x71, 0x30, 0x72, 0x30, 0x79, 0x30, 0x31};
    for (int digit = 0; digit < 10; ++digit) {
        const auto at = static_cast<std::size_t>(9 - digit);
        EXPECT_EQ(position_digit(digit, digits.letters[at], digits.dots[at]),
                  (Bytes{0xB0, static_cast<std::uint8_t>(0x40 + digit),
                         expected[static_cast<std::size_t>(digit)]}));
    }
    EXPECT_EQ(digits_of("01:00:10:12").letters, " 010010 12");
    EXPECT_EQ(digits_of("01:00:10:12").dots,
              (std::array<bool, 10>{false, false, true, false, true, false, true, false, false, false}));
    EXPECT_EQ(digits_of("1234+07").letters, "   1234 07");
    EXPECT_EQ(digits_of("").letters, "          ");
    EXPECT_EQ(digits_of("-01:00:10:12").letters, "-010010 12");
    EXPECT_EQ(digits_of("123456789012345").letters, "6789012345");
    EXPECT_EQ(assignment_digit(1, 'P'), (Bytes{0xB0, 0x4B, 0x10}));
    EXPECT_EQ(assignment_digit(0, '3'), (Bytes{0xB0, 0x4A, 0x33}));
}

// r1 = 0x7F & (l1 + (l2 ^ 0xA) - l4) and so on, computed by hand for the challenge 11 22 33 44.
TEST(Mackie, proves_who_it_is_to_a_logic_control) {
    const Bytes query{0xF0, 0x00, 0x00, 0x66, 0x10, 0x01, 'Z',  'T',  '1',
                      '0',  '4',  '3',  '3',  0x11, 0x22, 0x33, 0x44, 0xF7};
    const auto said = greeting(query);
    ASSERT_TRUE(said);
    EXPECT_EQ(said->text, "ZT10433");
    EXPECT_EQ(answer(*said), (Bytes{0xF0, 0x00, 0x00, 0x66, 0x10, 0x02, 'Z', 'T', '1', '0', '4', '3', '3',
                                    0x75, 0x56, 0x4B, 0x1F, 0xF7}));
    EXPECT_EQ(greeting(Bytes{0xF0, 0x00, 0x00, 0x66, 0x14, 0x14, 'V', '2', '.', '1', '2', 0xF7}),
              (Greeting{Greeting::Kind::version, Model::mackie, "V2.12", {}}));
    EXPECT_EQ(greeting(Bytes{0xF0, 0x00, 0x20, 0x32, 0x14, 0x01, 0xF7}), std::nullopt) << "another maker's";
}

TEST(Mackie, rubbish_and_cut_messages_do_no_harm) {
    test::Dice dice(20);
    for (int round = 0; round < 20000; ++round) {
        Bytes bytes(static_cast<std::size_t>(dice.whole(0, 24)));
        for (auto& byte : bytes)
            byte = static_cast<std::uint8_t>(dice.whole(0, 255));
        if (dice.whole(0, 1) == 1 && bytes.size() > 6) {
            const Bytes head{0xF0, 0x00, 0x00, 0x66, 0x14, static_cast<std::uint8_t>(dice.whole(0, 0x15))};
            std::ranges::copy(head, bytes.begin());
            bytes.back() = 0xF7;
        }
        EXPECT_TRUE(!heard(bytes) || bytes.size() == 3);
        const auto said = greeting(bytes);
        EXPECT_TRUE(!said || answer(*said).size() <= 18);
    }
}

// ---- feedback

Face two_strips() {
    Face face;
    face.strips.resize(2);
    face.strips[0].name = "DX BOOM 01";
    face.strips[1].name = "FX";
    face.strips[0].fader = 0.75;
    face.position = "01:00:00:00";
    face.assignment = "PX";
    return face;
}

bool says(const std::vector<Bytes>& all, const Bytes& one) {
    return std::ranges::find(all, one) != all.end();
}

TEST(MackieFeedback, says_all_once_and_then_what_changed) {
    Feedback feedback(Feedback::Unit::main, 0);
    Face face = two_strips();
    const auto first = feedback.changes(face);
    EXPECT_TRUE(says(first, fader(0, 0.75)));
    EXPECT_TRUE(says(first, lcd(Model::mackie, 0, "DXBM01 ")));
    EXPECT_TRUE(says(first, lcd(Model::mackie, 7, "FX     ")));
    EXPECT_TRUE(feedback.changes(face).empty());
    face.strips[1].mute = Lamp::on;
    face.lamp(Key::play) = Lamp::on;
    EXPECT_EQ(feedback.changes(face), (std::vector<Bytes>{lamp(0x11, Lamp::on), lamp(0x5E, Lamp::on)}));
    face.position = "01:00:00:01";
    EXPECT_EQ(feedback.changes(face), (std::vector<Bytes>{position_digit(0, '1', false)}));
    feedback.forget();
    EXPECT_EQ(feedback.changes(face).size(), first.size());
}

TEST(MackieFeedback, leaves_a_fader_to_the_hand_and_puts_it_right_afterwards) {
    Feedback feedback(Feedback::Unit::main, 0);
    Face face = two_strips();
    (void)feedback.changes(face);
    face.strips[0].held = true;
    face.strips[0].fader = 0.3;
    EXPECT_TRUE(feedback.changes(face).empty());
    face.strips[0].held = false;
    EXPECT_EQ(feedback.changes(face), std::vector<Bytes>{fader(0, 0.3)});
}

TEST(MackieFeedback, an_extender_shows_its_own_strips_and_nothing_of_the_main_unit) {
    Feedback feedback(Feedback::Unit::extender, 8);
    Face face = two_strips();
    face.strips.resize(16);
    face.strips[9].fader = 0.5;
    const auto all = feedback.changes(face);
    EXPECT_TRUE(says(all, fader(1, 0.5)));
    for (const Bytes& one : all) {
        EXPECT_NE(one[0], 0xE8);
        EXPECT_FALSE(one[0] == 0x90 && one[1] > 0x1F) << "a key";
        EXPECT_TRUE(one[0] != 0xF0 || one[4] == 0x15);
    }
}

TEST(MackieFeedback, a_level_is_said_while_it_lasts) {
    Feedback feedback(Feedback::Unit::main, 0);
    Face face = two_strips();
    (void)feedback.changes(face);
    face.strips[0].peak_dbfs = -10;
    EXPECT_EQ(feedback.changes(face), std::vector<Bytes>{meter(0, 8)});
    EXPECT_EQ(feedback.changes(face), std::vector<Bytes>{meter(0, 8)});
    face.strips[0].peak_dbfs = minus_infinity;
    EXPECT_EQ(feedback.changes(face), std::vector<Bytes>{meter(0, 0)});
    EXPECT_TRUE(feedback.changes(face).empty());
}

TEST(MackieFeedback, names_become_six_letters) {
    EXPECT_EQ(shortened("DX 01"), "DX 01");
    EXPECT_EQ(shortened("Dialogue 12"), "Dilg12");
    EXPECT_EQ(shortened("Geräusche"), "Gersch");
    EXPECT_EQ(shortened("STRENGTHS 1"), "STRNS1");
    EXPECT_EQ(shortened("\xFF\xC3"), "??");
}

} // namespace
} // namespace dub::app::mackie
