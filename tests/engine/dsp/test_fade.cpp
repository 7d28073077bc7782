#include "engine/dsp/fade.h"

#include <vector>

#include <gtest/gtest.h>

namespace dub {
namespace {

using enum dsp::FadeShape;

TEST(Fade, a_fade_out_mirrors_a_fade_in) {
    for (const auto shape : {linear, equal_power, s_curve})
        for (int i = 0; i < 100; ++i)
            EXPECT_EQ(dsp::fade_out_gain(shape, i, 100), dsp::fade_in_gain(shape, 99 - i, 100));
}

TEST(Fade, crossed_curves_keep_power_or_amplitude) {
    for (int i = 0; i < 101; ++i) {
        const auto cross = [&](dsp::FadeShape shape) {
            return std::pair{dsp::fade_in_gain(shape, i, 101), dsp::fade_out_gain(shape, i, 101)};
        };
        const auto [power_in, power_out] = cross(equal_power);
        EXPECT_NEAR(power_in * power_in + power_out * power_out, 1, 1e-12);
        for (const auto shape : {linear, s_curve}) {
            const auto [in, out] = cross(shape);
            EXPECT_NEAR(in + out, 1, 1e-12);
        }
    }
}

TEST(Fade, the_middle_has_the_value_of_the_curve) {
    EXPECT_NEAR(dsp::fade_in_gain(linear, 50, 101), 0.5, 1e-12);
    EXPECT_NEAR(dsp::fade_in_gain(equal_power, 50, 101), 0.70710678, 1e-8);
    EXPECT_NEAR(dsp::fade_in_gain(s_curve, 50, 101), 0.5, 1e-12);
    EXPECT_NEAR(dsp::fade_in_gain(s_curve, 25, 101), 0.5 - 0.5 * 0.7020, 2e-3);
}

TEST(Fade, outside_it_is_silence_or_the_sound_itself) {
    EXPECT_EQ(dsp::fade_in_gain(linear, -1, 10), 0);
    EXPECT_EQ(dsp::fade_in_gain(linear, 10, 10), 1);
    EXPECT_EQ(dsp::fade_out_gain(linear, -1, 10), 1);
    EXPECT_EQ(dsp::fade_out_gain(linear, 10, 10), 0);
    EXPECT_EQ(dsp::fade_in_gain(linear, 0, 0), 1);
}

TEST(Fade, the_cut_into_blocks_changes_no_bit) {
    std::vector<float> whole(100, 1.0F), cut(100, 1.0F);
    dsp::fade_in(whole, equal_power, -5, 80);
    dsp::fade_in(std::span(cut).subspan(0, 33), equal_power, -5, 80);
    dsp::fade_in(std::span(cut).subspan(33), equal_power, 28, 80);
    EXPECT_EQ(whole, cut);
}

} // namespace
} // namespace dub
