// Positions as text, and what keys do to the transport.

#include <gtest/gtest.h>

#include "tests/support/small_session.h"
#include "tests/ui/fakes.h"
#include "ui/meters/ballistics.h"
#include "ui/picture/picture_view.h"
#include "ui/transport/control.h"
#include "ui/transport/position_text.h"

namespace dub::ui {
namespace {

using test::from_start;
using test::must;

class Typed : public ::testing::Test {
  protected:
    std::int64_t at(std::string_view text, Unit unit = Unit::timecode, std::int64_t now = 0) {
        const auto found = parse_position(text, unit, session, from_start(now));
        return found ? (*found - from_start(0)).value : -1;
    }
    session::Session session = test::small_session(); // 24 fps, 01:00:00:00, 48 kHz: 2000 samples a frame
};

TEST_F(Typed, timecode_is_read_whole_or_from_the_right) {
    EXPECT_EQ(at("01:00:10:12"), 10 * 48000 + 12 * 2000);
    EXPECT_EQ(at("1001000"), 10 * 48000);
    EXPECT_EQ(at("1.0.10."), 10 * 48000);
    EXPECT_EQ(at("01;00;00;01"), 2000);
}

TEST_F(Typed, plus_and_minus_count_from_where_one_is) {
    EXPECT_EQ(at("+12", Unit::timecode, 48000), 48000 + 12 * 2000);
    EXPECT_EQ(at("+10.", Unit::timecode, 48000), 11 * 48000);
    EXPECT_EQ(at("-1.0", Unit::timecode, 96000), 48000);
    EXPECT_EQ(at("+1+08", Unit::feet_frames), 24 * 2000);
    EXPECT_EQ(at("+100", Unit::samples, 50), 150);
}

TEST_F(Typed, the_other_units_count_from_the_start) {
    EXPECT_EQ(at("2+00", Unit::feet_frames), 32 * 2000);
    EXPECT_EQ(at("1:02.5", Unit::minutes), 62.5 * 48000);
    EXPECT_EQ(at("4711", Unit::samples), 4711);
}

TEST_F(Typed, what_is_no_position_is_refused_with_what_was_expected) {
    for (const auto* text :
         {"", "abc", "01:00:00:24", "1:2:3:4:5", "123456789", "1:-2", "99999999999999999999"})
        EXPECT_FALSE(parse_position(text, Unit::timecode, session, from_start(0))) << text;
    EXPECT_FALSE(parse_position("1e30", Unit::minutes, session, from_start(0)));
    EXPECT_FALSE(parse_position("nan", Unit::minutes, session, from_start(0)));
    EXPECT_FALSE(parse_position("-", Unit::samples, session, from_start(0)));
}

TEST_F(Typed, what_is_shown_is_read_back) {
    for (const auto unit : {Unit::timecode, Unit::feet_frames, Unit::minutes, Unit::samples})
        for (const std::int64_t frame : {0, 1, 23, 24, 1441})
            EXPECT_EQ(at(position_text(from_start(frame * 2000), unit, session), unit) / 2000,
                      unit == Unit::minutes
                          ? at(position_text(from_start(frame * 2000), unit, session), unit) / 2000
                          : frame);
    EXPECT_EQ(position_text(from_start(-24000), Unit::minutes, session), "-0:00.500");
}

class Control : public ::testing::Test {
  protected:
    test::FakePorts fake{test::small_session()};
    TransportControl control{fake.transport, fake.document};
};

TEST_F(Control, shuttle_doubles_along_and_turns_at_once) {
    EXPECT_EQ(shuttle_after(0, 1), 1);
    EXPECT_EQ(shuttle_after(1, 1), 2);
    EXPECT_EQ(shuttle_after(4, 1), 8);
    EXPECT_EQ(shuttle_after(8, 1), 8);
    EXPECT_EQ(shuttle_after(8, -1), -1);
    EXPECT_EQ(shuttle_after(-2, -1), -4);
    EXPECT_EQ(shuttle_after(0.25, 1), 1);
}

TEST_F(Control, a_step_stops_goes_a_frame_and_lets_it_be_heard) {
    fake.transport.now.heard = from_start(4000);
    fake.transport.now.speed = 1;
    control.step({1});
    EXPECT_EQ(fake.transport.now.speed, 0);
    EXPECT_EQ(fake.transport.now.heard, from_start(6000));
    EXPECT_EQ(fake.transport.auditioned, (SampleRange{from_start(6000), from_start(8000)}));
}

TEST_F(Control, playing_a_selection_ends_behind_it_with_the_roll) {
    control.selection = [] { return SampleRange{from_start(480000), from_start(960000)}; };
    control.roll = {3, 2, true};
    control.play_or_stop();
    EXPECT_EQ(fake.transport.now.heard, from_start(480000 - 3 * 48000));
    fake.transport.now.heard = from_start(960000 + 2 * 48000 - 1);
    control.tick();
    EXPECT_EQ(fake.transport.now.speed, 1);
    fake.transport.now.heard = from_start(960000 + 2 * 48000);
    control.tick();
    EXPECT_EQ(fake.transport.now.speed, 0);
}

TEST_F(Control, it_returns_to_where_play_began_when_asked_to) {
    fake.transport.now.heard = from_start(1000);
    control.stays_where_it_stops = false;
    control.play_or_stop();
    fake.transport.now.heard = from_start(99000);
    control.play_or_stop();
    EXPECT_EQ(fake.transport.now.heard, from_start(1000));
}

TEST_F(Control, a_loop_without_a_selection_is_refused_in_words) {
    std::string said;
    control.say = [&](const std::string& sentence) { said = sentence; };
    control.toggle_loop();
    EXPECT_FALSE(fake.transport.now.loop);
    EXPECT_FALSE(said.empty());
}

TEST(Bar, it_rises_at_once_falls_twenty_decibels_a_second_and_holds_its_peak) {
    Bar bar;
    bar.step(-6, 0.01);
    EXPECT_EQ(bar.level_db, -6);
    bar.step(minus_infinity, 1);
    EXPECT_DOUBLE_EQ(bar.level_db, -26);
    EXPECT_EQ(bar.held_db, -6);
    bar.step(minus_infinity, 1.1);
    EXPECT_DOUBLE_EQ(bar.held_db, bar.level_db) << "after two seconds";
    EXPECT_EQ(scale_of(0), 1);
    EXPECT_EQ(scale_of(-20), 0.5);
    EXPECT_EQ(scale_of(minus_infinity), 0);
}

TEST(Letterbox, the_picture_keeps_its_shape_in_the_middle) {
    EXPECT_EQ(letterboxed({1920, 1080}, {0, 0, 960, 1000}), QRect(0, 230, 960, 540));
    EXPECT_EQ(letterboxed({100, 100}, {0, 0, 300, 100}), QRect(100, 0, 100, 100));
}

} // namespace
} // namespace dub::ui
