// What must not be lost, and what must not be written, when something comes between a hand and its lane.
#include "tests/app/playback/ridden.h"

namespace dub::app {
namespace {

class RidingTroubles : public Ridden {
  protected:
    void set(const std::function<void(session::PassSettings&)>& change) {
        session::PassSettings settings = riding.settings();
        change(settings);
        riding.set(settings);
    }
    [[nodiscard]] std::size_t entries() { return history.names().size(); }
    const Control trim{dx, {{}, {}, "fader.trim"}};
};

TEST_F(RidingTroubles, what_is_primed_waits_through_a_locate) {
    mode(AutomationMode::latch);
    set([](session::PassSettings& settings) { settings.prime = true; });
    riding.move(fader, -10);
    riding.let_go(fader);
    player.locate({5 * second}); // as play does with a selection or a pre-roll
    run(second / 8);
    EXPECT_EQ(riding.value(fader, player.heard()), -10);
    play_from(5 * second);
    listen(second);
    stop();
    EXPECT_EQ(lane_at(fader, 5 * second + second / 2), -10);
    expect_lane_is_what_was_heard(fader);
}

TEST_F(RidingTroubles, a_frame_that_is_listened_to_is_no_pass) {
    mode(AutomationMode::write);
    lane(fader, {{{0}, -6}, {{20 * second}, -20}});
    const std::size_t count = entries();
    riding.before_audition();
    player.audition({{second}, {second + 2000}});
    run(second / 4);
    EXPECT_EQ(entries(), count);
    EXPECT_EQ(session::find_strip(history.now(), dx)->automation.mode, AutomationMode::write);
}

TEST_F(RidingTroubles, a_trim_that_cannot_be_coalesced_does_not_take_the_pass_along) {
    mode(AutomationMode::latch, true);
    set([](session::PassSettings& settings) { settings.coalesce = true; });
    lane(fader, {{{0}, 0}, {{second + second / 2}, 0}, {{second + second / 2 + 1}, 11}});
    play_from(second);
    run(second / 8);
    riding.touch(fader);
    riding.move(fader, 6); // later the fader would stand at 17 dB
    riding.let_go(fader);
    run(second);
    const std::size_t count = entries();
    stop();
    EXPECT_EQ(entries(), count + 1);
    EXPECT_NE(session::lane_of(history.now(), trim), nullptr) << riding.take_sentence();
    EXPECT_NE(riding.take_sentence().find("not coalesced"), std::string::npos);
}

TEST_F(RidingTroubles, a_finger_stays_on_what_it_came_to_when_trim_is_turned_on_meanwhile) {
    mode(AutomationMode::read);
    riding.touch(fader);
    riding.move(fader, -6);
    mode(AutomationMode::read, true);
    riding.let_go(fader);
    EXPECT_EQ(lane_at(fader, 0), -6);
    run(second / 8);
    EXPECT_EQ(riding.doing(dx), Riding::Doing::nothing);
}

TEST_F(RidingTroubles, nothing_is_written_of_a_session_that_is_not_heard) {
    mode(AutomationMode::write);
    lane(fader, {{{0}, -6}, {{20 * second}, -20}});
    session_is_heard = false;
    const std::size_t count = entries();
    play_from(second);
    run(second);
    stop();
    EXPECT_EQ(entries(), count);
}

TEST_F(RidingTroubles, what_was_ridden_is_in_the_history_when_the_session_is_closed) {
    mode(AutomationMode::latch);
    play_from(second);
    listen(second / 4);
    riding.touch(fader);
    riding.move(fader, -10);
    listen(second);
    const std::size_t count = entries();
    const SamplePos heard = player.heard();
    player.stop();
    riding.finish();
    ASSERT_EQ(entries(), count + 1);
    // What was computed and is not heard yet is not written.
    std::erase_if(places, [&](const auto& one) { return one.second + SampleCount{block} > heard; });
    expect_lane_is_what_was_heard(fader);
}

} // namespace
} // namespace dub::app
