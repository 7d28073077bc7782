// Tones read their level wherever they lie once the mean has settled; pink noise is flat in third octaves.
#include "engine/measure/live/spectrum_run.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/engine/measure/measuring.h"
#include "tests/support/dice.h"

namespace dub::test {
namespace {

using namespace measure;

double db_of_power(double power) { return 10 * std::log10(power); }

SpectrumReading spectrum_of(const Layout& layout, SampleRate rate, const std::vector<Row>& rows) {
    SpectrumRun run(layout, rate);
    const AudioBuffer buffer = buffer_of(rows);
    for (int at = 0; at < buffer.samples(); at += 1000)
        run.add(buffer.block().part(at, std::min(1000, buffer.samples() - at)));
    SpectrumReading reading;
    EXPECT_TRUE(run.update(reading));
    return reading;
}

template <class List> int highest(const List& list) {
    return static_cast<int>(std::max_element(list.begin(), list.end()) - list.begin());
}

TEST(Spectrum, a_tone_reads_its_level_in_its_line_and_its_band) {
    const Layout mono{Speaker::M};
    for (const SampleRate rate : {SampleRate{44100}, SampleRate{48000}, SampleRate{96000}})
        for (const double hz : {63.1, 100.0, 440.0, 997.0, 1000.0, 3162.3, 12345.6, 18000.0})
            for (const double level : {0.0, -60.0}) {
                const auto reading =
                    spectrum_of(mono, rate, {tone({hz, std::pow(10, level / 20)}, rate, 250000)});
                const int line = highest(reading.lines), band = highest(reading.bands);
                EXPECT_NEAR(db_of_power(reading.lines[static_cast<std::size_t>(line)]), level, 0.1) << hz;
                EXPECT_LT(std::abs(std::log2(line_middle(line) / hz)), hz < 200 ? 0.2 : 0.06) << hz;
                // In the middle of a band all of it lies inside.
                const double off = 10 * std::log10(hz / band_middle(band));
                if (std::abs(off) < 0.3 && hz >= 100) {
                    EXPECT_NEAR(db_of_power(reading.bands[static_cast<std::size_t>(band)]), level, 0.1) << hz;
                }
            }
}

TEST(Spectrum, bands_lie_where_the_standard_has_them) {
    EXPECT_NEAR(band_middle(0), 19.953, 0.001); // called 20 Hz
    EXPECT_DOUBLE_EQ(band_middle(17), 1000);
    EXPECT_NEAR(band_middle(30), 19953, 1);
    EXPECT_DOUBLE_EQ(line_middle(0), 20);
    EXPECT_NEAR(line_middle(SpectrumReading::lines_count - 1), 20000, 1e-6);
}

// Every bin of a transform with the power 1 / f and a phase by chance, again and again: no estimate, but the
// very spectrum. Over eight transforms, an eighth apart, the products of neighbouring bins turn once round
// and cancel.
TEST(Spectrum, pink_is_flat_in_third_octaves) {
    const SampleRate rate{48000};
    SpectrumRun run({Speaker::M}, rate);
    dsp::RealFft fft(run.size());
    Dice dice(4);
    for (int bin = 1; bin < fft.bins() - 1; ++bin)
        fft.spectrum()[static_cast<std::size_t>(bin)] =
            std::polar(static_cast<float>(0.01 / std::sqrt(bin)),
                       static_cast<float>(dice.number(0, 2 * std::numbers::pi)));
    fft.inverse();
    const AudioBuffer pink = buffer_of({Row(fft.samples().begin(), fft.samples().end())});
    SpectrumReading reading;
    for (int turn = 0; turn < 10; ++turn) // the mean has settled
        run.add(pink.block());
    std::array<double, SpectrumReading::bands_count> bands{};
    for (int eighth = 0; eighth < 8; ++eighth) {
        run.add(pink.block().part(eighth * run.size() / 8, run.size() / 8));
        ASSERT_TRUE(run.update(reading));
        for (std::size_t b = 0; b < bands.size(); ++b)
            bands[b] += reading.bands[b] / 8;
    }
    EXPECT_GT(db_of_power(bands[17]), -80);
    for (int band = 1; band < SpectrumReading::bands_count; ++band) // 25 Hz to 20 kHz
        EXPECT_NEAR(db_of_power(bands[static_cast<std::size_t>(band)]), db_of_power(bands[17]), 0.3)
            << band_middle(band);
}

TEST(Spectrum, channels_add_as_power_and_silence_is_nothing) {
    const SampleRate rate{48000};
    const Layout five = *layout_named("5.1");
    const Row one = tone({1000, 0.1}, rate, 250000), none(250000, 0.0F);
    const auto two = spectrum_of(five, rate, {one, none, none, none, none, one});
    EXPECT_NEAR(db_of_power(two.bands[17]), -20 + 3.0103, 0.05);
    const auto silent = spectrum_of(five, rate, std::vector<Row>(6, none));
    EXPECT_EQ(silent.bands[17], 0);
    EXPECT_EQ(silent.lines[100], 0);
}

} // namespace
} // namespace dub::test
