// A film of three reels from files to deliveries, as a person does it, and what independent programs say of
// the files: lengths, joins, pops, nulls, loudness.

#include <array>
#include <stdexcept>

#include <gtest/gtest.h>

#include "formats/json/json.h"
#include "tests/e2e/program.h"
#include "tests/e2e/sound_files.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;
using namespace dub::test;
namespace fs = std::filesystem;

constexpr std::array<int, 3> frames{120, 144, 96}; // of the actions
constexpr int all_frames = 360;
const std::array<std::string, 6> speakers{"L", "R", "C", "LFE", "Ls", "Rs"};

class ThreeReels : public testing::Test {
  protected:
    [[nodiscard]] const fs::path& folder() const { return folder_.path(); }

    std::string ok(const std::vector<std::string>& words) {
        const Ran ran = dubstage(words, folder());
        EXPECT_EQ(ran.exit, 0) << words.front() << ": " << ran.err << ran.out;
        return ran.out;
    }
    json::Json document(std::vector<std::string> words) {
        words.emplace_back("--json");
        const auto parsed = json::parse(ok(words), "stdout");
        if (!parsed) throw std::runtime_error(parsed.error().text());
        return *parsed;
    }

    // 23.976 fps, reel N at N:00:00:00; sound lies over each LFOA. Theatrical is the mix at 24 fps; nearfield
    // lowers the surrounds and the music; each also at the session's own rate.
    void make_film() {
        ok({"new", "film.dub", "--fps", "23.976", "--layout", "5.1"});
        wave::WriteOptions mono, six;
        mono.layout = Layout{Speaker::M};
        six.layout = *layout_named("5.1");
        for (int reel = 0; reel < 3; ++reel) {
            const int samples = (frames[static_cast<std::size_t>(reel)] + 48) * 2002;
            const auto seed = static_cast<std::uint64_t>(10 * reel);
            write_wave(folder() / "dx.wav", mono, {band_noise(seed + 1, {}, {48000}, samples)});
            Rows music;
            for (std::uint64_t c = 0; c < 6; ++c)
                music.push_back(c == 3 ? Row(static_cast<std::size_t>(samples))
                                       : noise(seed + 2 + c, 0.1, samples));
            write_wave(folder() / "mx.wav", six, music);
            const std::string number = std::to_string(reel + 1), hour = "0" + number + ":00:00:00";
            fs::rename(folder() / "dx.wav", folder() / ("dx" + number + ".wav"));
            fs::rename(folder() / "mx.wav", folder() / ("mx" + number + ".wav"));
            ok({"import", "film.dub", "dx" + number + ".wav", "--role", "dialogue", "--track", "DX " + number,
                "--at", hour});
            ok({"import", "film.dub", "mx" + number + ".wav", "--role", "score", "--track", "MX " + number,
                "--at", hour});
        }
        write_bytes(folder() / "film.json", R"([
{"edit":"add_segment","name":"R1","from":"01:00:00:00","to":"01:00:05:00","leader":"192f","two_pop":true,"tail_pop":true},
{"edit":"add_segment","name":"R2","from":"02:00:00:00","to":"02:00:06:00","leader":"192f","two_pop":true,"tail_pop":true},
{"edit":"add_segment","name":"R3","from":"03:00:00:00","to":"03:00:04:00","leader":"192f","two_pop":true,"tail_pop":true},
{"edit":"add_version","name":"theatrical"},
{"edit":"add_version","name":"nearfield","language":"en"},
{"edit":"set_version_strip","version":"nearfield","strips":["MX 1","MX 2","MX 3"],"trim":-2,"surrounds":-3},
{"edit":"add_version","name":"theatrical DCP","like":"theatrical","rate":"24"},
{"edit":"add_version","name":"nearfield DCP","like":"nearfield","rate":"24"}
])");
        ok({"edit", "film.dub", "--apply", "film.json"});
    }

    // The file of that segment (null: the long-play) and channel.
    static json::Json file_of(const json::Json& delivery, const std::string& spec, const std::string& segment,
                              const std::string& channel = "") {
        for (const auto& file : delivery.at("files")) {
            const bool same = segment.empty() ? file.at("segment").is_null() : file.at("segment") == segment;
            if (file.at("spec") == spec && same && (channel.empty() || file.at("channels").at(0) == channel))
                return file;
        }
        throw std::runtime_error("no file of " + spec + " " + segment + " " + channel);
    }

    // The bytes of sound in a wave: what follows the head of its data chunk.
    [[nodiscard]] std::string sound_bytes(const fs::path& file) const {
        const std::string bytes = bytes_of(file);
        std::size_t at = 12;
        const auto size_at = [&](std::size_t place) {
            std::size_t size = 0;
            for (int i = 3; i >= 0; --i)
                size = size << 8 | static_cast<unsigned char>(bytes[place + static_cast<std::size_t>(i)]);
            return size;
        };
        while (bytes.substr(at, 4) != "data")
            at += 8 + (size_at(at + 4) + 1) / 2 * 2;
        return bytes.substr(at + 8, size_at(at + 4));
    }

    TempFolder folder_;
};

double ffmpeg_loudness(const fs::path& file) {
    const Ran ran =
        run("ffmpeg", {"-hide_banner", "-nostats", "-i", file.string(), "-af", "ebur128", "-f", "null", "-"},
            ".");
    const auto at = ran.err.rfind("    I:");
    return at == std::string::npos ? 0 : std::strtod(ran.err.c_str() + at + 6, nullptr);
}

TEST_F(ThreeReels, reels_and_long_play_of_24_fps_mono_files_are_exact_in_every_version) {
    if (!is_installed("ffmpeg")) GTEST_SKIP() << "ffmpeg is not installed";
    make_film();
    for (const std::string version : {"theatrical DCP", "nearfield DCP"}) {
        const fs::path out = folder() / version;
        const auto delivery = document({"deliver", "film.dub", "--version", version, "--spec", "dcp-5.1",
                                        "--segment", "all,longplay", "--out", version});
        EXPECT_EQ(delivery.at("version"), version);
        EXPECT_EQ(delivery.at("fps"), "24");
        EXPECT_EQ(delivery.at("rate_method"), "resample");
        for (const std::string& speaker : speakers) {
            std::string pieces;
            for (std::size_t i = 0; i < 3; ++i) {
                const auto file = file_of(delivery, "dcp-5.1", "R" + std::to_string(i + 1), speaker);
                const fs::path path = out / file.at("path").get<std::string>();
                const Probed probed = ffprobe(path);
                EXPECT_EQ(probed.samples, (192 + frames[i] + 48) * 2000);
                EXPECT_EQ(probed.rate, 48000);
                EXPECT_EQ(probed.time_reference,
                          std::to_string((static_cast<std::int64_t>(i) + 1) * 3600 * 48000 - 192 * 2000));
                const std::string bytes = sound_bytes(path);
                pieces += bytes.substr(192 * 2000 * 3, static_cast<std::size_t>(frames[i]) * 2000 * 3);

                // The pops, as ffmpeg decodes them; black around them.
                const std::vector<float> row = ffmpeg_decode(path).at(0);
                const std::size_t tail = static_cast<std::size_t>(192 + frames[i] + 47) * 2000;
                const std::vector<float> two_pop(row.begin() + 144 * 2000, row.begin() + 145 * 2000);
                const std::vector<float> tail_pop(row.begin() + static_cast<std::ptrdiff_t>(tail), row.end());
                // 1 kHz has 48 samples: 41 whole waves in 1968 of a frame's 2000.
                EXPECT_NEAR(amplitude_at({two_pop.begin(), two_pop.begin() + 1968}, 1000, 48000), 0.1, 1e-4);
                EXPECT_NEAR(amplitude_at({tail_pop.begin(), tail_pop.begin() + 1968}, 1000, 48000), 0.1,
                            1e-4);
                EXPECT_EQ(tail_pop.size(), 2000U);
                for (std::size_t n = 0; n < 192 * 2000; ++n)
                    ASSERT_TRUE(n / 2000 == 144 || row[n] == 0) << n;
                for (std::size_t n = (192 + static_cast<std::size_t>(frames[i])) * 2000; n < tail; ++n)
                    ASSERT_EQ(row[n], 0) << n;
            }
            const auto whole = file_of(delivery, "dcp-5.1", "", speaker);
            const fs::path path = out / whole.at("path").get<std::string>();
            EXPECT_EQ(ffprobe(path).samples, all_frames * 2000);
            EXPECT_TRUE(pieces == sound_bytes(path)) << speaker;
        }
    }
}

TEST_F(ThreeReels, stems_null_and_loudness_agrees_with_other_programs) {
    if (!is_installed("ffmpeg") || !is_installed("sox")) GTEST_SKIP() << "ffmpeg or sox is not installed";
    make_film();
    std::array<double, 2> loudness{};
    for (std::size_t v = 0; v < 2; ++v) {
        const std::string version = v == 0 ? "theatrical DCP" : "nearfield DCP";
        const fs::path out = folder() / version;
        // Some rule of loudness does not pass: the levels are kept, so that they can be compared.
        const Ran ran = dubstage({"deliver", "film.dub", "--version", version, "--spec",
                                  "netflix-2.0,atsc-a85-5.1,stems", "--out", version, "--json"},
                                 folder());
        EXPECT_LE(ran.exit, 1) << ran.err;
        const auto parsed = json::parse(ran.out, "stdout");
        ASSERT_TRUE(parsed) << ran.err;
        const json::Json& delivery = *parsed;
        const auto whole = file_of(delivery, "atsc-a85-5.1", "");
        const fs::path mix = out / whole.at("path").get<std::string>();
        EXPECT_EQ(ffprobe(mix).samples, all_frames * 2000);
        loudness[v] = ffmpeg_loudness(mix);
        EXPECT_NEAR(loudness[v], whole.at("measured").at("integrated_lufs").get<double>(), 0.1);
        EXPECT_LT(delivery.at("null_test").at("files_dbfs").get<double>(), -110);
        std::vector<std::string> words{"-V1", "-m"};
        for (const auto& file : delivery.at("files"))
            if (file.at("spec") == "stems") {
                words.insert(words.end(), {"-v", "1", (out / file.at("path").get<std::string>()).string()});
            }
        words.insert(words.end(), {"-v", "-1", mix.string(), "-n", "stat"});
        const Ran sox = run("sox", words, folder());
        const auto at = sox.err.find("Maximum amplitude:");
        ASSERT_NE(at, std::string::npos) << sox.err;
        ASSERT_EQ(whole.at("limited_db"), 0);
        EXPECT_LT(std::stod(sox.err.substr(at + 18)), 3e-6); // the dither of all
    }
    EXPECT_LT(loudness[1], loudness[0] - 1); // the nearfield is the softer one
}

TEST_F(ThreeReels, the_session_of_23_976_is_refused_by_a_dcp_and_the_cure_works) {
    make_film();
    const Ran refused = dubstage({"deliver", "film.dub", "--spec", "dcp-5.1", "--out", "dcp"}, folder());
    EXPECT_EQ(refused.exit, 3);
    EXPECT_FALSE(fs::exists(folder() / "dcp"));
    const auto from = refused.err.find("echo '"), to = refused.err.find("; then");
    ASSERT_TRUE(from != std::string::npos && to != std::string::npos) << refused.err;
    const std::string cure = refused.err.substr(from, to - from);
    const auto script = cure.substr(6, cure.find("' > ") - 6);
    write_bytes(folder() / "rate.json", script); // what the shell would do
    ok({"edit", "film.dub", "--apply", "rate.json"});
    ok({"deliver", "film.dub", "--spec", "dcp-5.1", "--version", "24 fps", "--out", "dcp"});
}

TEST_F(ThreeReels, inspect_tells_the_reel_sheet) {
    make_film();
    const auto reel = document({"inspect", "film.dub"}).at("segments").at(1);
    EXPECT_EQ(reel.at("name"), "R2");
    EXPECT_EQ(reel.at("ffoa"), "02:00:00:00");
    EXPECT_EQ(reel.at("lfoa"), "02:00:05:23"); // inclusive
    EXPECT_EQ(reel.at("stamped_two_pop"), "01:59:58:00");
    EXPECT_EQ(reel.at("stamped_tail_pop"), "02:00:07:23");
    EXPECT_EQ(reel.at("two_pop_feet"), "9+00");
    EXPECT_EQ(reel.at("ffoa_feet"), "12+00");
    EXPECT_EQ(reel.at("duration_feet"), "9+00");
}

} // namespace
