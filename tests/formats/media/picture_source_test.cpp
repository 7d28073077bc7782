// Every frame of a picture is the one asked for, wherever it is asked from: numbers painted into the frames
// tell, encoded by the ffmpeg program and by the product's own writer.

#include <algorithm>
#include <fstream>
#include <map>

#include <gtest/gtest.h>

#include "formats/media/media.h"
#include "tests/support/dice.h"
#include "tests/support/mutate.h"
#include "tests/support/numbered_picture.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;
namespace fs = std::filesystem;

constexpr std::int64_t frames = 130;

struct PictureKind {
    const char* name;
    const char* extension;
    const char* encode; // ffmpeg's options; nullptr: the product's own writer
    const char* encoder;
};

constexpr const char* x264 = "-c:v libx264 -preset veryfast -pix_fmt yuv420p -g 48 -bf 3";
constexpr const char* x265 =
    "-c:v libx265 -preset veryfast -pix_fmt yuv420p -x265-params log-level=none:keyint=40:bframes=4";
constexpr const char* dnxhr = "-c:v dnxhd -profile:v dnxhr_lb -pix_fmt yuv422p";

const std::vector<PictureKind>& kinds() {
    static const std::vector<PictureKind> list{
        {"own_h264_mov", ".mov", nullptr, "libx264"},
        {"h264_mov", ".mov", x264, "libx264"},
        {"h264_mp4_open_groups", ".mp4",
         "-c:v libx264 -preset veryfast -pix_fmt yuv420p -x264-params "
         "open-gop=1:keyint=30:bframes=4:b-adapt=0",
         "libx264"},
        {"h264_mp4_in_fragments", ".mp4",
         "-c:v libx264 -preset veryfast -pix_fmt yuv420p -g 24 -bf 2 -movflags frag_keyframe+empty_moov",
         "libx264"},
        {"h264_mkv", ".mkv", x264, "libx264"},
        {"hevc_mov", ".mov", x265, "libx265"},
        {"hevc_mp4", ".mp4", x265, "libx265"},
        {"hevc_mkv", ".mkv", x265, "libx265"},
        {"prores_mov", ".mov", "-c:v prores_ks -profile:v 1", "prores_ks"},
        {"prores_mxf", ".mxf", "-c:v prores -pix_fmt yuv422p10le -profile:v 1", "prores"},
        {"h264_mxf", ".mxf", "-c:v libx264 -preset veryfast -pix_fmt yuv422p10le -g 25 -bf 0", "libx264"},
        {"prores_mkv", ".mkv", "-c:v prores_ks -profile:v 1", "prores_ks"},
        {"dnxhr_mov", ".mov", dnxhr, "dnxhd"},
        {"dnxhr_mxf", ".mxf", dnxhr, "dnxhd"},
        {"mjpeg_mov", ".mov", "-c:v mjpeg -pix_fmt yuvj420p -q:v 4", "mjpeg"},
        {"mjpeg_mkv", ".mkv", "-c:v mjpeg -pix_fmt yuvj420p -q:v 4", "mjpeg"},
        {"mpeg2_mxf", ".mxf", "-c:v mpeg2video -pix_fmt yuv420p -g 12 -bf 2 -b:v 4M", "mpeg2video"},
        {"mpeg2_mov", ".mov", "-c:v mpeg2video -pix_fmt yuv420p -g 12 -bf 2 -b:v 4M", "mpeg2video"},
    };
    return list;
}

const std::vector<const char*> rates{"23.976", "24", "25", "29.97df", "30"};

struct Case {
    const PictureKind* kind;
    const char* rate;
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.kind->name << " at " << c.rate; }

std::vector<Case> cases() {
    std::vector<Case> all;
    for (std::size_t k = 0; k < kinds().size(); ++k)
        for (std::size_t i = 0; i < 2; ++i)
            all.push_back({&kinds()[k], rates[(k + 3 * i) % rates.size()]});
    return all;
}

std::optional<fs::path> film(const PictureKind& kind, const char* rate) {
    static const test::TempFolder folder; // shared: each file is encoded once
    const TimecodeFormat timecode = *timecode_format(rate);
    fs::path path = folder.path() / (std::string(kind.name) + rate + kind.extension);
    if (fs::exists(path)) return path;
    const bool made = kind.encode == nullptr
                          ? test::write_numbered(path, timecode, frames).has_value()
                          : test::encode_numbered(path, timecode.rate, frames, kind.encode);
    return made ? std::optional(path) : std::nullopt;
}

std::string number_at(PictureSource& source, std::int64_t index, PictureSize within = {}) {
    const auto frame = source.frame(FrameCount{index}, within);
    if (!frame) return frame.error().text();
    EXPECT_EQ((*frame)->index.value, index);
    const auto number = test::read_number(**frame);
    return number ? std::to_string(*number) : "no number";
}

class EveryPicture : public testing::TestWithParam<Case> {
  protected:
    void SetUp() override {
        if (!test::has_program("ffmpeg")) GTEST_SKIP() << "ffmpeg is not installed";
        const PictureKind& kind = *GetParam().kind;
        if (!test::output_of(std::string("ffmpeg -v error -encoders | grep -w ") + kind.encoder))
            GTEST_SKIP() << "this ffmpeg has no encoder " << kind.encoder;
        const auto path = film(kind, GetParam().rate);
        ASSERT_TRUE(path.has_value()) << "ffmpeg could not make it";
        auto opened = media::open_picture(*path);
        ASSERT_TRUE(opened.has_value()) << opened.error().text();
        source_ = std::move(*opened);
    }
    std::unique_ptr<PictureSource> source_;
};

TEST_P(EveryPicture, has_all_its_frames_at_its_exact_rate) {
    EXPECT_EQ(source_->format().rate, timecode_format(GetParam().rate)->rate);
    EXPECT_EQ(source_->format().length.value, frames);
    EXPECT_EQ(source_->format().size, test::numbered_size);
}

// 30 seeks by 34 files: more than a thousand.
TEST_P(EveryPicture, gives_the_right_frame_after_each_of_many_random_seeks) {
    test::Dice dice(std::hash<std::string>{}(GetParam().kind->name) % 1000);
    for (int seek = 0; seek < 30; ++seek) {
        const std::int64_t index = dice.whole(0, frames - 1);
        ASSERT_EQ(number_at(*source_, index), std::to_string(index)) << "seek " << seek;
    }
}

TEST_P(EveryPicture, gives_every_frame_forwards_and_backwards) {
    for (std::int64_t index = 0; index < frames; ++index)
        ASSERT_EQ(number_at(*source_, index), std::to_string(index)) << "forwards";
    for (std::int64_t index = frames - 1; index > frames - 60; --index)
        ASSERT_EQ(number_at(*source_, index), std::to_string(index)) << "backwards";
    for (std::int64_t index = 3; index < frames; index += 7)
        ASSERT_EQ(number_at(*source_, index), std::to_string(index)) << "in strides";
}

TEST_P(EveryPicture, is_scaled_to_what_is_asked_and_never_enlarged) {
    for (const PictureSize within : {PictureSize{128, 128}, {100, 1000}, {1000, 50}, {4000, 4000}}) {
        const auto frame = source_->frame(FrameCount{77}, within);
        ASSERT_TRUE(frame.has_value()) << frame.error().text();
        const PictureSize size = (*frame)->size;
        EXPECT_TRUE(size.width <= within.width && size.height <= within.height);
        EXPECT_NEAR(static_cast<double>(size.width) / size.height, 16.0 / 9, 0.03);
        EXPECT_EQ((*frame)->pixels.front() >> 24, 0xFFU);
        EXPECT_EQ(test::read_number(**frame), 77);
    }
    EXPECT_EQ((*source_->frame(FrameCount{5}, {4000, 4000}))->size, test::numbered_size);
}

INSTANTIATE_TEST_SUITE_P(KindsAndRates, EveryPicture, testing::ValuesIn(cases()), [](const auto& test) {
    std::string name = std::string(test.param.kind->name) + "_" + test.param.rate;
    std::ranges::replace(name, '.', '_');
    return name;
});

class OnePicture : public testing::Test {
  protected:
    void SetUp() override {
        if (!test::has_program("ffmpeg")) GTEST_SKIP() << "ffmpeg is not installed";
    }
    fs::path make(const std::string& name, FrameRate rate, const std::string& options,
                  std::int64_t count = frames) {
        const fs::path path = folder_.path() / name;
        EXPECT_TRUE(test::encode_numbered(path, rate, count, options)) << name;
        return path;
    }
    // The same frames with other times, as a file of variable rate has them.
    fs::path retime(const fs::path& from, const std::string& name, const std::string& filter) {
        const fs::path path = folder_.path() / name;
        EXPECT_TRUE(
            test::ffmpeg("-i '" + from.string() + "' -vf \"" + filter +
                         "\" -fps_mode passthrough -enc_time_base 1/90000 -video_track_timescale 90000 " +
                         x264 + " '" + path.string() + "'"))
            << name;
        return path;
    }
    test::TempFolder folder_;
};

TEST_F(OnePicture, without_an_order_of_showing_is_refused) {
    const fs::path path = make("a.mxf", {25, 1}, "-c:v libx264 -pix_fmt yuv422p10le -g 25 -bf 2");
    const auto opened = media::open_picture(path);
    ASSERT_FALSE(opened.has_value());
    EXPECT_EQ(opened.error().code, ErrorCode::unfit);
    EXPECT_NE(opened.error().text().find("order"), std::string::npos) << opened.error().text();
}

// An edit list begins at frame 20, which is no key frame: 19 frames before it are decoded, not shown.
TEST_F(OnePicture, begins_where_its_edit_list_says) {
    const fs::path whole = make("whole.mov", {24, 1}, x264);
    const fs::path cut = folder_.path() / "cut.mov";
    ASSERT_TRUE(test::ffmpeg("-i '" + whole.string() + "' -c copy -map 0:v '" + cut.string() + "'"));
    const fs::path late = folder_.path() / "late.mov";
    ASSERT_TRUE(
        test::ffmpeg("-ss 0.84 -i '" + whole.string() + "' -c copy -map 0:v '" + late.string() + "'"));
    const auto source = media::open_picture(late);
    ASSERT_TRUE(source.has_value()) << source.error().text();
    const auto first = test::output_of("ffmpeg -v error -i '" + late.string() +
                                       "' -f rawvideo -pix_fmt gray - | wc -c"); // what ffmpeg shows of it
    const std::int64_t length = (*source)->format().length.value;
    EXPECT_EQ(std::to_string(length * 256 * 144) + "\n", first);
    EXPECT_LT(length, frames);
    for (const std::int64_t index : {std::int64_t{0}, length - 1, length / 2, std::int64_t{1}})
        EXPECT_EQ(number_at(**source, index), std::to_string(index + frames - length));
}

TEST_F(OnePicture, of_variable_rate_is_laid_on_the_nearest_constant_one) {
    const fs::path whole = make("whole.mov", {30, 1}, x264);
    // Each seventh frame lost, and none quite on time: up to a third of a frame early or late.
    const fs::path path =
        retime(whole, "v.mp4", "select='not(eq(mod(n,7),3))',settb=1/90000,setpts='PTS+floor(900*sin(N))'");
    const auto probe = media::probe(path);
    ASSERT_TRUE(probe.has_value()) << probe.error().text();
    ASSERT_TRUE(probe->picture.has_value());
    EXPECT_TRUE(probe->picture->variable_rate);
    EXPECT_EQ(probe->picture->rate, (FrameRate{30, 1}));
    EXPECT_EQ(probe->picture->length.value, frames - 1); // frame 129 is a lost one
    EXPECT_EQ(probe->picture->repeated, 18);             // 3, 10 … 122
    EXPECT_EQ(probe->picture->frames_in_file, 111);
    ASSERT_FALSE(probe->diagnostics.empty());
    EXPECT_EQ(probe->diagnostics[0].code, "media.variable-rate");
    const auto source = media::open_picture(path);
    ASSERT_TRUE(source.has_value()) << source.error().text();
    EXPECT_EQ((*source)->format().length, probe->picture->length);
    for (std::int64_t index = 0; index < probe->picture->length.value; ++index)
        ASSERT_EQ(number_at(**source, index), std::to_string(index % 7 == 3 ? index - 1 : index));
}

TEST_F(OnePicture, of_no_rate_at_all_is_refused_and_its_sound_is_not) {
    const fs::path whole = make("whole.mov", {120, 1}, x264);
    const fs::path path = retime(whole, "n.mp4", "setpts='PTS*(1+mod(floor(N/10),3))'");
    const auto probe = media::probe(path);
    ASSERT_TRUE(probe.has_value()) << probe.error().text();
    EXPECT_TRUE(probe->picture->variable_rate);
    const auto told = std::ranges::find(probe->diagnostics, "media.no-steady-rate", &Diagnostic::code);
    EXPECT_NE(told, probe->diagnostics.end());
    const auto source = media::open_picture(path);
    ASSERT_FALSE(source.has_value());
    EXPECT_EQ(source.error().code, ErrorCode::unfit);
    EXPECT_NE(source.error().text().find("no steady rate"), std::string::npos) << source.error().text();
}

TEST_F(OnePicture, broken_in_the_middle_gives_an_error_there_and_goes_on) {
    for (const char* options : {"-c:v prores_ks -profile:v 1", "-c:v mjpeg -pix_fmt yuvj420p",
                                "-c:v libx264 -pix_fmt yuv420p -g 12 -bf 2"}) {
        const fs::path path = make("b.mov", {25, 1}, options);
        const auto at = test::output_of("ffprobe -v error -select_streams v -show_entries packet=pos,size "
                                        "-read_intervals %+#53 -of csv=p=0 '" +
                                        path.string() + "' | tail -1");
        ASSERT_TRUE(at.has_value());
        const auto comma = at->find(',');
        const std::int64_t size = std::stoll(at->substr(0, comma));
        std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(std::stoll(at->substr(comma + 1)));
        file << std::string(static_cast<std::size_t>(size), '\xFF');
        file.close();
        const auto source = media::open_picture(path);
        ASSERT_TRUE(source.has_value()) << source.error().text();
        EXPECT_EQ((*source)->format().length.value, frames);
        int missing = 0;
        for (std::int64_t index = 0; index < frames; ++index) {
            const auto frame = (*source)->frame(FrameCount{index}, {});
            if (!frame) {
                ++missing;
                EXPECT_NE(frame.error().text().find("damaged"), std::string::npos) << frame.error().text();
            } else if (index < 48 || index > 75) {
                EXPECT_EQ(test::read_number(**frame), index) << options;
            }
        }
        EXPECT_GE(missing, 1) << options;
        EXPECT_LE(missing, 13) << options;
    }
}

TEST_F(OnePicture, cut_short_or_empty_is_an_error_or_what_is_left_of_it) {
    for (const char* name : {"c.mov", "c.mkv", "c.mxf"}) {
        const bool mxf = std::string(name) == "c.mxf";
        const fs::path path = make(name, {25, 1}, mxf ? dnxhr : std::string(x264) + " -movflags faststart");
        for (const int percent : {90, 50, 10, 1, 0}) {
            fs::resize_file(path, fs::file_size(path) * static_cast<std::uintmax_t>(percent) / 100);
            const auto source = media::open_picture(path);
            if (!source) {
                EXPECT_NE(source.error().text().find(name), std::string::npos) << source.error().text();
                continue;
            }
            const std::int64_t length = (*source)->format().length.value;
            EXPECT_LT(length, frames);
            EXPECT_EQ(number_at(**source, 0), "0") << name;
            EXPECT_EQ(number_at(**source, length / 2), std::to_string(length / 2)) << name;
            // Near the cut a frame may be lost whose later neighbour is there: the one before it is shown.
            const auto last = std::stoll("0" + number_at(**source, length - 1));
            EXPECT_LE(std::abs(length - 1 - last), length > 5 ? 4 : length) << name;
        }
        EXPECT_FALSE(media::open_picture(path).has_value());
    }
    EXPECT_FALSE(media::open_picture(folder_.path() / "none.mov").has_value());
}

TEST_F(OnePicture, stops_opening_when_asked) {
    const fs::path path = make("a.mkv", {25, 1}, x264);
    double last = -1;
    EXPECT_TRUE(media::open_picture(path, [&](double done) {
                    EXPECT_GE(done, last);
                    EXPECT_LE(done, 1);
                    last = done;
                    return true;
                }).has_value());
    EXPECT_GT(last, 0);
    EXPECT_EQ(media::open_picture(path, [](double) { return false; }).error().code, ErrorCode::cancelled);
}

TEST_F(OnePicture, that_changes_under_us_stops_with_a_sentence) {
    const fs::path path = make("a.mov", {25, 1}, "-c:v mjpeg -pix_fmt yuvj420p");
    const auto source = media::open_picture(path);
    ASSERT_TRUE(source.has_value());
    fs::resize_file(path, fs::file_size(path) / 2);
    EXPECT_NE((*source)->frame(FrameCount{100}, {}).error().text().find("has changed"), std::string::npos);
}

// Bits flipped, numbers made extreme, bytes cut out: an error or a picture, never a crash or a long wait.
TEST_F(OnePicture, mutated_files_never_crash) {
    for (const auto& [name, options] :
         {std::pair{"m.mov", x264}, std::pair{"m.mp4", x265},
          std::pair{"p.mov", "-c:v prores_ks -profile:v 0"}, std::pair{"m.mxf", dnxhr},
          std::pair{"j.mov", "-c:v mjpeg -pix_fmt yuvj420p"}, std::pair{"m.mkv", x264}}) {
        const fs::path path = make(name, {24, 1}, options, 12);
        std::ifstream in(path, std::ios::binary);
        const std::string whole{std::istreambuf_iterator<char>(in), {}};
        in.close();
        test::Mutator mutate(7);
        for (int round = 0; round < 40; ++round) {
            std::ofstream(path, std::ios::binary | std::ios::trunc) << mutate(whole);
            const auto source = media::open_picture(path);
            if (!source) continue;
            const std::int64_t length = (*source)->format().length.value;
            for (const std::int64_t index : {length - 1, std::int64_t{0}, length / 2})
                if (const auto frame = (*source)->frame(FrameCount{index}, {64, 64}); !frame) {
                    EXPECT_FALSE(frame.error().sentence.empty());
                }
        }
    }
}

} // namespace
