// The 2-pop in sound: one frame of 1 kHz that stands alone.

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "engine/conform/two_pop.h"

namespace {

using namespace dub;

std::vector<float> burst(double hz, std::size_t at, std::size_t length) {
    std::vector<float> sound(48000 * 4);
    for (std::size_t i = 0; i < length; ++i)
        sound[at + i] =
            static_cast<float>(0.1 * std::sin(2 * std::numbers::pi * hz * static_cast<double>(i) / 48000));
    return sound;
}

TEST(TwoPop, one_frame_of_a_kilohertz_alone_is_found_to_the_sample_or_two) {
    const auto found = conform::find_two_pop(burst(1000, 96123, 2000), {48000}, {24, 1});
    ASSERT_TRUE(found);
    EXPECT_NEAR(static_cast<double>(found->value), 96123, 3);
    EXPECT_FALSE(conform::find_two_pop(burst(1000, 96123, 6000), {48000}, {24, 1})) << "three frames long";
    EXPECT_FALSE(conform::find_two_pop(burst(440, 96123, 2000), {48000}, {24, 1})) << "a note";
    EXPECT_FALSE(conform::find_two_pop({}, {48000}, {24, 1}));
    auto crowded = burst(1000, 96123, 2000);
    for (std::size_t i = 90000; i < 96000; ++i)
        crowded[i] = 0.05F;
    EXPECT_FALSE(conform::find_two_pop(crowded, {48000}, {24, 1})) << "it does not stand alone";
}

} // namespace
