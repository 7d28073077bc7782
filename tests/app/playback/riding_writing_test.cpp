// What decides whether a hand is written, and into what: modes that read, safe strips, previews, snapshots,
// extents, trims.
#include "tests/app/playback/ridden.h"

namespace dub::app {
namespace {

TEST_F(Ridden, a_loops_turn_ends_a_pass_and_the_next_begins_with_what_is_held) {
    mode(AutomationMode::latch);
    player.loop(SampleRange{{second}, {2 * second}});
    play_from(second + second / 2 + 17); // a run begins on the grid, a little before
    run(second / 8);
    riding.move(fader, -10);
    riding.let_go(fader);
    const std::size_t entries = history.names().size();
    run(second);
    EXPECT_EQ(history.names().size(), entries + 1);
    riding.move(fader, -20);
    run(second / 4);
    stop();
    EXPECT_EQ(history.names().size(), entries + 2);
    EXPECT_EQ(lane_at(fader, second), -10) << "the second turn began with it";
    EXPECT_EQ(lane_at(fader, second + 4 * second / 5), -20) << "and wrote over the first one's end";
    EXPECT_EQ(lane_at(fader, 2 * second - 1), -10) << "as far as it went";
}

TEST_F(Ridden, in_read_a_hand_writes_nothing_and_its_lane_plays_on) {
    lane(fader, {{{0}, -6}});
    play_from(second);
    riding.move(fader, 0);
    run(second / 8);
    const std::size_t entries = history.names().size();
    riding.let_go(fader);
    run(second / 8);
    stop();
    EXPECT_EQ(history.names().size(), entries);
    EXPECT_NE(riding.take_sentence().find("automated"), std::string::npos);
}

TEST_F(Ridden, safe_and_not_enabled_controls_are_not_written) {
    for (const bool safe : {true, false}) {
        edit([&](session::Strip& strip) {
            strip.automation.mode = AutomationMode::latch;
            strip.automation.safe = safe;
        });
        session::PassSettings settings;
        if (!safe) settings.enabled.erase(session::ControlKind::volume);
        riding.set(settings);
        play_from(second);
        riding.move(fader, -10);
        run(second / 8);
        riding.let_go(fader);
        stop();
        EXPECT_EQ(session::lane_of(history.now(), fader), nullptr);
    }
}

TEST_F(Ridden, a_preview_is_heard_and_not_written_until_it_is_punched) {
    mode(AutomationMode::latch);
    lane(fader, {{{0}, -6}});
    play_from(second);
    riding.preview(true);
    riding.move(fader, -20);
    riding.let_go(fader);
    run(second / 2);
    EXPECT_EQ(riding.doing(dx), Riding::Doing::previewing);
    EXPECT_NEAR(20 * std::log10(device->heard[2].back() / 0.5), -20, 0.01);
    const std::size_t entries = history.names().size();
    riding.punch_preview();
    EXPECT_FALSE(riding.previewing());
    run(second / 2);
    stop();
    ASSERT_EQ(history.names().size(), entries + 1);
    EXPECT_EQ(lane_at(fader, second + second / 4), -6);
    EXPECT_EQ(lane_at(fader, second + 3 * second / 4), -20);
    riding.preview(true);
    riding.move(fader, 0);
    riding.preview(false);
    run(second / 4);
    EXPECT_EQ(history.names().size(), entries + 1) << "a preview that ends leaves nothing";
}

TEST_F(Ridden, what_is_held_is_written_to_the_end_and_the_pass_goes_on) {
    mode(AutomationMode::latch);
    play_from(second);
    riding.move(fader, -10);
    run(second / 2);
    riding.write_to(session::Extent::end);
    run(second / 4);
    riding.move(fader, -15);
    run(second / 4);
    stop();
    EXPECT_EQ(lane_at(fader, 50 * second), -10);
    EXPECT_EQ(lane_at(fader, 2 * second - 4096), -15);
}

TEST_F(Ridden, a_snapshot_is_captured_here_and_punched_there) {
    lane(fader, {{{0}, -6}, {{second}, -6}, {{second}, -12}});
    player.locate({2 * second});
    riding.capture({});
    riding.punch_capture(SampleRange{{second / 4}, {second / 2}});
    EXPECT_EQ(lane_at(fader, second / 4), -12);
    EXPECT_EQ(lane_at(fader, second / 2), -6);
    EXPECT_EQ(history.names().back(), "Snapshot: DX fader");
}

TEST_F(Ridden, a_trim_adds_to_the_lane_and_leaves_it_until_it_is_coalesced) {
    const Control trim{dx, {{}, {}, "fader.trim"}};
    lane(fader, {{{0}, -6}, {{10 * second}, -6}});
    mode(AutomationMode::latch, true);
    play_from(second);
    run(second / 4);
    riding.move(fader, -9);
    EXPECT_NEAR(riding.value(fader, player.heard()), -9, 1e-9) << "the fader stands where the hand put it";
    run(second / 2);
    EXPECT_NEAR(20 * std::log10(device->heard[2].back() / 0.5), -9, 0.01);
    riding.let_go(fader);
    stop();
    EXPECT_EQ(history.names().back(), "Pass: DX trim");
    EXPECT_EQ(session::lane_of(history.now(), fader)->points.size(), 2U);
    EXPECT_NEAR(lane_at(trim, second + second / 2), -3, 1e-9);
    session::PassSettings settings;
    settings.coalesce = true;
    riding.set(settings);
    play_from(5 * second);
    run(second / 4);
    riding.move(fader, -12);
    run(second / 4);
    riding.let_go(fader);
    stop();
    EXPECT_NEAR(lane_at(fader, 5 * second + 3 * second / 8), -12, 0.11);
    EXPECT_NEAR(lane_at(fader, second + second / 2), -9, 0.11);
    EXPECT_EQ(lane_at(trim, 5 * second + 3 * second / 8), 0);
}

TEST_F(Ridden, suspended_automation_is_neither_heard_nor_written) {
    mode(AutomationMode::latch);
    lane(fader, {{{0}, -20}});
    session::PassSettings settings;
    settings.suspended = true;
    riding.set(settings);
    serve_until([&] { return player.up_to_date(); });
    play_from(second);
    run(second / 4);
    EXPECT_NEAR(20 * std::log10(device->heard[2].back() / 0.5), 0, 0.01);
    EXPECT_EQ(riding.value(fader, player.heard()), 0);
}

} // namespace
} // namespace dub::app
