// What a file is, what it is not, and what is said about it.

#include <algorithm>
#include <fstream>
#include <random>
#include <sys/stat.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "engine/core/audio_buffer.h"
#include "formats/media/identity.h"
#include "formats/media/media.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;
namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}
void put(const fs::path& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

class Media : public testing::Test {
  protected:
    void SetUp() override {
        if (!test::has_program("ffmpeg")) GTEST_SKIP() << "ffmpeg is not installed";
    }
    // Speaker n of FFmpeg's layout at level (n + 1) / 20.
    fs::path make(const std::string& name, const std::string& layout, int channels,
                  const std::string& options) {
        std::string levels;
        for (int c = 0; c < channels; ++c)
            levels += (c == 0 ? "" : "|") + std::to_string((c + 1) / 20.0);
        const fs::path path = folder_.path() / name;
        EXPECT_TRUE(test::ffmpeg("-f lavfi -i \"aevalsrc=exprs='" + levels + "':c=" + layout +
                                 ":s=48000:d=0.5\" " + options + " '" + path.string() + "'"))
            << name;
        return path;
    }
    test::TempFolder folder_;
};

struct LayoutCase {
    const char* file;
    const char* options;
    int stream;
};

TEST_F(Media, every_speaker_of_71_and_51_is_found_in_every_kind_of_file) {
    using enum Speaker;
    const std::vector<LayoutCase> files{{"a.wav", "-c:a pcm_s24le", -1}, {"a.flac", "-c:a flac", -1},
                                        {"a.caf", "-c:a pcm_s24be", -1}, {"a.w64", "-c:a pcm_s24le", -1},
                                        {"a.mov", "-c:a pcm_s24le", 0},  {"a.mka", "-c:a flac", 0}};
    const std::vector<Speaker> seven{L, R, C, LFE, Lrs, Rrs, Lss, Rss}; // FFmpeg's 7.1
    const std::vector<Speaker> five{L, R, C, LFE, Ls, Rs};
    for (const auto& [name, count, speakers] :
         {std::tuple{"7.1", 8, seven}, std::tuple{"5.1", 6, five}, std::tuple{"5.1(side)", 6, five}})
        for (const LayoutCase& file : files) {
            const fs::path path = make(file.file, name, count, file.options);
            const auto source = media::open_sound(path, file.stream);
            ASSERT_TRUE(source.has_value()) << source.error().text();
            const Layout& layout = (*source)->format().layout;
            AudioBuffer block(layout.channels(), 100);
            ASSERT_TRUE((*source)->read(SamplePos{1000}, block.block()).has_value());
            for (std::size_t i = 0; i < speakers.size(); ++i) {
                const auto channel = layout.find(speakers[i]);
                ASSERT_TRUE(channel.has_value()) << file.file << " " << name << ": " << layout.name();
                EXPECT_NEAR(block.block().data(*channel)[50], static_cast<double>(i + 1) / 20, 1e-4)
                    << file.file << " " << name;
            }
        }
}

TEST_F(Media, the_channels_of_ogg_are_told_by_their_order) {
    using enum Speaker;
    for (const char* file : {"a.ogg", "a.opus"}) {
        const std::string codec = std::string(file) == "a.ogg" ? "libvorbis" : "libopus -mapping_family 1";
        std::string tones; // a constant would not survive Opus
        for (int c = 0; c < 8; ++c)
            tones += (c == 0 ? "" : "|") + std::to_string((c + 1) / 20.0) + "*sin(2*PI*60*t)";
        const fs::path path = folder_.path() / file;
        ASSERT_TRUE(test::ffmpeg("-f lavfi -i \"aevalsrc=exprs='" + tones +
                                 "':c=7.1:s=48000:d=1\" -b:a 512k -c:a " + codec + " '" + path.string() +
                                 "'"));
        const auto source = media::open_sound(path, -1);
        ASSERT_TRUE(source.has_value()) << source.error().text();
        AudioBuffer block(8, 8000);
        ASSERT_TRUE((*source)->read(SamplePos{20000}, block.block()).has_value());
        const std::vector<Speaker> order{L, R, C, LFE, Lrs, Rrs, Lss, Rss};
        for (std::size_t i = 0; i < order.size(); ++i) {
            const auto row = block.block().channel(*(*source)->format().layout.find(order[i]));
            EXPECT_NEAR(*std::ranges::max_element(row), static_cast<double>(i + 1) / 20, 0.03)
                << file << " " << label(order[i]);
        }
    }
}

TEST_F(Media, an_unnamed_layout_is_assumed_and_said) {
    const auto probe = media::probe(make("a.au", "5.1", 6, "-c:a pcm_s16be"));
    ASSERT_TRUE(probe.has_value()) << probe.error().text();
    EXPECT_EQ(probe->sounds.at(0).format.layout.name(), "5.1");
    ASSERT_EQ(probe->diagnostics.size(), 1U);
    EXPECT_EQ(probe->diagnostics[0].code, "media.layout-assumed");
}

TEST_F(Media, a_wrong_extension_is_read_by_content_and_said) {
    const fs::path path = folder_.path() / "rain.wav";
    fs::rename(make("a.flac", "stereo", 2, "-c:a flac"), path);
    const auto probe = media::probe(path);
    ASSERT_TRUE(probe.has_value()) << probe.error().text();
    EXPECT_EQ(probe->sounds.at(0).codec, "flac");
    ASSERT_EQ(probe->diagnostics.size(), 1U);
    EXPECT_EQ(probe->diagnostics[0].code, "media.extension-mismatch");
    EXPECT_NE(probe->diagnostics[0].sentence.find("FLAC"), std::string::npos);
    EXPECT_NE(probe->diagnostics[0].sentence.find("RIFF"), std::string::npos);
}

TEST_F(Media, a_picture_tells_rate_frames_timecode_and_its_sound) {
    const fs::path path = folder_.path() / "a.mkv";
    for (const char* name : {"a.mov", "a.mkv", "a.mxf", "a.mp4"}) {
        const fs::path film = folder_.path() / name;
        const std::string codec = std::string(name) == "a.mxf" ? "mpeg2video" : "libx264 -bf 2";
        ASSERT_TRUE(test::ffmpeg(
            "-f lavfi -i testsrc=s=64x64:r=24000/1001:d=3 -f lavfi -i anoisesrc=d=3:r=48000 -c:a pcm_s16le "
            "-strict -2 -shortest -c:v " +
            codec + (std::string(name) == "a.mp4" ? " -c:a aac '" : " '") + film.string() + "'"));
        const auto probe = media::probe(film);
        ASSERT_TRUE(probe.has_value()) << name << ": " << probe.error().text();
        ASSERT_TRUE(probe->picture.has_value()) << name;
        EXPECT_EQ(probe->picture->rate, (FrameRate{24000, 1001})) << name;
        EXPECT_EQ(probe->picture->length.value, 72) << name;
        EXPECT_FALSE(probe->picture->variable_rate) << name;
        EXPECT_EQ(probe->sounds.size(), 1U) << name;
    }
}

TEST_F(Media, a_variable_rate_is_found_and_said) {
    const fs::path path = folder_.path() / "v.mp4";
    ASSERT_TRUE(test::ffmpeg("-f lavfi -i testsrc=s=64x64:r=30:d=3 -vf \"select='not(eq(mod(n,7),3))'\" "
                             "-fps_mode vfr -c:v libx264 '" +
                             path.string() + "'"));
    const auto probe = media::probe(path);
    ASSERT_TRUE(probe.has_value()) << probe.error().text();
    EXPECT_TRUE(probe->picture->variable_rate);
    ASSERT_FALSE(probe->diagnostics.empty());
    EXPECT_EQ(probe->diagnostics[0].code, "media.variable-rate");
}

TEST_F(Media, bad_files_are_refused_with_a_sentence_that_names_them) {
    const auto refused = [](const fs::path& path, ErrorCode code, const char* word) {
        const auto probe = media::probe(path);
        ASSERT_FALSE(probe.has_value()) << path;
        EXPECT_EQ(probe.error().code, code) << probe.error().text();
        EXPECT_NE(probe.error().text().find(path.filename().string()), std::string::npos)
            << probe.error().text();
        EXPECT_NE(probe.error().text().find(word), std::string::npos) << probe.error().text();
    };
    const fs::path& folder = folder_.path();
    refused(folder / "none.wav", ErrorCode::not_found, "does not exist");
    refused(folder, ErrorCode::invalid, "folder");
    put(folder / "empty.wav", "");
    refused(folder / "empty.wav", ErrorCode::invalid, "empty");
    put(folder / "text.mov", "Dear mixer,\nplease find the reel attached.\n");
    refused(folder / "text.mov", ErrorCode::invalid, "not a sound or picture file");
    put(folder / "list.mov", "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n/etc/passwd\n#EXT-X-ENDLIST\n");
    refused(folder / "list.mov", ErrorCode::invalid, "not a sound or picture file");
    for (const auto& [name, options] :
         {std::pair{"cut.aiff", "-c:a pcm_s24be"}, std::pair{"cut.caf", "-c:a pcm_s24be"},
          std::pair{"cut.w64", "-c:a pcm_s24le"}, std::pair{"cut.flac", "-c:a flac"},
          std::pair{"cut.ogg", "-c:a libvorbis"}, std::pair{"cut.mov", "-c:a pcm_s24le -movflags faststart"},
          std::pair{"cut.m4a", "-c:a aac -movflags faststart"}}) {
        const fs::path path = folder / name;
        ASSERT_TRUE(test::ffmpeg(std::string("-f lavfi -i anoisesrc=d=2:r=48000 ") + options + " '" +
                                 path.string() + "'"));
        ASSERT_TRUE(media::probe(path).has_value()) << name;
        fs::resize_file(path, fs::file_size(path) * 2 / 3);
        refused(path, ErrorCode::invalid, "cut short");
    }
}

TEST_F(Media, a_file_without_permission_is_the_surroundings) {
    if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
    const fs::path path = make("a.flac", "mono", 1, "-c:a flac");
    fs::permissions(path, fs::perms::none);
    EXPECT_EQ(media::probe(path).error().code, ErrorCode::io);
}

TEST_F(Media, an_absurd_rate_is_refused) {
    const fs::path path = make("a.au", "mono", 1, "-c:a pcm_s16be");
    std::string bytes = bytes_of(path);
    for (const std::size_t i : {16U, 17U})
        bytes[i] = '\x7F'; // sample rate, big endian
    put(path, bytes);
    const auto probe = media::probe(path);
    ASSERT_FALSE(probe.has_value());
    EXPECT_EQ(probe.error().code, ErrorCode::invalid);
}

TEST_F(Media, a_file_that_changes_under_us_stops_the_reading) {
    for (const char* name : {"a.wav", "a.flac"}) {
        const fs::path path = make(name, "mono", 1, "");
        const auto source = media::open_sound(path, -1);
        ASSERT_TRUE(source.has_value());
        AudioBuffer block(1, 100);
        ASSERT_TRUE((*source)->read(SamplePos{0}, block.block()).has_value());
        fs::resize_file(path, fs::file_size(path) / 2);
        const auto changed = (*source)->read(SamplePos{20000}, block.block()); // a jump
        ASSERT_FALSE(changed.has_value());
        EXPECT_NE(changed.error().text().find("has changed"), std::string::npos);
        fs::remove(path);
        EXPECT_NE((*source)->read(SamplePos{100}, block.block()).error().text().find("has gone"),
                  std::string::npos);
    }
}

// Bytes flipped, cut out and overwritten: an error or a reading, never a crash or a long wait.
TEST_F(Media, mutated_files_never_crash) {
    std::mt19937_64 random(5);
    for (const auto& [name, options] :
         {std::pair{"m.flac", "-c:a flac"}, std::pair{"m.aiff", "-c:a pcm_s16be"},
          std::pair{"m.caf", "-c:a alac"}, std::pair{"m.ogg", "-c:a libvorbis"},
          std::pair{"m.mov", "-c:a pcm_s24le"}, std::pair{"m.m4a", "-c:a aac"},
          std::pair{"m.mka", "-c:a ac3"}, std::pair{"m.mp3", "-c:a libmp3lame"},
          std::pair{"m.wav", "-c:a pcm_s16le"}}) {
        const fs::path path = folder_.path() / name;
        ASSERT_TRUE(test::ffmpeg(std::string("-f lavfi -i anoisesrc=d=0.3:r=48000:seed=1 ") + options + " '" +
                                 path.string() + "'"));
        const std::string whole = bytes_of(path);
        for (int round = 0; round < 40; ++round) {
            std::string bytes = whole;
            const std::size_t reach =
                std::min<std::size_t>(bytes.size(), round % 2 == 0 ? 600 : bytes.size());
            for (int i = 0; i < 6; ++i)
                bytes[random() % reach] = static_cast<char>(random());
            if (round % 5 == 0) bytes.resize(random() % bytes.size() + 1);
            put(path, bytes);
            const auto probe = media::probe(path);
            if (!probe) continue;
            for (const auto& sound : probe->sounds) {
                const auto source = media::open_sound(path, sound.index);
                if (!source) continue;
                AudioBuffer block((*source)->format().layout.channels(), 4096);
                (void)(*source)->read(SamplePos{0}, block.block()).has_value();
                (void)(*source)
                    ->read(SamplePos{(*source)->format().length.value / 2}, block.block())
                    .has_value();
            }
        }
    }
}

TEST(Identity, recognises_a_file_and_notices_a_change) {
    const test::TempFolder folder;
    const fs::path path = folder.path() / "a.bin";
    std::string bytes(300'000, 'x');
    put(path, bytes);
    const auto before = media::identity_of(path);
    ASSERT_TRUE(before.has_value());
    EXPECT_EQ(before->bytes, 300'000U);
    EXPECT_EQ(before->hash.size(), 16U);
    bytes[150'000] = 'y'; // in the middle part
    put(path, bytes);
    EXPECT_NE(*media::identity_of(path), *before);
    put(path, "ab");
    // FNV-1a 64 of "ab" three times over: head, middle and tail of a small file are all of it.
    EXPECT_EQ(media::identity_of(path)->bytes, 2U);
}

TEST(Identity, sha256_is_that_of_fips_180_4) {
    const test::TempFolder folder;
    const fs::path path = folder.path() / "abc";
    put(path, "abc");
    EXPECT_EQ(media::sha256_of(path).value_or(""),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    put(path, std::string(3'000'000, 'a'));
    const auto other = test::output_of("sha256sum '" + path.string() + "'");
    ASSERT_TRUE(other.has_value());
    EXPECT_EQ(media::sha256_of(path).value_or(""), other->substr(0, 64));
}

} // namespace
