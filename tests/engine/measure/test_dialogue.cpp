#include "engine/measure/dialogue.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>

#include "tests/engine/measure/measuring.h"
#include "tests/support/speech.h"

namespace dub {
namespace {

using test::rate;
using test::Row;

std::vector<bool> speech_in(const Row& row, int block = 4096) {
    measure::SpeechDetector detector(Layout{Speaker::M}, rate);
    const AudioBuffer buffer = test::buffer_of({row});
    for (int at = 0; at < buffer.samples(); at += block)
        detector.add(buffer.block().part(at, std::min(block, buffer.samples() - at)));
    return detector.speech_100ms();
}

double share(const std::vector<bool>& speech) {
    return static_cast<double>(std::ranges::count(speech, true)) / static_cast<double>(speech.size());
}

// Harmonic mean of precision and recall.
double f1(const std::vector<bool>& found, const std::vector<bool>& truth) {
    double hits = 0, all = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        hits += found[i] && truth[i] ? 2 : 0;
        all += (found[i] ? 1 : 0) + (truth[i] ? 1 : 0);
    }
    return hits / all;
}

Row sum(Row a, const Row& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
        a[i] += b[i];
    return a;
}

TEST(SpeechDetector, finds_the_phrases_of_a_clean_stem) {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        const auto made = test::made_speech({seed, 20, 0.05, 1.5}, rate);
        EXPECT_GE(f1(speech_in(made.sound), made.phrase_100ms), 0.95) << seed;
    }
}

TEST(SpeechDetector, finds_them_in_ambience_10_dB_below) {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        const auto made = test::made_speech({seed, 20, 0.05, 1.5}, rate);
        const Row ambience =
            test::band_noise(seed + 50, {80, 8000, 0.05 * 0.316}, rate, static_cast<int>(made.sound.size()));
        EXPECT_GE(f1(speech_in(sum(made.sound, ambience)), made.phrase_100ms), 0.90) << seed;
    }
}

// A voice we did not make: the speech synthesiser in ffmpeg, with two seconds of silence before and after.
TEST(SpeechDetector, finds_a_synthetic_voice_where_it_speaks) {
    std::FILE* const pipe =
        ::popen("ffmpeg -v quiet -f lavfi -i \"flite=text='We should never have come here. Do you hear that "
                "sound? It has been following us since the river.':voice=slt\" "
                "-af aresample=48000,adelay=2000,apad=pad_dur=2 -f f32le -ac 1 - 2>/dev/null",
                "r");
    ASSERT_NE(pipe, nullptr);
    Row row;
    for (float v = 0; std::fread(&v, sizeof v, 1, pipe) == 1;)
        row.push_back(v);
    ::pclose(pipe);
    if (row.size() < 5 * 48000) GTEST_SKIP() << "ffmpeg with the flite synthesiser is not there";
    const auto speech = speech_in(row);
    const auto seconds = [&](double from, double to) {
        return std::vector<bool>(speech.begin() + std::lround(from * 10),
                                 speech.begin() + std::lround(to * 10));
    };
    const double end = static_cast<double>(speech.size()) / 10;
    EXPECT_EQ(share(seconds(0, 2)), 0);
    EXPECT_GE(share(seconds(2.4, end - 2.6)), 0.9);
    EXPECT_EQ(share(seconds(end - 1.8, end)), 0);
}

TEST(SpeechDetector, finds_quiet_and_loud_speech_alike) {
    for (const double rms : {0.005, 0.2}) {
        const auto made = test::made_speech({4, 20, rms, 1.5}, rate);
        EXPECT_GE(f1(speech_in(made.sound), made.phrase_100ms), 0.95) << rms;
    }
}

TEST(SpeechDetector, steady_noise_is_not_speech) {
    EXPECT_LE(share(speech_in(test::band_noise(1, {100, 8000, 0.1}, rate, 20 * 48000))), 0.02);
    EXPECT_LE(share(speech_in(test::tone({440, 0.2}, rate, 10 * 48000))), 0.02);
    EXPECT_EQ(share(speech_in(Row(5 * 48000, 0.0F))), 0);
    // Bursts out of silence with sharp edges, each as steady as the other.
    Row bursts = test::band_noise(2, {100, 8000, 0.1}, rate, 20 * 48000);
    for (std::size_t i = 0; i < bursts.size(); ++i)
        if (i / 72'000 % 2 == 1) bursts[i] = 0;
    EXPECT_LE(share(speech_in(bursts)), 0.1);
}

TEST(SpeechDetector, band_noise_that_swells_four_times_a_second_is_speech) {
    Row row = test::band_noise(3, {300, 3400, 0.1}, rate, 20 * 48000);
    for (std::size_t i = 0; i < row.size(); ++i)
        row[i] *= static_cast<float>(0.5 - 0.5 * std::cos(2 * M_PI * 4 * static_cast<double>(i) / 48000));
    EXPECT_GE(share(speech_in(row)), 0.95);
}

TEST(SpeechDetector, rumble_below_the_band_is_not_speech) {
    Row row = test::tone({40, 0.3}, rate, 10 * 48000);
    for (std::size_t i = 0; i < row.size(); ++i)
        row[i] *= static_cast<float>(0.5 - 0.5 * std::cos(2 * M_PI * 4 * static_cast<double>(i) / 48000));
    const Row air = test::band_noise(9, {100, 8000, 0.01}, rate, 10 * 48000);
    EXPECT_LE(share(speech_in(sum(row, air))), 0.05);
}

TEST(SpeechDetector, the_cut_into_blocks_changes_nothing) {
    const auto made = test::made_speech({5, 6, 0.05, 1}, rate);
    EXPECT_EQ(speech_in(made.sound, 1), speech_in(made.sound));
    EXPECT_EQ(speech_in(made.sound, 999), speech_in(made.sound));
}

TEST(Dialogue, is_the_loudness_of_the_mix_while_somebody_speaks) {
    const auto made = test::made_speech({6, 30, 0.05, 1.5}, rate);
    // Between the phrases an effect twice as loud, which dialogue loudness must not count.
    Row mix = made.sound;
    const Row effect = test::band_noise(7, {100, 8000, 0.2}, rate, static_cast<int>(mix.size()));
    for (std::size_t i = 3; i + 1 < made.phrase_100ms.size(); ++i) {
        if (made.phrase_100ms[i - 3] || made.phrase_100ms[i] || made.phrase_100ms[i + 1]) continue;
        for (std::size_t k = 4800 * i; k < 4800 * (i + 1); ++k)
            mix[k] += effect[k];
    }
    auto meter = test::metered({Layout{Speaker::C}, rate, {mix}});
    auto m = meter.result();
    measure::add_dialogue(m, meter.energies_100ms(), speech_in(made.sound));
    auto truth = meter.result();
    measure::add_dialogue(truth, meter.energies_100ms(), made.phrase_100ms);
    EXPECT_EQ(m.dialogue_method, measure::DialogueMethod::stem_assisted);
    EXPECT_NEAR(m.dialogue->value, truth.dialogue->value, 0.5);
    EXPECT_LT(m.dialogue->value, m.integrated->value - 2);
    EXPECT_NEAR(*m.speech_percent, *truth.speech_percent, 5);
}

TEST(Dialogue, with_little_speech_the_programme_stands_in) {
    const auto signal = test::stereo(test::tone({997, 0.1}, rate, 10 * 48000), rate);
    auto meter = test::metered(signal);
    auto m = meter.result();
    std::vector<bool> speech(100, false);
    std::fill_n(speech.begin(), 14, true);
    measure::add_dialogue(m, meter.energies_100ms(), speech);
    EXPECT_EQ(m.dialogue_method, measure::DialogueMethod::fallback_gated);
    EXPECT_EQ(m.dialogue->value, m.integrated->value);
    EXPECT_NEAR(*m.speech_percent, 14, 1e-9);
    speech[20] = true; // 15 %
    measure::add_dialogue(m, meter.energies_100ms(), speech);
    EXPECT_EQ(m.dialogue_method, measure::DialogueMethod::stem_assisted);
}

TEST(Dialogue, of_nothing_is_left_open) {
    measure::Measurement m;
    measure::add_dialogue(m, {}, {});
    EXPECT_FALSE(m.dialogue);
    EXPECT_FALSE(m.speech_percent);
    EXPECT_EQ(m.dialogue_method, measure::DialogueMethod::none);
}

} // namespace
} // namespace dub
