// Any entry point gives the samples that a decode from front to back gives, in every kind of file.

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "engine/core/audio_buffer.h"
#include "formats/media/media.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;

struct SoundKind {
    const char* name; // of the test
    const char* file;
    const char* encode; // ffmpeg's options
    int stream;         // as in SoundStream
    double tolerance;   // against ffmpeg's decoder; 0: the same bits
};

void PrintTo(const SoundKind& kind, std::ostream* out) { *out << kind.name; }

class RandomAccess : public testing::TestWithParam<SoundKind> {
  protected:
    void SetUp() override {
        if (!test::has_program("ffmpeg")) GTEST_SKIP() << "ffmpeg is not installed";
        static const test::TempFolder folder; // shared: each file is encoded once
        path_ = folder.path() / GetParam().file;
        // Two grid stretches and a half of noise: no two places alike.
        const std::string noise =
            "-f lavfi -i 'anoisesrc=d=25:c=pink:r=48000:a=0.3:seed=7,pan=stereo|c0=c0|c1=0.5*c0' ";
        if (!std::filesystem::exists(path_)) {
            ASSERT_TRUE(test::ffmpeg(noise + GetParam().encode + " '" + path_.string() + "'"));
        }
        linear_ = test::ffmpeg_samples(path_);
        ASSERT_FALSE(linear_.empty());
    }
    // The largest difference to ffmpeg's decode over the block.
    [[nodiscard]] double difference(const AudioBuffer& block, std::int64_t start, int samples) const {
        double worst = 0;
        for (int c = 0; c < block.channels(); ++c)
            for (int i = 0; i < samples; ++i) {
                const float want = linear_.at(static_cast<std::size_t>((start + i) * block.channels() + c));
                worst = std::max(worst, std::abs(static_cast<double>(block.block().data(c)[i]) - want));
            }
        return worst;
    }

    std::filesystem::path path_;
    std::vector<float> linear_;
};

TEST_P(RandomAccess, gives_the_samples_of_a_decode_from_the_start) {
    const auto source = media::open_sound(path_, GetParam().stream);
    ASSERT_TRUE(source.has_value()) << source.error().text();
    const int channels = (*source)->format().layout.channels();
    const std::int64_t length = (*source)->format().length.value;
    EXPECT_EQ(length, static_cast<std::int64_t>(linear_.size()) / channels);

    constexpr int samples = 3000;
    AudioBuffer block(channels, samples);
    std::mt19937_64 random(11);
    std::vector<std::int64_t> places{0, 1, 479'000, 480'000, 478'999, 960'001, length - samples, 100};
    for (int i = 0; i < 6; ++i)
        places.push_back(static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(length - samples)));
    for (const std::int64_t place : places) {
        ASSERT_TRUE((*source)->read(SamplePos{place}, block.block()).has_value());
        EXPECT_LE(difference(block, place, samples), GetParam().tolerance) << "at sample " << place;
    }
}

TEST_P(RandomAccess, gives_the_same_bits_whatever_was_read_before) {
    const auto forwards = media::open_sound(path_, GetParam().stream);
    const auto jumping = media::open_sound(path_, GetParam().stream);
    ASSERT_TRUE(forwards.has_value() && jumping.has_value());
    const int channels = (*forwards)->format().layout.channels();
    constexpr int samples = 50'000;
    AudioBuffer one(channels, samples);
    AudioBuffer two(channels, samples);
    for (std::int64_t place = 0; place + samples < (*forwards)->format().length.value; place += samples) {
        ASSERT_TRUE((*forwards)->read(SamplePos{place}, one.block()).has_value());
        if (place / samples % 4 != 1) continue;
        ASSERT_TRUE((*jumping)->read(SamplePos{place + 300'000}, two.block()).has_value());
        ASSERT_TRUE((*jumping)->read(SamplePos{place}, two.block()).has_value());
        for (int c = 0; c < channels; ++c)
            EXPECT_TRUE(std::ranges::equal(one.block().channel(c), two.block().channel(c)));
    }
}

TEST_P(RandomAccess, is_silent_outside_the_recording) {
    const auto source = media::open_sound(path_, GetParam().stream);
    ASSERT_TRUE(source.has_value());
    const std::int64_t length = (*source)->format().length.value;
    AudioBuffer block((*source)->format().layout.channels(), 200);
    ASSERT_TRUE((*source)->read(SamplePos{-100}, block.block()).has_value());
    EXPECT_EQ(std::ranges::count(block.block().channel(0).first(100), 0.0F), 100);
    ASSERT_TRUE((*source)->read(SamplePos{length - 100}, block.block()).has_value());
    EXPECT_EQ(std::ranges::count(block.block().channel(0).subspan(100), 0.0F), 100);
}

// Vorbis is decoded by another library than ffmpeg's; AAC without noise substitution, which draws random
// numbers.
INSTANTIATE_TEST_SUITE_P(
    EveryKind, RandomAccess,
    testing::Values(SoundKind{"wav", "a.wav", "-c:a pcm_s24le", -1, 0},
                    SoundKind{"flac", "a.flac", "-sample_fmt s32", -1, 0},
                    SoundKind{"aiff", "a.aiff", "-c:a pcm_s24be", -1, 0},
                    SoundKind{"ogg", "a.ogg", "-c:a libvorbis", -1, 1e-5},
                    SoundKind{"opus", "a.opus", "-c:a libopus", -1, 1e-4},
                    SoundKind{"mov_pcm", "a.mov", "-c:a pcm_s24le", 0, 0},
                    SoundKind{"m4a_aac", "a.m4a", "-c:a aac -aac_pns 0", 0, 0},
                    SoundKind{"adts_aac", "a.aac", "-c:a aac -aac_pns 0", 0, 0},
                    SoundKind{"mp3_variable", "b.mp3", "-c:a libmp3lame -q:a 4", 0, 0},
                    SoundKind{"mkv_aac", "b.mkv", "-c:a aac -aac_pns 0", 0, 0},
                    SoundKind{"mxf", "a.mxf",
                              "-f lavfi -i color=s=64x64:r=25:d=25 -c:v mpeg2video -c:a pcm_s24le", 1, 0},
                    SoundKind{"ts_ac3", "a.ts", "-c:a ac3 -b:a 640k", 0, 1e-2}),
    [](const auto& test) { return std::string(test.param.name); });

} // namespace
