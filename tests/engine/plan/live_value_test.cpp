// Values under a hand whose ends are one place: the short way round, whatever moves them.
#include "engine/plan/automation/live_value.h"

#include <gtest/gtest.h>

#include "tests/reference/slow_turn.h"
#include "tests/support/dice.h"

namespace dub::plan {
namespace {

constexpr double round = 360;

LiveValue angle() {
    LiveValue value;
    value.set_round(round);
    return value;
}

TEST(LiveAngle, a_hand_that_turns_on_and_on_is_followed_the_short_way) {
    test::Dice dice(11);
    LiveValue value = angle();
    value.move(170, {0});
    test::SlowTurn slow(170);
    double hand = 170;
    for (std::int64_t at = 0, next = 640; at < 96000; ++at, slow.step()) {
        if (at == next) {
            hand += dice.number(-10, 30); // some three rounds
            slow.move(hand);
            value.move(test::in_range(hand), {at});
            next += 64 * dice.whole(1, 9);
        }
        if (at < 256) continue; // it comes
        const double heard = value.at({at}, 0);
        ASSERT_LE(std::abs(heard), 180) << at;
        ASSERT_LT(test::apart(heard, slow.now()), 1e-6) << at;
    }
    EXPECT_GT(hand, 2 * round);
}

TEST(LiveAngle, it_glides_back_to_the_lane_the_short_way) {
    LiveValue value = angle();
    const double lane = -170;
    value.move(160, {0});
    value.release({6400}, SampleCount{9600});
    for (const auto& [at, heard] : {std::pair{6400, 160.0}, {9600, 170.0}, {12800, 180.0}, {16000, -170.0}})
        EXPECT_LT(test::apart(value.at({at}, lane), heard), 1e-9) << at;
    value.move(175, {16000}); // the hand comes from the lane
    EXPECT_LT(test::apart(value.at({16128}, lane), -177.5), 1e-9);
}

TEST(LiveAngle, a_number_goes_straight) {
    LiveValue value;
    value.move(-144, {0});
    value.move(144, {6400});
    EXPECT_EQ(value.at({6528}, 0), 0);
}

} // namespace
} // namespace dub::plan
