// Hands on controls while a device under the test's hand plays: what the lanes say afterwards is what was
// heard, whatever the mode; and what stands is one edit.
#include "tests/app/playback/ridden.h"
#include "tests/support/dice.h"

namespace dub::app {
namespace {

TEST_F(Ridden, a_hand_is_one_edit_while_the_session_stands) {
    riding.touch(fader);
    riding.move(fader, -6);
    riding.move(fader, -9);
    const std::size_t entries = history.names().size();
    riding.let_go(fader);
    EXPECT_EQ(history.names().size(), entries + 1);
    EXPECT_EQ(history.names().back(), "Fader of DX");
    EXPECT_EQ(lane_at(fader, 0), -9);
    riding.touch(fader);
    riding.let_go(fader);
    EXPECT_EQ(history.names().size(), entries + 1) << "a touch alone is no edit";
}

TEST_F(Ridden, two_axes_of_one_puck_are_one_entry) {
    const Control x{dx, {{}, {}, "pan.x"}}, y{dx, {{}, {}, "pan.y"}};
    const std::size_t entries = history.names().size();
    riding.move(x, -0.5);
    riding.move(y, 0);
    riding.let_go(x);
    EXPECT_EQ(history.names().size(), entries);
    riding.let_go(y);
    ASSERT_EQ(history.names().size(), entries + 1);
    EXPECT_EQ(history.names().back(), "Pan DX");
    EXPECT_EQ(lane_at(x, 0), -0.5);
    EXPECT_EQ(lane_at(y, 0), 0);
}

TEST_F(Ridden, a_pass_in_touch_is_in_the_lanes_as_it_was_heard) {
    mode(AutomationMode::touch);
    play_from(second);
    listen(second / 4);
    test::Dice dice(3);
    for (const double goal : {-12.0, -3.0}) {
        riding.touch(fader);
        for (int i = 0; i < 40; ++i) {
            riding.move(fader, goal * i / 40 + dice.number(-1, 1));
            listen(dice.whole(1, 4) * block);
        }
        riding.let_go(fader);
        listen(second);
    }
    const std::size_t entries = history.names().size();
    stop();
    ASSERT_EQ(history.names().size(), entries + 1);
    EXPECT_EQ(history.names().back(), "Pass: DX fader");
    expect_lane_is_what_was_heard(fader);
    ASSERT_TRUE(history.undo());
    EXPECT_EQ(session::lane_of(history.now(), fader), nullptr) << "one undo takes back one pass";
}

TEST_F(Ridden, the_glide_back_lasts_the_match_time_and_ends_on_the_lane) {
    mode(AutomationMode::touch);
    lane(fader, {{{second}, -6}, {{10 * second}, -16}});
    play_from(2 * second);
    listen(second / 4);
    riding.touch(fader);
    riding.move(fader, 3);
    listen(second / 2);
    riding.let_go(fader);
    listen(second);
    stop();
    expect_lane_is_what_was_heard(fader);
    const auto& points = session::lane_of(history.now(), fader)->points;
    const auto back =
        std::ranges::find_if(points, [](const auto& p) { return p.at.value > 2 * second && p.value < -6; });
    ASSERT_NE(back, points.end());
}

TEST_F(Ridden, latch_writes_until_it_stops_and_nothing_jumps_when_the_lane_takes_over) {
    mode(AutomationMode::latch);
    play_from(second);
    listen(second / 4);
    riding.touch(fader);
    riding.move(fader, -10);
    riding.let_go(fader);
    listen(second);
    EXPECT_EQ(riding.doing(dx), Riding::Doing::writing);
    EXPECT_EQ(riding.value(fader, player.heard()), -10);
    player.stop();
    listen(second / 8);
    serve_until([&] { return player.up_to_date(); });
    run(second / 8);
    expect_lane_is_what_was_heard(fader);
    EXPECT_EQ(riding.doing(dx), Riding::Doing::nothing);
    const auto& points = session::lane_of(history.now(), fader)->points;
    EXPECT_EQ(points.back().value, 0) << "behind the pass the old value goes on";
    // Played again offline, so to say: by the lane alone.
    places.clear();
    play_from(second);
    listen(second);
    expect_lane_is_what_was_heard(fader);
}

TEST_F(Ridden, write_writes_from_the_start_and_latches_after) {
    mode(AutomationMode::write);
    lane(fader, {{{0}, -6}, {{second}, -6}, {{2 * second}, -20}});
    play_from(second / 2);
    listen(2 * second);
    stop();
    expect_lane_is_what_was_heard(fader);
    EXPECT_NEAR(lane_at(fader, 2 * second), -6, 1e-9) << "held from where it began";
    EXPECT_EQ(session::find_strip(history.now(), dx)->automation.mode, AutomationMode::latch);
}

TEST_F(Ridden, a_jump_ends_a_pass_where_it_was_heard) {
    mode(AutomationMode::latch);
    play_from(second);
    run(second / 4);
    riding.move(fader, -10);
    run(second / 4);
    const std::size_t entries = history.names().size();
    player.locate({10 * second});
    serve_until([&] { return player.heard() > SamplePos{10 * second + second / 4}; });
    EXPECT_EQ(history.names().size(), entries + 1);
    stop();
    EXPECT_EQ(lane_at(fader, 5 * second), 0);
    EXPECT_EQ(lane_at(fader, 10 * second), -10) << "a finger that stays on it goes on there";
}

TEST_F(Ridden, a_strip_that_is_set_to_read_while_it_writes_glides_back) {
    mode(AutomationMode::latch);
    play_from(second);
    riding.move(fader, -10);
    run(second / 4);
    mode(AutomationMode::read);
    run(second);
    EXPECT_EQ(riding.doing(dx), Riding::Doing::nothing);
    EXPECT_EQ(device->heard[2].back(), 0.5F);
    stop();
    EXPECT_EQ(session::lane_of(history.now(), fader)->points.back().value, 0);
    EXPECT_LT(session::lane_of(history.now(), fader)->points.back().at.value, 2 * second + second / 2);
}

TEST_F(Ridden, a_track_that_goes_while_it_is_ridden_takes_its_pass_along) {
    mode(AutomationMode::latch);
    play_from(second);
    riding.move(fader, -10);
    run(second / 4);
    session::Session without = history.now();
    without.tracks.clear();
    history.push("remove", without);
    player.session_changed(without, render::Moves::kept);
    run(second / 4);
    const std::size_t entries = history.names().size();
    stop();
    riding.let_go(fader);
    EXPECT_EQ(history.names().size(), entries);
    EXPECT_EQ(riding.take_sentence(), "");
}

TEST_F(Ridden, a_move_is_heard_within_twenty_milliseconds) {
    mode(AutomationMode::touch);
    play_from(second);
    run(second / 4);
    const std::size_t asked = device->heard[2].size();
    riding.move(fader, -20);
    run(second / 4);
    const auto& row = device->heard[2];
    const auto there = std::find_if(row.begin() + static_cast<std::ptrdiff_t>(asked), row.end(),
                                    [](float s) { return s < 0.0501F; });
    EXPECT_LT(there - row.begin() - static_cast<std::ptrdiff_t>(asked), 960);
}

} // namespace
} // namespace dub::app
