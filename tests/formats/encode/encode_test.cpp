// Pictures and married pictures, looked at by ffmpeg and ffprobe.

#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "formats/encode/picture_writer.h"
#include "formats/media/media.h"
#include "tests/support/memory_source.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;
namespace fs = std::filesystem;

constexpr int width = 128, height = 96;

TimecodeFormat at_rate(const char* name) { return *timecode_format(name); }

// `frames` pictures of one colour from 01:00:00:00 on.
Result<void> write_film(const fs::path& path, const TimecodeFormat& timecode, int frames) {
    const FramePos start = *parse_timecode("01:00:00:00", timecode);
    TRY(const auto writer,
        encode::PictureWriter::create(
            path, {.width = width, .height = height, .timecode = timecode, .start = start}));
    std::vector<std::uint8_t> pixels;
    for (int i = 0; i < width * height; ++i)
        pixels.insert(pixels.end(), {200, 60, 30});
    for (int f = 0; f < frames; ++f)
        CHECK(writer->write({width, height, pixels}));
    return writer->finish();
}

// Each speaker at a level of its own: 0.05, 0.10 …
test::MemorySource levels(const Layout& layout, std::int64_t samples) {
    std::vector<std::vector<float>> rows;
    for (int c = 0; c < layout.channels(); ++c)
        rows.emplace_back(static_cast<std::size_t>(samples), 0.05F * static_cast<float>(c + 1));
    return {layout, SampleRate{48000}, std::move(rows)};
}

std::string ffprobe(const fs::path& path, const std::string& what) {
    auto text = test::output_of("ffprobe -v error -of csv=p=0 " + what + " '" + path.string() + "'")
                    .value_or("failed");
    while (!text.empty() && (text.back() == '\n' || text.back() == ','))
        text.pop_back();
    return text;
}

class Encode : public testing::Test {
  protected:
    void SetUp() override {
        if (!test::has_program("ffmpeg")) GTEST_SKIP() << "ffmpeg is not installed";
    }
    [[nodiscard]] std::size_t files() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator{}));
    }
    test::TempFolder folder_;
    fs::path film_ = folder_.path() / "film.mov";
    fs::path out_ = folder_.path() / "out.mov";
};

TEST_F(Encode, a_film_has_the_rate_frames_size_and_timecode_it_was_given) {
    for (const char* rate : {"23.976", "24", "25", "29.97df", "59.94"}) {
        ASSERT_TRUE(write_film(film_, at_rate(rate), 31).has_value());
        const auto probe = media::probe(film_);
        ASSERT_TRUE(probe.has_value()) << probe.error().text();
        ASSERT_TRUE(probe->picture.has_value());
        EXPECT_EQ(probe->picture->rate, at_rate(rate).rate) << rate;
        EXPECT_EQ(probe->picture->length.value, 31) << rate;
        EXPECT_EQ(probe->picture->width, width);
        EXPECT_EQ(probe->picture->height, height);
        EXPECT_EQ(probe->picture->codec, "h264");
        EXPECT_FALSE(probe->picture->variable_rate);
        EXPECT_EQ(probe->picture->start_timecode,
                  rate == std::string("29.97df") ? "01:00:00;00" : "01:00:00:00");
        EXPECT_EQ(ffprobe(film_, "-count_frames -select_streams v -show_entries stream=nb_read_frames"),
                  "31");
        fs::remove(film_);
    }
}

TEST_F(Encode, a_colour_comes_back_as_it_was) {
    ASSERT_TRUE(write_film(film_, at_rate("24"), 5).has_value());
    const auto raw = test::output_of("ffmpeg -v error -i '" + film_.string() +
                                     "' -frames:v 1 -f rawvideo -pix_fmt rgb24 -");
    ASSERT_TRUE(raw.has_value());
    const auto* pixel = reinterpret_cast<const std::uint8_t*>(raw->data()) +
                        std::ptrdiff_t{3} * (width * height / 2 + width / 2);
    EXPECT_NEAR(pixel[0], 200, 4);
    EXPECT_NEAR(pixel[1], 60, 4);
    EXPECT_NEAR(pixel[2], 30, 4);
    EXPECT_EQ(ffprobe(film_, "-select_streams v -show_entries stream=color_space,color_range"), "tv,bt709");
}

TEST_F(Encode, a_film_given_up_leaves_nothing) {
    {
        const auto writer = encode::PictureWriter::create(
            film_, {.width = width, .height = height, .timecode = {}, .start = {}});
        ASSERT_TRUE(writer.has_value());
        const std::vector<std::uint8_t> pixels(std::size_t{3} * width * height);
        ASSERT_TRUE((*writer)->write({width, height, pixels}).has_value());
    }
    EXPECT_EQ(files(), 0U);
}

TEST_F(Encode, wrong_requests_are_refused_by_name) {
    EXPECT_EQ(encode::PictureWriter::create(film_, {.width = 127, .height = 96, .timecode = {}, .start = {}})
                  .error()
                  .code,
              ErrorCode::usage);
    EXPECT_EQ(encode::PictureWriter::create("/nowhere/at/all/film.mov", {}).error().code, ErrorCode::io);
    ASSERT_TRUE(write_film(film_, at_rate("24"), 3).has_value());
    const auto again = write_film(film_, at_rate("24"), 3);
    ASSERT_FALSE(again.has_value());
    EXPECT_NE(again.error().text().find("film.mov"), std::string::npos);
    EXPECT_EQ(files(), 1U);
}

// The speaker's name in FFmpeg, and ours.
struct Named {
    const char* layout;
    const char* ffmpeg_layout;
    std::vector<std::pair<const char*, Speaker>> speakers;
};

TEST_F(Encode, each_speaker_arrives_in_its_channel) {
    using enum Speaker;
    const std::vector<Named> table{
        {"mono", "mono", {{"FC", M}}},
        {"2.0", "stereo", {{"FL", L}, {"FR", R}}},
        {"5.1", "5.1(side)", {{"FL", L}, {"FR", R}, {"FC", C}, {"LFE", LFE}, {"SL", Ls}, {"SR", Rs}}},
        {"7.1",
         "7.1",
         {{"FL", L}, {"FR", R}, {"FC", C}, {"LFE", LFE}, {"SL", Lss}, {"SR", Rss}, {"BL", Lrs}, {"BR", Rrs}}},
    };
    ASSERT_TRUE(write_film(film_, at_rate("24"), 24).has_value());
    for (const Named& row : table) {
        const Layout layout = *layout_named(row.layout);
        auto sound = levels(layout, 48000);
        const auto married = encode::marry(film_, sound, out_, IfExists::replace);
        ASSERT_TRUE(married.has_value()) << married.error().text();
        EXPECT_EQ(ffprobe(out_, "-select_streams a -show_entries stream=channel_layout"), row.ffmpeg_layout);
        for (const auto& [name, speaker] : row.speakers) {
            const auto raw = test::output_of(
                fmt::format("ffmpeg -v error -i '{}' -af 'pan=mono|c0={}' -c:a pcm_f32le -f f32le -",
                            out_.string(), name));
            ASSERT_TRUE(raw && raw->size() == 48000 * sizeof(float)) << row.layout;
            float level = 0;
            std::memcpy(&level, raw->data() + 1000 * sizeof(float), sizeof level);
            EXPECT_NEAR(level, 0.05 * (*layout.find(speaker) + 1), 1e-6) << row.layout << " " << name;
        }
    }
}

TEST_F(Encode, marrying_copies_every_picture_packet_and_keeps_the_timecode) {
    ASSERT_TRUE(write_film(film_, at_rate("23.976"), 50).has_value());
    auto sound = levels(*layout_named("5.1"), 100'100);
    ASSERT_TRUE(encode::marry(film_, sound, out_, IfExists::refuse).has_value());
    const auto packets = [](const fs::path& path) {
        return test::output_of("ffmpeg -v error -i '" + path.string() + "' -map 0:v -c copy -f framemd5 -");
    };
    EXPECT_EQ(packets(film_), packets(out_));
    const auto probe = media::probe(out_);
    ASSERT_TRUE(probe.has_value()) << probe.error().text();
    EXPECT_EQ(probe->picture->length.value, 50);
    EXPECT_EQ(probe->picture->start_timecode, "01:00:00:00");
    ASSERT_EQ(probe->sounds.size(), 1U);
    EXPECT_EQ(probe->sounds[0].codec, "pcm24");
    EXPECT_EQ(probe->sounds[0].timestamp, SamplePos{172'972'800});
    EXPECT_EQ(probe->sounds[0].format.layout, *layout_named("5.1"));
}

// first_sample(out) - first_sample(in): 7 frames at 29.97 from 01:00:00:00 are 11 212 samples.
TEST_F(Encode, the_sound_is_cut_or_padded_to_the_picture_to_the_sample) {
    ASSERT_TRUE(write_film(film_, at_rate("29.97"), 7).has_value());
    const TimecodeFormat timecode = at_rate("29.97");
    const FramePos start = *parse_timecode("01:00:00:00", timecode);
    const std::int64_t want = (first_sample(start + FrameCount{7}, timecode.rate, SampleRate{48000}) -
                               first_sample(start, timecode.rate, SampleRate{48000}))
                                  .value;
    for (const std::int64_t given : {want - 1500, want, want + 1500}) {
        auto sound = levels(*layout_named("2.0"), given);
        ASSERT_TRUE(encode::marry(film_, sound, out_, IfExists::replace).has_value());
        const auto samples = test::ffmpeg_samples(out_);
        ASSERT_EQ(static_cast<std::int64_t>(samples.size()), 2 * want);
        EXPECT_EQ(samples.back() == 0.0F, given < want); // padded with silence
    }
}

TEST_F(Encode, a_sound_that_does_not_fit_is_refused_and_nothing_is_left) {
    ASSERT_TRUE(write_film(film_, at_rate("24"), 24).has_value());
    auto sound = levels(*layout_named("2.0"), 48000 + 2001);
    const auto married = encode::marry(film_, sound, out_, IfExists::refuse);
    ASSERT_FALSE(married.has_value());
    EXPECT_EQ(married.error().code, ErrorCode::unfit);
    EXPECT_NE(married.error().text().find("48000"), std::string::npos) << married.error().text();
    EXPECT_EQ(files(), 1U);
}

TEST_F(Encode, a_picture_that_is_none_is_refused) {
    auto sound = levels(*layout_named("2.0"), 48000);
    EXPECT_EQ(encode::marry(folder_.path() / "none.mov", sound, out_, IfExists::refuse).error().code,
              ErrorCode::not_found);
    ASSERT_TRUE(test::ffmpeg("-f lavfi -i sine=d=1 '" + (folder_.path() / "sound.mov").string() + "'"));
    EXPECT_EQ(encode::marry(folder_.path() / "sound.mov", sound, out_, IfExists::refuse).error().code,
              ErrorCode::unfit);
    EXPECT_FALSE(fs::exists(out_));
}

TEST_F(Encode, pictures_of_other_makers_with_reordered_frames_keep_them_all) {
    ASSERT_TRUE(
        test::ffmpeg("-f lavfi -i testsrc=s=128x96:r=25:d=2 -c:v libx264 -bf 3 -timecode 10:00:00:00 '" +
                     film_.string() + "'"));
    auto sound = levels(*layout_named("2.0"), 96000);
    const auto married = encode::marry(film_, sound, out_, IfExists::refuse);
    ASSERT_TRUE(married.has_value()) << married.error().text();
    EXPECT_EQ(ffprobe(out_, "-count_frames -select_streams v -show_entries stream=nb_read_frames"), "50");
    const auto frames = [](const fs::path& path) {
        return test::output_of("ffmpeg -v error -i '" + path.string() +
                               "' -map 0:v -f framemd5 - | grep -v '^#'");
    };
    EXPECT_EQ(frames(film_), frames(out_));
    EXPECT_EQ(media::probe(out_)->picture->start_timecode, "10:00:00:00");
}

} // namespace
