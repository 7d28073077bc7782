#include "engine/dsp/biquad.h"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/signals.h"

namespace dub {
namespace {

using dsp::Svf;
using dsp::SvfCoefficients;
using test::Row;

const SampleRate rate{48000};

// Gain of filters in series, read from a steady tone.
double gain_db(const std::vector<SvfCoefficients>& sections, double hz) {
    Row row = test::tone({hz, 0.5}, rate, 48000);
    for (const auto& section : sections)
        Svf{}.process(section, row);
    return 20 * std::log10(test::fit_sine(row.data() + 24000, 24000, hz, rate).amplitude / 0.5);
}

TEST(Svf, butterworth_corners_lie_3_dB_down_and_fall_12_or_24_dB_per_octave) {
    const std::vector low_12{dsp::low_pass({120}, dsp::butterworth_12, rate)};
    EXPECT_NEAR(gain_db(low_12, 120), -3.01, 0.01);
    EXPECT_NEAR(gain_db(low_12, 960) - gain_db(low_12, 1920), 12, 0.2);
    std::vector<SvfCoefficients> low_24, high_24;
    for (const double q : dsp::butterworth_24) {
        low_24.push_back(dsp::low_pass({120}, q, rate));
        high_24.push_back(dsp::high_pass({120}, q, rate));
    }
    EXPECT_NEAR(gain_db(low_24, 120), -3.01, 0.01);
    EXPECT_NEAR(gain_db(low_24, 30), 0, 0.01);
    EXPECT_NEAR(gain_db(low_24, 480) - gain_db(low_24, 960), 24.1, 0.2);
    EXPECT_NEAR(gain_db(high_24, 120), -3.01, 0.01);
    EXPECT_NEAR(gain_db(high_24, 30), -48.2, 0.2);
    EXPECT_NEAR(gain_db(high_24, 2000), 0, 0.01);
}

TEST(Svf, a_bell_has_its_gain_at_the_centre_and_none_far_away) {
    for (const double gain : {-12.0, -3.0, 6.0, 18.0}) {
        const std::vector bell{dsp::bell({1000}, {gain}, 1, rate)};
        EXPECT_NEAR(gain_db(bell, 1000), gain, 0.01);
        EXPECT_NEAR(gain_db(bell, 20), 0, 0.06);
    }
}

TEST(Svf, a_flat_bell_and_the_default_change_no_bit) {
    const Row row = test::noise(1, 0.9, 4800);
    for (const auto& flat : {dsp::bell({1000}, {0}, 1, rate), SvfCoefficients{}}) {
        Row out = row;
        Svf{}.process(flat, out);
        EXPECT_EQ(out, row);
    }
}

TEST(Svf, stays_bounded_under_any_automation) {
    Row row = test::noise(2, 1, 64 * 4000);
    const Row moves = test::noise(3, 1, 8000);
    Svf filter;
    SvfCoefficients from = dsp::bell({1000}, {0}, 1, rate);
    for (std::size_t block = 0; block < 4000; ++block) {
        const double hz = 20 * std::pow(1000.0, 0.5 + 0.5 * moves[2 * block]);
        const SvfCoefficients to = dsp::bell({hz}, {24.0 * moves[2 * block + 1]}, 4, rate);
        filter.process(from, to, std::span(row).subspan(64 * block, 64));
        from = to;
    }
    for (const float v : row)
        ASSERT_LT(std::abs(v), 200);
}

TEST(Svf, the_cut_into_blocks_changes_no_bit) {
    const Row row = test::noise(4, 0.9, 1000);
    const auto c = dsp::low_pass({300}, 1, rate);
    Row whole = row, cut = row;
    Svf{}.process(c, whole);
    Svf filter;
    for (std::size_t at = 0; at < cut.size(); at += 17)
        filter.process(c, std::span(cut).subspan(at, std::min<std::size_t>(17, cut.size() - at)));
    EXPECT_EQ(cut, whole);
}

TEST(Svf, comes_to_exact_rest_within_the_time_it_tells) {
    for (const auto& c :
         {dsp::low_pass({10}, 0.707, rate), dsp::high_pass({80}, 1.3, rate), dsp::bell({20}, {-24}, 20, rate),
          dsp::bell({20}, {24}, 20, rate), dsp::high_pass({20000}, 0.54, rate)}) {
        Svf filter;
        Row loud = test::noise(5, 100, 4800);
        filter.process(c, loud);
        Row silence(static_cast<std::size_t>(dsp::rest_after(c).value), 0.0F);
        filter.process(c, silence);
        EXPECT_TRUE(filter.at_rest()) << c.g << " " << c.k;
    }
}

TEST(Svf, a_value_that_is_no_number_is_forgotten_at_once) {
    Row row = test::tone({1000, 0.5}, rate, 4800);
    row[100] = std::nanf("");
    Svf filter;
    filter.process(dsp::low_pass({300}, 0.7, rate), row);
    for (std::size_t i = 101; i < row.size(); ++i)
        ASSERT_TRUE(std::isfinite(row[i]));
}

} // namespace
} // namespace dub
