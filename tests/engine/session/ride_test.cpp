// What a ride leaves of a hand: as few points as say it.
#include "engine/session/passes/ride.h"

#include <gtest/gtest.h>

#include "engine/session/parameters/strip.h"

namespace dub::test {
namespace {

using namespace session;

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

} // namespace
} // namespace dub::test
