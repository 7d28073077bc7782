// The minimum requirements of an EBU Mode meter, EBU Tech 3341 (2023) table 1, but for the two authentic
// programmes, and the loudness range signals of EBU Tech 3342. Tolerances are those of the documents.
#include <array>

#include <gtest/gtest.h>

#include "tests/engine/measure/measuring.h"

namespace dub {
namespace {

using test::measured;
using test::rate;

TEST(Tech3341, signals_1_and_2_read_the_same_in_all_windows) {
    for (const auto& [number, expected] : {std::pair{1, -23.0}, {2, -33.0}}) {
        const auto m = measured(test::tech_3341(number, rate));
        EXPECT_NEAR(m.integrated->value, expected, 0.1);
        EXPECT_NEAR(m.momentary_max->value, expected, 0.1);
        EXPECT_NEAR(m.short_term_max->value, expected, 0.1);
        EXPECT_NEAR(m.curves.momentary_lufs.back(), expected, 0.1);
        EXPECT_NEAR(m.curves.short_term_lufs.back(), expected, 0.1);
    }
}

TEST(Tech3341, signals_3_to_6_read_the_target_by_gates_and_weights) {
    for (const int number : {3, 4, 5, 6})
        EXPECT_NEAR(measured(test::tech_3341(number, rate)).integrated->value, -23, 0.1) << number;
}

TEST(Tech3341, signal_9_is_constant_in_short_term_after_3_s) {
    const auto m = measured(test::tech_3341(9, rate));
    for (std::size_t i = 29; i < m.curves.short_term_lufs.size(); ++i)
        EXPECT_NEAR(m.curves.short_term_lufs[i], -23, 0.1) << i;
    EXPECT_NEAR(m.short_term_max->value, -23, 0.1);
}

TEST(Tech3341, signal_12_is_constant_in_momentary_after_1_s) {
    const auto m = measured(test::tech_3341(12, rate));
    for (std::size_t i = 9; i < m.curves.momentary_lufs.size(); ++i)
        EXPECT_NEAR(m.curves.momentary_lufs[i], -23, 0.1) << i;
    EXPECT_NEAR(m.momentary_max->value, -23, 0.1);
}

TEST(Tech3341, signals_10_and_13_are_caught_wherever_they_begin) {
    for (int file = 0; file < 20; ++file) {
        EXPECT_NEAR(measured(test::tech_3341_shifted(10, file, rate)).short_term_max->value, -23, 0.1)
            << file;
        EXPECT_NEAR(measured(test::tech_3341_shifted(13, file, rate)).momentary_max->value, -23, 0.1) << file;
    }
}

// The live signals: the highest value so far follows each louder burst.
TEST(Tech3341, signals_11_and_14_raise_the_highest_value_burst_by_burst) {
    measure::Meter slow(Layout{Speaker::L, Speaker::R}, rate), quick(Layout{Speaker::L, Speaker::R}, rate);
    for (int file = 0; file < 20; ++file) {
        const AudioBuffer long_burst = test::buffer_of(test::tech_3341_shifted(11, file, rate).rows);
        const AudioBuffer short_burst = test::buffer_of(test::tech_3341_shifted(14, file, rate).rows);
        slow.add(long_burst.block());
        quick.add(short_burst.block());
        EXPECT_NEAR(slow.result().short_term_max->value, -38 + file, 0.1);
        EXPECT_NEAR(quick.result().momentary_max->value, -38 + file, 0.1);
    }
}

TEST(Tech3341, signals_15_to_23_read_their_true_peak) {
    for (int number = 15; number <= 23; ++number) {
        const double expected = number < 19 ? -6 : number == 19 ? 3 : 0;
        const double peak = measured(test::tech_3341_peak(number, rate)).true_peak->value;
        EXPECT_LE(peak, expected + 0.2) << number;
        EXPECT_GE(peak, expected - 0.4) << number;
    }
}

TEST(Tech3342, signals_1_to_4_read_their_range) {
    constexpr std::array expected{10.0, 5.0, 20.0, 15.0};
    for (int number = 1; number <= 4; ++number)
        EXPECT_NEAR(measured(test::tech_3342(number, rate)).range->value,
                    expected[static_cast<std::size_t>(number - 1)], 1);
}

TEST(Tech3342, a_programme_played_twice_has_the_same_range) {
    auto signal = test::tech_3342(4, rate);
    const double once = measured(signal).range->value;
    for (auto& row : signal.rows) {
        const test::Row copy = row;
        row.insert(row.end(), copy.begin(), copy.end());
    }
    EXPECT_NEAR(measured(signal).range->value, once, 0.1);
}

} // namespace
} // namespace dub
