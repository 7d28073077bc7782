// Phase and place against what they must be by definition.
#include "engine/measure/live/scope_run.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/engine/measure/measuring.h"

namespace dub::test {
namespace {

using namespace measure;

const Layout two{Speaker::L, Speaker::R};

Row sine(double hz, double amplitude, double degrees, int samples) {
    Row row;
    for (int i = 0; i < samples; ++i)
        row.push_back(static_cast<float>(amplitude *
                                         std::sin(2 * std::numbers::pi * (hz * i / 48000 + degrees / 360))));
    return row;
}

ScopeReading scoped(const Layout& layout, const std::vector<Row>& rows, int block = 777) {
    ScopeRun run(layout, rate);
    const AudioBuffer buffer = buffer_of(rows);
    for (int at = 0; at < buffer.samples(); at += block)
        run.add(buffer.block().part(at, std::min(block, buffer.samples() - at)));
    ScopeReading reading;
    EXPECT_TRUE(run.update(reading));
    EXPECT_FALSE(run.update(reading)); // nothing new
    return reading;
}

TEST(Correlation, is_one_of_the_same_minus_one_upside_down_and_none_a_quarter_turn_apart) {
    struct Case {
        double degrees, expected;
    };
    for (const Case& c : {Case{0, 1}, {180, -1}, {90, 0}, {270, 0}, {60, 0.5}, {120, -0.5}}) {
        const auto reading = scoped(two, {sine(1000, 0.5, 0, 48000), sine(1000, 0.05, c.degrees, 48000)});
        EXPECT_NEAR(reading.correlation[0], c.expected, 1e-6) << c.degrees;
    }
}

TEST(Correlation, of_strangers_is_small_and_of_silence_unknown) {
    const auto strangers = scoped(two, {noise(1, 0.3, 96000), noise(2, 0.3, 96000)});
    EXPECT_LT(std::abs(strangers.correlation[0]), 0.05);
    const auto half = scoped(two, {sine(1000, 0.5, 0, 48000), Row(48000, 0.0F)});
    EXPECT_TRUE(std::isnan(half.correlation[0]));
}

TEST(Correlation, has_a_value_for_each_pair_of_the_room) {
    const Layout seven = *layout_named("7.1"); // L R C LFE Lss Rss Lrs Rrs
    const auto pairs = pairs_of(seven);
    ASSERT_EQ(pairs.size(), 3U);
    EXPECT_EQ(seven[pairs[1].left], Speaker::Lss);
    const Row up = sine(500, 0.2, 0, 48000), down = sine(500, 0.2, 180, 48000);
    const auto reading = scoped(seven, {up, up, up, up, up, down, noise(3, 0.1, 48000), up});
    EXPECT_NEAR(reading.correlation[0], 1, 1e-6);
    EXPECT_NEAR(reading.correlation[1], -1, 1e-6);
    EXPECT_LT(std::abs(reading.correlation[2]), 0.1);
}

TEST(Scope, reads_each_speakers_rms_and_draws_the_last_points_in_order) {
    Row ramp;
    for (int i = 0; i < 48000; ++i)
        ramp.push_back(static_cast<float>(i) / 48000);
    const auto reading = scoped(two, {ramp, sine(1000, 0.5, 0, 48000)});
    EXPECT_NEAR(20 * std::log10(reading.rms[1]), 20 * std::log10(0.5) - 3.0103, 0.001);
    for (std::size_t p = 1; p < reading.points.size(); ++p)
        EXPECT_NEAR(reading.points[p].left - reading.points[p - 1].left, 2 / 48000.0, 1e-6);
    EXPECT_NEAR(reading.points.back().left, ramp.back(), 1e-4);
}

TEST(Scope, is_the_same_however_the_sound_is_cut_and_gets_over_what_is_no_number) {
    Row row = noise(9, 0.4, 24000);
    const Row other = noise(10, 0.4, 24000);
    const auto whole = scoped(two, {row, other}, 24000), cut = scoped(two, {row, other}, 13);
    EXPECT_EQ(whole.correlation[0], cut.correlation[0]);
    EXPECT_EQ(whole.rms[0], cut.rms[0]);
    row[10000] = NAN;
    EXPECT_TRUE(std::isfinite(scoped(two, {row, other}).correlation[0]));
}

} // namespace
} // namespace dub::test
