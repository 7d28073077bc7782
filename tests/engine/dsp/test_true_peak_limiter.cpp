#include "engine/dsp/true_peak_limiter.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "tests/reference/slow_true_peak.h"
#include "tests/support/signals.h"

namespace dub {
namespace {

using dsp::LimiterSettings;
using dsp::TruePeakLimiter;
using test::Row;

const SampleRate rate{48000};

double db(double ratio) { return 20 * std::log10(ratio); }

Row run(TruePeakLimiter& limiter, Row row, int block = 512) {
    AudioBuffer buffer = test::buffer_of({row});
    for (int at = 0; at < buffer.samples(); at += block)
        limiter.process(buffer.block().part(at, std::min(block, buffer.samples() - at)));
    return Row(buffer.block().data(0), buffer.block().data(0) + buffer.samples());
}

// With silence after it, so that what the limiter still holds comes out whole.
Row limited(Row row, double ceiling_dbtp, double release_ms = 200) {
    row.resize(row.size() + 200, 0.0F);
    TruePeakLimiter limiter(1, 0, rate);
    limiter.set({{ceiling_dbtp}, release_ms});
    return run(limiter, row);
}

// A square wave cut hard, then a burst of chords: what a loud trailer looks like.
Row loud_programme(int samples) {
    Row row = test::band_noise(3, {60, 14000, 0.4}, rate, samples);
    for (std::size_t i = 0; i < row.size(); ++i) {
        const double swell = 0.3 + std::pow(std::sin(0.0004 * static_cast<double>(i)), 2) * 3;
        row[i] = std::clamp(static_cast<float>(row[i] * swell), -1.0F, 1.0F);
    }
    return row;
}

struct Stress {
    const char* name;
    Row row;
};

std::vector<Stress> stress_set() {
    std::vector<Stress> set;
    for (const double part : {1 / 48.0, 0.1, 0.2, 0.25, 0.3, 1 / 3.0, 0.4, 0.42, 0.45})
        for (const double phase : {0.0, M_PI / 4, 1.0})
            set.push_back({"tone", test::tone({part * 48000, 1.3, phase}, rate, 4800)});
    for (auto& entry : set)
        test::fade_ends(entry.row, 480);
    set.push_back({"tone without fade", test::tone({997, 2}, rate, 4800)});
    set.push_back({"fs/4 burst", test::tone({12000, 1.41, M_PI / 4}, rate, 9600)});
    Row alternating(4800);
    for (std::size_t i = 0; i < alternating.size(); ++i)
        alternating[i] = i % 2 == 0 ? 1.0F : -1.0F;
    test::fade_ends(alternating, 480);
    set.push_back({"alternating", alternating});
    set.push_back({"clipped programme", loud_programme(12000)});
    Row clicks(9600, 0.0F);
    for (std::size_t i = 500; i < clicks.size(); i += 731)
        clicks[i] = 3, clicks[i + 1] = 3;
    set.push_back({"clicks", clicks});
    return set;
}

TEST(TruePeakLimiter, no_true_peak_exceeds_the_ceiling_by_more_than_a_tenth_of_a_decibel) {
    for (const auto& [name, row] : stress_set())
        for (const double ceiling : {-1.0, -6.0}) {
            const Row out = limited(row, ceiling);
            EXPECT_LE(db(test::slow_true_peak(out)), ceiling + 0.10) << name;
            const float most =
                std::abs(*std::ranges::max_element(out, {}, [](float v) { return std::abs(v); }));
            EXPECT_LE(most, std::pow(10, ceiling / 20)) << name;
        }
}

TEST(TruePeakLimiter, what_stays_below_the_ceiling_is_only_delayed) {
    const Row row = test::noise(5, 0.3, 20'000);
    const Row out = limited(row, -1);
    ASSERT_EQ(TruePeakLimiter(1, 0, rate).latency().value, 72); // 1.5 ms
    EXPECT_TRUE(std::equal(row.begin(), row.end(), out.begin() + 72));
    EXPECT_EQ(Row(out.begin(), out.begin() + 72), Row(72, 0.0F));
}

TEST(TruePeakLimiter, the_cut_into_blocks_changes_no_bit) {
    const Row row = loud_programme(20'000);
    TruePeakLimiter whole(1, 0, rate);
    const Row expected = run(whole, row, 4096);
    for (const int block : {1, 17, 64, 100}) {
        TruePeakLimiter limiter(1, 0, rate);
        EXPECT_EQ(run(limiter, row, block), expected) << block;
    }
}

TEST(TruePeakLimiter, after_its_tail_of_silence_it_is_as_fresh) {
    TruePeakLimiter used(1, 0, rate), fresh(1, 0, rate);
    run(used, loud_programme(5000));
    run(used, Row(static_cast<std::size_t>(used.tail().value), 0.0F));
    const Row row = loud_programme(5000);
    EXPECT_EQ(run(used, row), run(fresh, row));
    used.reset();
    fresh.reset();
    EXPECT_EQ(run(used, row), run(fresh, row));
}

TEST(TruePeakLimiter, all_channels_share_one_gain) {
    TruePeakLimiter limiter(2, 0, rate);
    limiter.set({{-6}, 100});
    AudioBuffer buffer = test::buffer_of({test::tone({500, 1}, rate, 9600), Row(9600, 0.25F)});
    limiter.process(buffer.block());
    const float* const tone = buffer.block().data(0);
    const float* const quiet = buffer.block().data(1);
    const Row in = test::tone({500, 1}, rate, 9600);
    for (int i = 200; i < 9600; ++i) {
        const double gain = quiet[i] / 0.25;
        EXPECT_NEAR(tone[i], gain * in[static_cast<std::size_t>(i - 72)], 1e-6);
    }
    EXPECT_NEAR(db(quiet[9000] / 0.25), -6.12, 0.02);
}

TEST(TruePeakLimiter, with_a_key_it_listens_to_the_key) {
    TruePeakLimiter limiter(1, 1, rate);
    limiter.set({{-6}, 100});
    AudioBuffer audio = test::buffer_of({Row(9600, 0.25F)}),
                key = test::buffer_of({test::tone({500, 1}, rate, 9600)});
    limiter.process(audio.block(), key.block());
    EXPECT_NEAR(db(audio.block().data(0)[9000] / 0.25), -6.12, 0.02);
}

TEST(TruePeakLimiter, the_gain_stands_still_under_a_steady_tone) {
    TruePeakLimiter limiter(2, 0, rate);
    limiter.set({{-4}, 200});
    AudioBuffer buffer = test::buffer_of({test::tone({997, 1}, rate, 48000), Row(48000, 0.5F)});
    limiter.process(buffer.block());
    const float* const gain = buffer.block().data(1);
    const auto [low, high] = std::minmax_element(gain + 24000, gain + 48000);
    EXPECT_LE(db(*high / *low), 0.05);
}

TEST(TruePeakLimiter, two_high_tones_make_no_audible_difference_tone) {
    Row row = test::tone({19000, 0.5}, rate, 48000);
    const Row second = test::tone({20000, 0.5}, rate, 48000);
    for (std::size_t i = 0; i < row.size(); ++i)
        row[i] += second[i];
    const Row out = limited(row, -3); // 3.12 dB of reduction
    const double carrier = test::fit_sine(out.data() + 24000, 24000, 19000, rate).amplitude;
    EXPECT_NEAR(db(carrier / 0.5), -3.12, 0.05);
    for (const double product : {1000.0, 18000.0, 21000.0})
        EXPECT_LE(db(test::fit_sine(out.data() + 24000, 24000, product, rate).amplitude / carrier), -60)
            << product;
}

TEST(TruePeakLimiter, a_reduction_falls_to_a_tenth_in_the_release_time) {
    TruePeakLimiter limiter(2, 0, rate);
    limiter.set({{-6}, 100});
    Row burst(48000, 0.0F);
    std::fill(burst.begin(), burst.begin() + 4800, 1.0F);
    AudioBuffer buffer = test::buffer_of({burst, Row(48000, 0.5F)});
    limiter.process(buffer.block());
    const auto reduction = [&](int at) { return 1 - buffer.block().data(1)[at] / 0.5; };
    const int start = 4800 + 1000; // hold and look-ahead are over
    EXPECT_NEAR(reduction(start + 4800) / reduction(start), 0.1, 0.001);
}

TEST(TruePeakLimiter, it_tells_its_deepest_reduction_once) {
    TruePeakLimiter limiter(1, 0, rate);
    limiter.set({{-6}, 100});
    run(limiter, test::tone({500, 1}, rate, 4800));
    EXPECT_NEAR(limiter.take_deepest_reduction().value, -6.12, 0.02);
    limiter.reset();
    EXPECT_EQ(limiter.take_deepest_reduction().value, 0);
}

TEST(TruePeakLimiter, a_successor_goes_on_where_its_predecessor_was) {
    const Row row = loud_programme(8000);
    TruePeakLimiter whole(1, 0, rate), first(1, 0, rate), second(1, 0, rate);
    const Row expected = run(whole, row);
    Row head = run(first, Row(row.begin(), row.begin() + 3000));
    second.adopt(first);
    const Row tail = run(second, Row(row.begin() + 3000, row.end()));
    head.insert(head.end(), tail.begin(), tail.end());
    EXPECT_EQ(head, expected);
}

TEST(LimiterLog, reductions_that_touch_are_one_range_and_the_list_is_capped) {
    dsp::LimiterLog log(2);
    log.note({{0}, {10}}, {-1});
    log.note({{10}, {20}}, {-3});
    log.note({{20}, {30}}, {0});
    log.note({{40}, {50}}, {-2});
    log.note({{90}, {100}}, {-4});
    const std::vector<dsp::LimitedRange> expected{{{{0}, {20}}, {-3}}, {{{40}, {100}}, {-4}}};
    EXPECT_EQ(log.ranges(), expected);
}

} // namespace
} // namespace dub
