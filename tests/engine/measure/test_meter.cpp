#include <algorithm>
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "engine/measure/k_weighting.h"
#include "tests/engine/measure/measuring.h"
#include "tests/reference/slow_loudness.h"
#include "tests/reference/slow_true_peak.h"

namespace dub {
namespace {

using test::measured;
using test::ProgrammeSignal;
using test::rate;
using test::Row;

const Layout seven_one{Speaker::L,   Speaker::R,   Speaker::C,   Speaker::LFE,
                       Speaker::Lss, Speaker::Rss, Speaker::Lrs, Speaker::Rrs};

ProgrammeSignal only_in(Speaker speaker, const Row& row) {
    ProgrammeSignal signal{seven_one, rate, std::vector<Row>(8, Row(row.size(), 0.0F))};
    signal.rows[static_cast<std::size_t>(*seven_one.find(speaker))] = row;
    return signal;
}

// Bursts of noise of another level and place each 700 ms: all gates and percentiles have work to do.
ProgrammeSignal varied_programme(int seconds) {
    const int n = seconds * 48000;
    ProgrammeSignal signal{seven_one, rate, {}};
    for (int c = 0; c < 8; ++c) {
        Row row = test::noise(static_cast<std::uint64_t>(c + 1), 1, n);
        for (int i = 0; i < n; ++i) {
            const int burst = i / 33600;
            row[static_cast<std::size_t>(i)] *=
                static_cast<float>(std::pow(10.0, -(10 + (burst * 7 + c * 13) % 55) / 20.0));
        }
        signal.rows.push_back(std::move(row));
    }
    return signal;
}

TEST(Meter, sides_of_7_1_weigh_one_and_a_half_decibel_more_and_nothing_else_does) {
    const Row tone = test::tone({997, 1}, rate, 48000);
    for (const Speaker speaker : seven_one.speakers()) {
        if (is_lfe(speaker)) continue;
        const bool side = speaker == Speaker::Lss || speaker == Speaker::Rss;
        // A sine at full scale in one front channel is -3.01 LKFS (BS.1770-5 Annex 1).
        EXPECT_NEAR(measured(only_in(speaker, tone)).integrated->value, side ? -3.01 + 1.492 : -3.01, 0.01)
            << label(speaker);
    }
}

TEST(Meter, surrounds_of_5_1_weigh_more_and_heights_do_not) {
    using enum Speaker;
    EXPECT_EQ(measure::loudness_weight(Ls), 1.41);
    EXPECT_EQ(measure::loudness_weight(Rs), 1.41);
    for (const Speaker height : {Ltf, Rtf, Ltr, Rtr, Lts, Rts})
        EXPECT_EQ(measure::loudness_weight(height), 1);
    EXPECT_EQ(measure::loudness_weight(LFE), 0);
}

TEST(Meter, the_lfe_counts_for_the_true_peak_and_not_for_loudness) {
    auto signal = only_in(Speaker::L, test::tone({997, 0.1}, rate, 96000));
    const auto without = measured(signal);
    signal.rows[3] = test::tone({50, 0.9}, rate, 96000);
    const auto with = measured(signal);
    EXPECT_EQ(with.integrated->value, without.integrated->value);
    EXPECT_EQ(with.momentary_max->value, without.momentary_max->value);
    EXPECT_NEAR(with.true_peak->value, 20 * std::log10(0.9), 0.01);
    EXPECT_EQ(with.channels[3].speaker, Speaker::LFE);
    EXPECT_NEAR(with.channels[0].true_peak.value, -20, 0.05);
}

TEST(Meter, a_mono_file_reads_3_LU_less_than_the_same_sound_in_two_channels) {
    const Row tone = test::tone({997, 0.25}, rate, 96000);
    const double mono = measured({Layout{Speaker::M}, rate, {tone}}).integrated->value;
    const double dual = measured(test::stereo(tone, rate)).integrated->value;
    EXPECT_NEAR(dual - mono, 3.01, 0.005);
}

TEST(Meter, what_lies_below_the_absolute_gate_does_not_count) {
    const double plain =
        measured(test::stereo(test::stepped_tone({{10, -20}}, rate), rate)).integrated->value;
    const double gated =
        measured(test::stereo(test::stepped_tone({{10, -20}, {30, -72}}, rate), rate)).integrated->value;
    EXPECT_NEAR(gated, plain, 0.1); // the blocks on the edge count
}

TEST(Meter, what_lies_10_LU_below_the_rest_does_not_count) {
    const auto at = [](double low) {
        return measured(test::stereo(test::stepped_tone({{20, -20}, {20, low}}, rate), rate))
            .integrated->value;
    };
    EXPECT_NEAR(at(-36), -20, 0.1);
    // 9 dB less counts: the mean of 1 and 10^-0.9 in power.
    EXPECT_NEAR(at(-29), -20 + 10 * std::log10((1 + std::pow(10, -0.9)) / 2), 0.05);
}

TEST(Meter, digital_silence_is_minus_infinity) {
    const auto m = measured(test::stereo(Row(4 * 48000, 0.0F), rate));
    EXPECT_EQ(m.integrated->value, minus_infinity);
    EXPECT_EQ(m.momentary_max->value, minus_infinity);
    EXPECT_EQ(m.short_term_max->value, minus_infinity);
    EXPECT_EQ(m.true_peak->value, minus_infinity);
    EXPECT_EQ(m.sample_peak->value, minus_infinity);
    EXPECT_FALSE(m.range);
    EXPECT_EQ(m.curves.momentary_lufs, std::vector<float>(40, static_cast<float>(minus_infinity)));
}

TEST(Meter, what_is_too_short_is_not_measured_and_not_zero) {
    EXPECT_FALSE(measured(test::stereo(Row{}, rate)).true_peak);
    const auto m = measured(test::stereo(test::tone({997, 0.5}, rate, 19199), rate));
    EXPECT_FALSE(m.integrated);
    EXPECT_FALSE(m.momentary_max);
    EXPECT_FALSE(m.short_term_max);
    EXPECT_FALSE(m.range);
    EXPECT_NEAR(m.true_peak->value, -6.02, 0.1);
    const auto second = measured(test::stereo(test::tone({997, 0.5}, rate, 48000), rate));
    EXPECT_TRUE(second.integrated);
    EXPECT_FALSE(second.short_term_max);
}

TEST(Meter, the_cut_into_blocks_changes_no_bit) {
    auto signal = varied_programme(4);
    for (auto& row : signal.rows)
        row.resize(row.size() - 1234); // an end that is no edge
    const auto whole = measured(signal, 1 << 20);
    for (const int block : {1, 64, 479, 5000}) {
        const auto m = measured(signal, block);
        EXPECT_EQ(m.integrated->value, whole.integrated->value);
        EXPECT_EQ(m.range->value, whole.range->value);
        EXPECT_EQ(m.momentary_max->value, whole.momentary_max->value);
        EXPECT_EQ(m.short_term_max->value, whole.short_term_max->value);
        EXPECT_EQ(m.curves.true_peak_dbtp, whole.curves.true_peak_dbtp);
        for (std::size_t c = 0; c < 8; ++c) {
            EXPECT_EQ(m.channels[c].true_peak.value, whole.channels[c].true_peak.value);
            EXPECT_EQ(m.channels[c].sample_peak.value, whole.channels[c].sample_peak.value);
        }
    }
}

TEST(Meter, asking_in_between_changes_nothing) {
    const auto signal = varied_programme(4);
    const AudioBuffer buffer = test::buffer_of(signal.rows);
    measure::Meter meter(seven_one, rate);
    for (int at = 0; at < buffer.samples(); at += 10'000) {
        meter.add(buffer.block().part(at, std::min(10'000, buffer.samples() - at)));
        (void)meter.result();
    }
    const auto asked = meter.result(), whole = measured(signal);
    EXPECT_EQ(asked.integrated->value, whole.integrated->value);
    EXPECT_EQ(asked.true_peak->value, whole.true_peak->value);
}

TEST(Meter, agrees_with_the_plain_reading_of_the_standard_in_7_1) {
    const auto signal = varied_programme(12);
    const auto fast = measured(signal);
    const auto slow = test::slow_loudness(signal.rows, {1, 1, 1, 0, 1.41, 1.41, 1, 1});
    EXPECT_NEAR(fast.integrated->value, slow.integrated, 1e-6);
    EXPECT_NEAR(fast.range->value, slow.range, 1e-6);
    EXPECT_NEAR(fast.momentary_max->value, slow.momentary_max, 1e-6);
}

TEST(Meter, true_peak_agrees_with_brute_force_below_20_kHz) {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        Row row = test::band_noise(seed, {100, 8000, 0.2}, rate, 9600);
        test::fade_ends(row, 480);
        const double expected = 20 * std::log10(test::slow_true_peak(row));
        EXPECT_NEAR(measured({Layout{Speaker::M}, rate, {row}}).true_peak->value, expected, 0.1);
    }
}

TEST(Meter, a_peak_after_the_last_whole_100_ms_is_seen) {
    Row row(48000 + 2000, 0.0F);
    for (std::size_t i = 0; i < 4; ++i)
        row[49'900 + i] = 0.5F;
    const auto m = measured({Layout{Speaker::M}, rate, {row}});
    EXPECT_NEAR(m.sample_peak->value, -6.02, 0.01);
    EXPECT_GT(m.true_peak->value, m.sample_peak->value + 0.5);
    EXPECT_EQ(m.curves.true_peak_dbtp.size(), 10U);
}

TEST(Meter, every_rate_reads_the_same_loudness) {
    for (const int hz : {44100, 48000, 88200, 96000, 192000, 22050, 47999}) {
        const SampleRate other{hz};
        const auto m = measured(test::stereo(test::stepped_tone({{4, -23}}, other, 997), other));
        const double allowed = hz < 44100 ? 0.03 : 0.01; // the curve bends near half the rate
        EXPECT_NEAR(m.integrated->value, -23.0, allowed) << hz;
        EXPECT_NEAR(m.short_term_max->value, -23.0, allowed) << hz;
        EXPECT_NEAR(m.true_peak->value, -23, 0.1) << hz;
    }
}

TEST(Meter, a_value_that_is_no_number_does_not_outlive_its_moment) {
    auto signal = test::stereo(test::tone({997, 0.1}, rate, 5 * 48000), rate);
    const double clean = measured(signal).integrated->value;
    signal.rows[0][30'000] = std::nanf("");
    signal.rows[1][40'000] = std::numeric_limits<float>::infinity();
    EXPECT_NEAR(measured(signal).integrated->value, clean, 0.1);
}

TEST(Meter, energies_of_100_ms_make_the_ungated_loudness) {
    const auto signal = test::tech_3341(6, rate);
    const auto meter = test::metered(signal);
    ASSERT_EQ(meter.energies_100ms().size(), 200U);
    EXPECT_NEAR(-0.691 + 10 * std::log10(meter.energies_100ms()[100]), -23, 0.05);
}

} // namespace
} // namespace dub
