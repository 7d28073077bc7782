#include "app/jobs/wave_output.h"

#include <cmath>

#include <gtest/gtest.h>

#include "formats/wave/wave_reader.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;
using namespace dub::app;

class WaveOutputTest : public testing::Test {
  protected:
    // The samples that came back of those written in blocks of `cut`.
    std::vector<float> through(const std::vector<float>& row, wave::SampleType type, int cut,
                               SamplePos start = {}) {
        wave::WriteOptions options;
        options.layout = Layout{Speaker::M};
        options.type = type;
        options.if_exists = IfExists::replace;
        const auto path = folder_.path() / "a.wav";
        auto output = *WaveOutput::create(path, options, Split::no, start);
        const int count = static_cast<int>(row.size());
        for (int at = 0; at < count; at += cut) {
            const float* const data = row.data() + at;
            EXPECT_TRUE(output->write(ConstAudioBlock(&data, 1, std::min(cut, count - at))));
        }
        EXPECT_TRUE(output->finish());
        EXPECT_FALSE(std::filesystem::exists(path)); // not before commit
        EXPECT_TRUE(output->commit());
        std::vector<float> read(row.size());
        float* const into = read.data();
        EXPECT_TRUE((*wave::WaveReader::open(path))->read({}, AudioBlock(&into, 1, count)));
        std::filesystem::remove(path);
        return read;
    }
    test::TempFolder folder_;
};

TEST_F(WaveOutputTest, what_the_file_holds_exactly_passes_bit_for_bit) {
    std::vector<float> row(1000);
    for (std::size_t i = 0; i < row.size(); ++i)
        row[i] = static_cast<float>(static_cast<int>(i) - 500) / 32768.0F;
    EXPECT_EQ(through(row, wave::SampleType::pcm16, 100), row);
    EXPECT_EQ(through(row, wave::SampleType::pcm24, 100), row);
}

TEST_F(WaveOutputTest, float_is_never_dithered) {
    const auto row = test::noise(1, 0.9, 1000);
    EXPECT_EQ(through(row, wave::SampleType::float32, 100), row);
}

TEST_F(WaveOutputTest, a_tone_below_half_a_step_survives_in_16_bits) {
    const auto row = test::tone({1000, 0.4 / 32768, 0}, {48000}, 48000);
    const auto fit = test::fit_sine(through(row, wave::SampleType::pcm16, 480).data(), 48000, 1000, {48000});
    EXPECT_NEAR(fit.amplitude * 32768, 0.4, 0.03); // without dither: zero
}

TEST_F(WaveOutputTest, the_cut_into_blocks_does_not_show) {
    const auto row = test::noise(2, 0.5, 3000);
    EXPECT_EQ(through(row, wave::SampleType::pcm16, 3000), through(row, wave::SampleType::pcm16, 77));
}

TEST_F(WaveOutputTest, pieces_joined_equal_the_whole) {
    const auto row = test::noise(3, 0.5, 2000);
    auto joined = through({row.begin(), row.begin() + 700}, wave::SampleType::pcm16, 100);
    const auto rest = through({row.begin() + 700, row.end()}, wave::SampleType::pcm16, 100, {700});
    joined.insert(joined.end(), rest.begin(), rest.end());
    EXPECT_EQ(joined, through(row, wave::SampleType::pcm16, 100));
}

TEST_F(WaveOutputTest, split_files_are_named_by_speaker) {
    wave::WriteOptions options;
    options.layout = *layout_named("7.1");
    const auto output = WaveOutput::create(folder_.path() / "mix.wav", options, Split::yes, {});
    ASSERT_TRUE(output);
    ASSERT_EQ((*output)->files().size(), 8U);
    EXPECT_EQ((*output)->files()[4].path.filename(), "mix.Lss.wav");
    EXPECT_EQ((*output)->files()[6].path.filename(), "mix.Lrs.wav");
}

TEST_F(WaveOutputTest, given_up_nothing_is_left) {
    wave::WriteOptions options;
    options.layout = *layout_named("5.1");
    { const auto output = WaveOutput::create(folder_.path() / "mix.wav", options, Split::yes, {}); }
    EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

} // namespace
