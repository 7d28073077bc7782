// What each processor does to sound, against its formula.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "engine/session/parameters/filter.h"
#include "engine/session/parameters/gain.h"
#include "engine/session/parameters/limiter.h"
#include "tests/support/processor_rig.h"

namespace dub::plan {
namespace {

using test::every, test::holding, test::Rig, test::Row, test::Rows;

constexpr SampleRate rate{48000};

Spec mono(Layout key = {}) {
    return {.rate = rate, .layout = Layout{Speaker::M}, .key = key, .max_samples = 1024};
}

// Amplitude of a tone behind the filter, in dB.
double response(const std::vector<double>& settings, double hz) {
    const Row in = test::tone({.hz = hz, .amplitude = 0.25}, rate, 48000);
    const Rows out = Rig(*find_processor("filter"), mono()).run({in}, holding(settings), every(512));
    return 20 * std::log10(test::fit_sine(out[0].data() + 24000, 24000, hz, rate).amplitude / 0.25);
}

// In the order of the declaration: low cut, slope, high cut, slope, bell, gain, Q.
std::vector<double> low_cut(double hz, int slope) { return {hz, double(slope), 12000, 0, 1000, 0, 1}; }
std::vector<double> high_cut(double hz, int slope) { return {80, 0, hz, double(slope), 1000, 0, 1}; }
std::vector<double> bell(double hz, double db, double q) { return {80, 0, 12000, 0, hz, db, q}; }

// |H|^2 = 1 / (1 + (W/Wc)^2N) of a Butterworth low-pass, W = tan(pi f / fs) by the bilinear transform.
double butterworth_db(double hz, double cut, int order) {
    const double ratio = std::tan(std::numbers::pi * hz / 48000) / std::tan(std::numbers::pi * cut / 48000);
    return -10 * std::log10(1 + std::pow(ratio, 2 * order));
}

TEST(FilterSound, cuts_are_butterworth_of_second_and_fourth_order) {
    for (const int slope : {1, 2})
        for (const double cut : {120.0, 1000.0, 6000.0})
            for (const double octaves : {-2.0, -1.0, 0.0, 0.5, 1.0}) {
                const double hz = cut * std::pow(2, octaves);
                EXPECT_NEAR(response(high_cut(cut, slope), hz), butterworth_db(hz, cut, 2 * slope), 0.02)
                    << cut << ' ' << hz;
                const double mirrored = std::atan(std::pow(std::tan(std::numbers::pi * cut / 48000), 2) /
                                                  std::tan(std::numbers::pi * hz / 48000)) *
                                        48000 / std::numbers::pi;
                EXPECT_NEAR(response(low_cut(cut, slope), hz), butterworth_db(mirrored, cut, 2 * slope), 0.02)
                    << cut << ' ' << hz;
            }
}

TEST(FilterSound, a_bell_has_its_gain_at_its_frequency_and_none_far_from_it) {
    for (const double db : {-12.0, -3.0, 6.0, 24.0}) {
        EXPECT_NEAR(response(bell(1000, db, 2), 1000), db, 0.01);
        EXPECT_NEAR(response(bell(1000, db, 8), 40), 0, 0.05);
    }
}

TEST(FilterSound, a_cut_undoes_the_boost) {
    for (const double hz : {500.0, 900.0, 1000.0, 1300.0})
        EXPECT_NEAR(response(bell(1000, 9, 1.5), hz) + response(bell(1000, -9, 1.5), hz), 0, 0.01);
}

TEST(FilterSound, with_everything_off_the_signal_passes_bit_for_bit) {
    const Row in = test::noise(3, 1, 10000);
    const auto settings = test::defaults_of(*find_processor("filter"));
    EXPECT_EQ(Rig(*find_processor("filter"), mono()).run({in}, holding(settings), every(64))[0], in);
}

TEST(GainSound, decibels_are_decibels_and_the_bottom_is_silence) {
    const Row in = test::noise(4, 1, 1000);
    const auto gained = [&](double db) {
        return Rig(*find_processor("gain"), mono()).run({in}, holding({db}), every(64))[0];
    };
    EXPECT_EQ(gained(0), in);
    for (std::size_t i = 0; i < in.size(); ++i) {
        EXPECT_FLOAT_EQ(gained(-6.0205999)[i], in[i] / 2);
        EXPECT_EQ(gained(session::gain::level.min)[i], 0);
        if (i > 20) break;
    }
}

TEST(GainSound, a_ramp_starts_and_ends_where_it_is_told) {
    const test::Automation ramp = [](int, int) { return std::vector{Ramp{0, 6.0205999}}; };
    const Row out = Rig(*find_processor("gain"), mono()).run({Row(64, 1.0F)}, ramp, every(64))[0];
    EXPECT_EQ(out[0], 1);
    EXPECT_NEAR(out[32], 1.5, 1e-5);
    EXPECT_NEAR(out[63], 2 - 1.0 / 64, 1e-5);
}

TEST(LimiterSound, with_a_key_it_turns_down_what_it_does_not_listen_to) {
    const Row quiet(48000, 0.1F);
    const auto level = [&](double key) {
        Rig rig(*find_processor("limiter"), mono(Layout{Speaker::M}));
        const Rows tone{test::tone({.hz = 997, .amplitude = key}, rate, 48000)};
        return rig.run({quiet}, holding({-12, 200}), every(64), tone)[0][40000];
    };
    EXPECT_NEAR(20 * std::log10(level(1) / 0.1), -12, 0.3);
    EXPECT_EQ(level(0.1), 0.1F);
}

TEST(LimiterSound, without_a_key_it_holds_its_own_ceiling) {
    const Row loud = test::tone({.hz = 997, .amplitude = 1}, rate, 48000);
    const Row out = Rig(*find_processor("limiter"), mono()).run({loud}, holding({-6, 200}), every(64))[0];
    EXPECT_NEAR(test::fit_sine(out.data() + 24000, 24000, 997, rate).amplitude, std::pow(10, -6 / 20.0),
                0.01);
}

// Speech in the key from 1 s to 2 s; -6 dB, attack 100 ms, hold 300 ms, release 400 ms.
TEST(DuckSound, it_goes_down_under_the_key_holds_and_comes_back) {
    const Row music(48000 * 4, 0.5F);
    Row speech(48000 * 4, 0.0F);
    const Row tone = test::tone({.hz = 997, .amplitude = 0.25}, rate, 48000);
    std::ranges::copy(tone, speech.begin() + 48000);
    Rig rig(*find_processor("duck"), mono(Layout{Speaker::M}));
    const Row out = rig.run({music}, holding({-40, 6, 100, 300, 400}), every(512), {speech})[0];
    const auto db = [&](double seconds) {
        return 20 * std::log10(out[static_cast<std::size_t>(seconds * 48000)] / 0.5);
    };
    EXPECT_EQ(db(0.999), 0);
    EXPECT_NEAR(db(1.05), -3, 0.1); // half of the attack
    EXPECT_NEAR(db(1.12), -6, 1e-4);
    EXPECT_NEAR(db(2.29), -6, 1e-4); // held
    // -15 dB of mean square take 25 dB / (10 log10 e per 10 ms) = 57.6 ms to fall to the threshold.
    EXPECT_NEAR(db(2.0 + 0.0576 + 0.3 + 0.2), -3, 0.05); // half of the release
    EXPECT_EQ(db(2.9), 0);
}

TEST(DuckSound, without_a_key_or_below_the_threshold_it_does_nothing) {
    const Row music = test::noise(4, 1, 4096);
    EXPECT_EQ(
        Rig(*find_processor("duck"), mono()).run({music}, holding({-40, 6, 100, 300, 400}), every(64))[0],
        music);
    Rig rig(*find_processor("duck"), mono(Layout{Speaker::M}));
    EXPECT_EQ(rig.run({music}, holding({-40, 6, 100, 300, 400}), every(64), {Row(4096, 0.001F)})[0], music);
}

} // namespace
} // namespace dub::plan
