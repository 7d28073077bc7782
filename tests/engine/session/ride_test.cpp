// What a ride leaves of a hand: as few points as say it, and the way that was turned over the seam behind the
// listener.
#include "engine/session/passes/ride.h"

#include <gtest/gtest.h>

#include "engine/session/parameters/strip.h"
#include "tests/reference/slow_turn.h"
#include "tests/support/dice.h"

namespace dub::test {
namespace {

using namespace session;

double said(const std::vector<LanePoint>& lane, std::int64_t at) {
    return *value_at(lane, {at}, strip::rotate.taper);
}

TEST(RideOfALevel, a_straight_ride_is_few_points_however_often_the_hand_moved) {
    Ride ride({{}, 0, strip::fader});
    for (std::int64_t move = 1; move <= 100; ++move)
        ride.move({move * 256}, -0.1 * static_cast<double>(move));
    ride.glide({48000}, SampleCount{24000});
    const auto written = ride.written({96000});
    ASSERT_EQ(written.size(), 1U);
    EXPECT_EQ(written[0].edges, (std::vector<SamplePos>{{256}, {512}, {48000}, {72000}}));
    EXPECT_LT(thinned(written[0].line, strip::fader, written[0].edges).size(), 10U);
}

TEST(RideOfAnAngle, is_written_the_way_the_hand_turned_and_never_beyond_an_end) {
    Dice dice(23);
    Ride ride({{}, 0, strip::rotate});
    ride.hold({0}, 170);
    SlowTurn slow(170);
    std::vector<double> turned;
    double hand = 170;
    constexpr std::int64_t end = 96000;
    for (std::int64_t at = 0, next = 640; at < end; ++at, slow.step()) {
        if (at == next) {
            hand += dice.number(-10, 30);
            slow.move(hand);
            ride.move({at}, in_range(hand));
            next += 64 * dice.whole(1, 9);
        }
        turned.push_back(slow.now());
    }
    EXPECT_LE(std::abs(ride.last()), 180);
    const auto written = ride.written({end});
    ASSERT_EQ(written.size(), 1U);
    const auto lane = thinned(written[0].line, strip::rotate, written[0].edges);
    for (const LanePoint& point : lane)
        EXPECT_LE(std::abs(point.value), 180);
    for (std::int64_t at = 0; at < end; ++at) {
        const auto sample = static_cast<std::size_t>(at);
        ASSERT_LT(apart(said(written[0].line, at), turned[sample]), 1e-6) << at;
        ASSERT_LT(apart(said(lane, at), turned[sample]), thinning_tolerance(strip::rotate) + 1e-6) << at;
    }
}

TEST(RideOfAnAngle, glides_back_to_its_lane_over_the_seam) {
    Ride ride({{{{0}, -170}, {{480000}, -150}}, 0, strip::rotate});
    ride.move({6400}, 160);
    ride.glide({12800}, SampleCount{24000});
    const auto written = ride.written({96000});
    ASSERT_EQ(written.size(), 1U);
    const auto lane = thinned(written[0].line, strip::rotate, written[0].edges);
    for (std::int64_t at = 6656; at < 36800; ++at) {
        const double under = -170 + 20.0 * static_cast<double>(at) / 480000,
                     left = 1 - (static_cast<double>(at) - 12800) / 24000;
        const double hand = under - left * (under + 200); // 160 is 200 the other way
        const double heard = at < 12800 ? 160 : hand;
        ASSERT_LT(apart(said(lane, at), heard), thinning_tolerance(strip::rotate) + 0.01) << at;
    }
}

TEST(RideOfAnAngle, one_place_with_two_names_is_no_turn) {
    Ride ride({{}, 0, strip::rotate});
    ride.hold({0}, 180);
    ride.move({6400}, -180);
    ride.move({12800}, 180);
    for (const Written& written : ride.written({19200}))
        for (std::int64_t at = 0; at < 19200; ++at)
            ASSERT_EQ(std::abs(said(written.line, at)), 180) << at;
}

} // namespace
} // namespace dub::test
