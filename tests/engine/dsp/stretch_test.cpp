// Another length at the same pitch: exact length, the pitch of a sine, the place of a click, one phase for
// all channels.

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "engine/dsp/stretch.h"
#include "tests/support/memory_source.h"

namespace dub::test {
namespace {

using dsp::ResampledSource;

constexpr double rate = 48000;

class Heard final : public AudioSink {
  public:
    [[nodiscard]] Result<void> write(ConstAudioBlock block) override {
        rows.resize(static_cast<std::size_t>(block.channels()));
        for (int c = 0; c < block.channels(); ++c)
            rows[static_cast<std::size_t>(c)].insert(rows[static_cast<std::size_t>(c)].end(), block.data(c),
                                                     block.data(c) + block.samples());
        return {};
    }
    [[nodiscard]] Result<void> finish() override { return {}; }
    std::vector<std::vector<float>> rows;
};

std::vector<std::vector<float>> stretched(std::vector<std::vector<float>> sound,
                                          ResampledSource::Faster faster) {
    const Layout layout = sound.size() == 1 ? Layout{Speaker::M} : Layout{Speaker::L, Speaker::R};
    MemorySource source(layout, {48000}, std::move(sound));
    Heard heard;
    const auto done = dsp::stretch(source, faster, heard);
    EXPECT_TRUE(done) << done.error().text();
    return heard.rows;
}

std::vector<float> sine(double hz, std::size_t samples) {
    std::vector<float> row(samples);
    for (std::size_t n = 0; n < samples; ++n)
        row[n] =
            static_cast<float>(0.5 * std::sin(2 * std::numbers::pi * hz * static_cast<double>(n) / rate));
    return row;
}

// Cycles per second between the first and the last rising zero crossing.
double pitch(const std::vector<float>& row, std::size_t from, std::size_t to) {
    double first = -1, last = -1;
    int cycles = -1;
    for (std::size_t n = from + 1; n < to; ++n) {
        if (row[n - 1] >= 0 || row[n] < 0) continue;
        last = static_cast<double>(n) - row[n] / (row[n] - row[n - 1]);
        if (first < 0) first = last;
        ++cycles;
    }
    return cycles * rate / (last - first);
}

TEST(Stretch, the_length_is_exact_at_every_film_ratio) {
    for (const auto& [num, den] : {std::pair{25, 24}, {24, 25}, {1001, 1000}, {1000, 1001}, {1001, 960}}) {
        const auto rows = stretched({sine(440, 100'003)}, {num, den});
        EXPECT_EQ(static_cast<std::int64_t>(rows[0].size()),
                  (100'003LL * den + num - 1) / num) // ceil(length / faster)
            << num << "/" << den;
    }
}

TEST(Stretch, a_sine_keeps_its_pitch_within_half_a_cent) {
    const auto rows = stretched({sine(440, 480'000)}, {25, 24});
    const double hz = pitch(rows[0], 48'000, rows[0].size() - 48'000);
    EXPECT_LT(std::abs(1200 * std::log2(hz / 440)), 0.5) << hz;
}

TEST(Stretch, a_click_lies_where_the_speed_puts_it_within_10_ms) {
    std::vector<float> row(480'000, 0.0F);
    constexpr std::size_t click = 240'000;
    row[click] = 1;
    const auto heard = stretched({row}, {25, 24})[0];
    double all = 0, near = 0;
    for (std::size_t n = 0; n < heard.size(); ++n) {
        const double energy = static_cast<double>(heard[n]) * heard[n];
        all += energy;
        if (std::abs(static_cast<double>(n) - click * 24.0 / 25) <= 480) near += energy;
    }
    EXPECT_GT(all, 0);
    EXPECT_GE(near, 0.8 * all);
}

TEST(Stretch, alike_channels_stay_alike) {
    const auto row = sine(1000, 96'000);
    const auto rows = stretched({row, row}, {1000, 1001});
    EXPECT_EQ(rows[0], rows[1]);
}

TEST(Stretch, an_absurd_speed_is_refused) {
    MemorySource source({Speaker::M}, {48000}, {{0, 0, 0}});
    Heard heard;
    EXPECT_FALSE(dsp::stretch(source, {9, 2}, heard));
    EXPECT_FALSE(dsp::stretch(source, {0, 1}, heard));
}

} // namespace
} // namespace dub::test
