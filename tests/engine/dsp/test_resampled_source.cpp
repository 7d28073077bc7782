#include "engine/dsp/resampled_source.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/memory_source.h"
#include "tests/support/signals.h"

namespace dub {
namespace {

using dsp::ResampledSource;
using test::Row;

const Layout mono{Speaker::M};

std::unique_ptr<ResampledSource> at_rate(Row row, SampleRate from, SampleRate to) {
    auto source = std::make_shared<test::MemorySource>(mono, from, std::vector<Row>{std::move(row)});
    auto result = ResampledSource::create(std::move(source), to);
    EXPECT_TRUE(result) << result.error().text();
    return std::move(*result);
}

Row read(ResampledSource& source, std::int64_t start, int samples) {
    AudioBuffer out(1, samples);
    EXPECT_TRUE(source.read({start}, out.block()));
    return Row(out.block().data(0), out.block().data(0) + samples);
}

TEST(ResampledSource, a_tone_at_another_rate_is_the_same_tone_without_delay) {
    for (const auto& [from, to] :
         {std::pair{44100, 48000}, {48000, 44100}, {96000, 48000}, {48048, 48000}, {44099, 48000}}) {
        const SampleRate in{from}, out{to};
        auto source = at_rate(test::tone({997, 0.5, 0.3}, in, 3 * from), in, out);
        const Row heard = read(*source, to / 2, 2 * to); // three seams at most lie inside
        const auto fit = test::fit_sine(heard.data(), 2 * to, 997, out);
        EXPECT_NEAR(fit.amplitude, 0.5, 1e-5) << from << " to " << to;
        EXPECT_LT(fit.residual_db(), -130) << from << " to " << to;
        const double expected = std::remainder(0.3 + 2 * M_PI * 997 * 0.5, 2 * M_PI);
        EXPECT_NEAR(std::remainder(fit.phase - expected, 2 * M_PI), 0, 1e-6) << from << " to " << to;
    }
}

TEST(ResampledSource, the_seam_between_two_pieces_cannot_be_seen) {
    const SampleRate in{44100}, out{48000};
    auto source = at_rate(test::tone({15000, 0.5}, in, 200'000), in, out);
    const int around = 512; // pieces of 32 800 samples: 205 x 160
    const Row heard = read(*source, 32'800 - around, 2 * around);
    EXPECT_LT(test::fit_sine(heard.data(), 2 * around, 15000, out).residual_db(), -130);
}

TEST(ResampledSource, an_impulse_comes_out_at_the_same_instant) {
    Row row(44100, 0.0F);
    row[14700] = 1; // exactly sample 16000 at 48 kHz
    auto source = at_rate(row, {44100}, {48000});
    const Row heard = read(*source, 0, 48000);
    EXPECT_EQ(std::max_element(heard.begin(), heard.end()) - heard.begin(), 16000);
    for (std::size_t i = 1; i < 200; ++i)
        EXPECT_NEAR(heard[16000 + i], heard[16000 - i], 1e-6F);
}

TEST(ResampledSource, any_entry_point_gives_the_same_bits) {
    const Row row = test::noise(7, 0.9, 150'000);
    auto source = at_rate(row, {44100}, {48000});
    const int length = static_cast<int>(source->format().length.value);
    const Row whole = read(*source, 0, length);
    for (const int start : {0, 1, 32'799, 32'800, 65'000, 99'999, 12'345}) {
        auto fresh = at_rate(row, {44100}, {48000});
        const Row part = read(*fresh, start, 20'000);
        EXPECT_TRUE(std::equal(part.begin(), part.end(), whole.begin() + start)) << start;
    }
    for (const int start : {140'000, 3, 70'000, 32'790}) { // back and forth in one
        const Row part = read(*source, start, 100);
        EXPECT_TRUE(std::equal(part.begin(), part.end(), whole.begin() + start)) << start;
    }
}

TEST(ResampledSource, two_places_read_in_turn_are_converted_once) {
    auto memory =
        std::make_shared<test::MemorySource>(mono, SampleRate{44100}, std::vector<Row>{Row(300'000, 0.1F)});
    auto source = ResampledSource::create(memory, {48000});
    ASSERT_TRUE(source);
    for (int i = 0; i < 50; ++i) {
        read(**source, 1000 + 64 * i, 64);
        read(**source, 100'000 + 64 * i, 64);
    }
    EXPECT_EQ(memory->reads, 2);
}

TEST(ResampledSource, the_length_is_rounded_up_and_silence_lies_around_it) {
    auto source = at_rate(Row(1000, 0.5F), {44100}, {48000});
    EXPECT_EQ(source->format().length.value, 1089); // 1088.4
    EXPECT_EQ(source->format().rate.hz, 48000);
    const Row before = read(*source, -10, 10), after = read(*source, 1089, 10);
    EXPECT_EQ(before, Row(10, 0.0F));
    EXPECT_EQ(after, Row(10, 0.0F));
}

TEST(ResampledSource, rates_that_make_no_sense_are_refused_by_a_sentence) {
    for (const auto& [from, to] :
         {std::pair{48000, 0}, {48000, -1}, {0, 48000}, {48000, 4'000'000}, {1000, 600'000}}) {
        auto source =
            std::make_shared<test::MemorySource>(mono, SampleRate{from}, std::vector<Row>{Row(10, 0.0F)});
        const auto result = ResampledSource::create(source, {to});
        ASSERT_FALSE(result) << from << " " << to;
        EXPECT_NE(result.error().sentence.find("Hz"), std::string::npos);
    }
}

} // namespace
} // namespace dub
