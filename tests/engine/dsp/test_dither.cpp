#include "engine/dsp/dither.h"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/signals.h"

namespace dub {
namespace {

using test::Row;

double error_rms(const Row& a, const Row& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += std::pow(static_cast<double>(a[i]) - b[i], 2);
    return std::sqrt(sum / static_cast<double>(a.size()));
}

// Rounding makes 1/12, two uniform noises 2/12 of a step squared: a quarter together.
TEST(Dither, the_noise_floor_is_that_of_theory) {
    for (const auto& [bits, floor_db] : {std::pair{16, -93.32}, {24, -141.48}}) {
        const Row row(1 << 18, 0.0F);
        Row out = row;
        dsp::dither(out, {bits, 7}, {0}, 0);
        // re a sine at full scale, which is -3.01 dB rms
        EXPECT_NEAR(20 * std::log10(error_rms(out, row)) + 3.0103, floor_db, 0.3) << bits;
    }
}

TEST(Dither, a_tone_below_the_last_bit_survives_without_harmonics) {
    const SampleRate rate{48000};
    const Row row = test::tone({1000, std::pow(10, -90.0 / 20)}, rate, 1 << 20);
    Row out = row;
    dsp::dither(out, {16, 7}, {0}, 0);
    const int n = static_cast<int>(out.size());
    EXPECT_NEAR(20 * std::log10(test::fit_sine(out.data(), n, 1000, rate).amplitude), -90, 0.1);
    for (const double harmonic : {2000.0, 3000.0, 4000.0, 5000.0, 7000.0})
        EXPECT_LT(20 * std::log10(test::fit_sine(out.data(), n, harmonic, rate).amplitude), -120) << harmonic;
}

TEST(Dither, the_noise_is_triangular_and_without_mean) {
    double sum = 0, squares = 0, outer = 0;
    constexpr int n = 200'000;
    for (int i = 0; i < n; ++i) {
        const double d = dsp::dither_noise(1, {i}, 3);
        ASSERT_LT(std::abs(d), 1);
        sum += d;
        squares += d * d;
        outer += std::abs(d) > 0.5 ? 1 : 0;
    }
    EXPECT_NEAR(sum / n, 0, 0.003);
    EXPECT_NEAR(squares / n, 1.0 / 6, 0.002);
    EXPECT_NEAR(outer / n, 0.25, 0.005); // a quarter of the triangle's area
}

TEST(Dither, position_and_channel_alone_decide) {
    const Row row = test::noise(1, 0.5, 1000);
    Row whole = row, head(row.begin(), row.begin() + 333), tail(row.begin() + 333, row.end()), other = row;
    dsp::dither(whole, {16, 9}, {1'000'000}, 2);
    dsp::dither(tail, {16, 9}, {1'000'333}, 2);
    dsp::dither(head, {16, 9}, {1'000'000}, 2);
    head.insert(head.end(), tail.begin(), tail.end());
    EXPECT_EQ(head, whole);
    dsp::dither(other, {16, 9}, {1'000'000}, 3);
    EXPECT_NE(other, whole);
}

TEST(Dither, what_comes_out_are_whole_steps_within_the_range) {
    Row row = test::noise(2, 1.2, 10'000);
    for (const int bits : {16, 24}) {
        Row out = row;
        dsp::dither(out, {bits, 0}, {0}, 0);
        const double steps = std::ldexp(1.0, bits - 1);
        for (const float v : out) {
            ASSERT_EQ(v * steps, std::floor(v * steps));
            ASSERT_LE(v, 1 - 1 / steps);
            ASSERT_GE(v, -1);
        }
    }
}

} // namespace
} // namespace dub
