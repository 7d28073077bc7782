#include "engine/dsp/svf.h"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/signals.h"

namespace dub {
namespace {

using dsp::SvfShape;
using test::Row;

const SampleRate rate{48000};

double g(double hz) { return dsp::svf_g({hz}, 48000); }

void run(const SvfShape& shape, Row& row) {
    const dsp::SvfSteps steps(shape);
    dsp::SvfState state;
    for (float& v : row)
        v = static_cast<float>(state.next(steps, v));
}

// Gain of filters in series, read from a steady tone.
double gain_db(const std::vector<SvfShape>& sections, double hz) {
    Row row = test::tone({hz, 0.5}, rate, 48000);
    for (const auto& section : sections)
        run(section, row);
    return 20 * std::log10(test::fit_sine(row.data() + 24000, 24000, hz, rate).amplitude / 0.5);
}

TEST(Svf, butterworth_corners_lie_3_dB_down_and_fall_12_or_24_dB_per_octave) {
    const std::vector low_12{dsp::svf_low_pass(g(120), dsp::butterworth_12)};
    EXPECT_NEAR(gain_db(low_12, 120), -3.01, 0.01);
    EXPECT_NEAR(gain_db(low_12, 960) - gain_db(low_12, 1920), 12, 0.2);
    std::vector<SvfShape> low_24, high_24;
    for (const double q : dsp::butterworth_24) {
        low_24.push_back(dsp::svf_low_pass(g(120), q));
        high_24.push_back(dsp::svf_high_pass(g(120), q));
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
        const std::vector bell{dsp::svf_bell(g(1000), 1, {gain})};
        EXPECT_NEAR(gain_db(bell, 1000), gain, 0.01);
        EXPECT_NEAR(gain_db(bell, 20), 0, 0.06);
    }
}

TEST(Svf, a_flat_bell_and_the_default_change_no_bit) {
    const Row row = test::noise(1, 0.9, 4800);
    for (const auto& flat : {dsp::svf_bell(g(1000), 1, {0}), SvfShape{}}) {
        Row out = row;
        run(flat, out);
        EXPECT_EQ(out, row);
    }
}

TEST(Svf, stays_bounded_under_any_automation) {
    const Row row = test::noise(2, 1, 64 * 4000);
    const Row moves = test::noise(3, 1, 8000);
    dsp::SvfState state;
    SvfShape from = dsp::svf_bell(g(1000), 4, {0});
    for (std::size_t block = 0; block < 4000; ++block) {
        const double hz = 20 * std::pow(1000.0, 0.5 + 0.5 * moves[2 * block]);
        const SvfShape to = dsp::svf_bell(g(hz), 4, {24.0 * moves[2 * block + 1]});
        for (std::size_t i = 0; i < 64; ++i) {
            const dsp::SvfSteps steps(dsp::svf_between(from, to, static_cast<double>(i) / 64));
            ASSERT_LT(std::abs(state.next(steps, row[64 * block + i])), 200);
        }
        from = to;
    }
}

} // namespace
} // namespace dub
