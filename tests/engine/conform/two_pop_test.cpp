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

// A countdown, its last frame, black of `black` frames, then the action.
std::vector<float> leader(std::size_t countdown, std::size_t black) {
    std::vector<float> brightness(countdown, 0.4F);
    brightness.insert(brightness.end(), black, 0.01F);
    brightness.insert(brightness.end(), 100, 0.3F);
    return brightness;
}

TEST(PicturePop, is_the_last_frame_before_two_seconds_of_black) {
    EXPECT_EQ(conform::find_picture_pop(leader(145, 47), {24, 1}), FrameCount{144});
    EXPECT_EQ(conform::find_picture_pop(leader(145, 47), {24000, 1001}), FrameCount{144});
    EXPECT_EQ(conform::find_picture_pop(leader(1, 49), {25, 1}), FrameCount{0});
    EXPECT_EQ(conform::find_picture_pop(leader(60, 59), {30000, 1001}), FrameCount{59});
}

TEST(PicturePop, is_no_other_black) {
    for (const std::size_t black : {std::size_t{0}, std::size_t{24}, std::size_t{46}, std::size_t{48}})
        EXPECT_FALSE(conform::find_picture_pop(leader(145, black), {24, 1})) << black;
    EXPECT_FALSE(conform::find_picture_pop(leader(0, 47), {24, 1})); // nothing before it
    EXPECT_FALSE(conform::find_picture_pop({}, {24, 1}));
}

} // namespace
