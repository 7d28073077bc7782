// The noise rooms are calibrated with.

#include "engine/monitor/noise.h"

#include <cmath>

#include <gtest/gtest.h>

#include "engine/dsp/svf.h"
#include "engine/monitor/monitor.h"

namespace dub::test {
namespace {

double rms(const std::vector<float>& sound) {
    double sum = 0;
    for (const float x : sound)
        sum += static_cast<double>(x) * x;
    return std::sqrt(sum / static_cast<double>(sound.size()));
}

// Level of a third of an octave, by two band passes one after the other.
double third_db(const std::vector<float>& sound, double hz, double rate) {
    const dsp::SvfShape band{dsp::svf_g(Hz{hz}, rate), 1 / 4.318, 0, 1 / 4.318, 0};
    const dsp::SvfSteps steps(band);
    dsp::SvfState one, other;
    double sum = 0;
    for (const float x : sound)
        sum += std::pow(other.next(steps, one.next(steps, x)), 2);
    return 10 * std::log10(sum / static_cast<double>(sound.size()));
}

TEST(CalibrationNoise, is_minus_20_dbfs_rms_pink_within_its_band_and_little_outside) {
    for (const std::int64_t hz : {44100, 48000, 96000}) {
        const auto noise = monitor::calibration_noise({hz});
        const auto r = static_cast<double>(hz);
        EXPECT_NEAR(20 * std::log10(rms(noise)), -20, 1e-3);
        const double middle = third_db(noise, 1000, r);
        for (const double f : {700.0, 850.0, 1200.0, 1400.0})
            EXPECT_NEAR(third_db(noise, f, r), middle, 1.0) << f; // pink: as much in every third
        EXPECT_LT(third_db(noise, 125, r), middle - 25);
        EXPECT_LT(third_db(noise, 8000, r), middle - 25);
        EXPECT_EQ(monitor::calibration_noise({hz}), noise);
    }
}

TEST(CalibrationNoise, its_end_runs_into_its_beginning) {
    const auto noise = monitor::calibration_noise({48000});
    double steepest = 0;
    for (std::size_t i = 1; i < noise.size(); ++i)
        steepest = std::max(steepest, std::abs(static_cast<double>(noise[i]) - noise[i - 1]));
    EXPECT_LT(std::abs(noise.front() - noise.back()), steepest);
}

TEST(CalibrationNoise, sounds_in_the_one_speaker_it_is_asked_for_at_the_level_of_the_room) {
    const Layout five_one = *layout_named("5.1");
    monitor::MonitorSettings settings;
    settings.sets = {monitor::plain_set("A", five_one), monitor::plain_set("B", five_one)};
    settings.noise = Speaker::Rs;
    settings.level_spl = 79;
    const auto room = monitor::Monitor::create({{{48000}, 6, {}}, {}}, settings);
    ASSERT_TRUE(room);
    AudioBuffer out(6, 480'000);
    (*room)->process({}, out.block());
    for (int c = 0; c < 6; ++c) {
        const auto row = out.block().channel(c);
        const double level = rms({row.begin(), row.end()});
        if (five_one[c] == Speaker::Rs)
            EXPECT_NEAR(20 * std::log10(level), -26, 0.01);
        else
            EXPECT_EQ(level, 0);
    }
}

} // namespace
} // namespace dub::test
