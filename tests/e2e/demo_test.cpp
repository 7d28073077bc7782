// The demo scene on synthesised sound, from the command to what independent readers find; and the commands of
// the README.

#include <cstdlib>
#include <stdexcept>

#include <gtest/gtest.h>

#include "formats/json/json.h"
#include "tests/e2e/program.h"
#include "tests/e2e/sound_files.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;
using namespace dub::test;
namespace fs = std::filesystem;

json::Json parsed(const std::string& text) {
    const auto document = json::parse(text, "stdout");
    if (!document) throw std::runtime_error(document.error().text());
    return *document;
}

// Integrated loudness as ffmpeg's meter has it.
double ffmpeg_loudness(const fs::path& file) {
    const Ran ran =
        run("ffmpeg", {"-hide_banner", "-nostats", "-i", file.string(), "-af", "ebur128", "-f", "null", "-"},
            ".");
    const auto at = ran.err.rfind("    I:");
    return at == std::string::npos ? 0 : std::strtod(ran.err.c_str() + at + 6, nullptr);
}

std::int64_t picture_frames(const fs::path& file) {
    const Ran ran = run("ffprobe",
                        {"-v", "error", "-select_streams", "v", "-count_packets", "-show_entries",
                         "stream=nb_read_packets", "-of", "csv=p=0", file.string()},
                        ".");
    return std::strtoll(ran.out.c_str(), nullptr, 10);
}

TEST(Demo, every_verdict_passes_and_every_file_is_as_long_as_its_picture) {
    if (!is_installed("ffprobe")) GTEST_SKIP() << "ffmpeg is not installed";
    const TempFolder folder;
    const Ran ran = dubstage({"demo", "--synthetic", "--length", "30", "--out", "demo", "--json", "--quiet"},
                             folder.path());
    ASSERT_EQ(ran.exit, 0) << ran.err << ran.out.substr(0, 2000);
    const json::Json document = parsed(ran.out);

    const std::int64_t frames = picture_frames(folder.path() / "demo/rain-at-the-gate.mov");
    EXPECT_EQ(frames, (8 + 30 + 3) * 24);
    int files = 0;
    int compared = 0;
    for (const auto& file : document["files"]) {
        const fs::path path = folder.path() / "demo" / file["path"].get<std::string>();
        const Probed probed = ffprobe(path);
        EXPECT_EQ(probed.rate, 48000) << path;
        // The reel is as long as the picture with its leader, the long-play as its action.
        EXPECT_EQ(probed.samples, (file["segment"].is_null() ? 30 * 24 : frames) * 2000) << path;
        EXPECT_EQ(probed.channels, static_cast<int>(file["channels"].size())) << path;
        ++files;
        // ffmpeg gives the rears of 7.1 the weight of the sides; 5.1 and 2.0 it weighs as the standard does.
        if (probed.channels != 6 && probed.channels != 2) continue;
        const auto& measured = file["measured"]["integrated_lufs"];
        if (measured.is_null()) continue;
        EXPECT_NEAR(ffmpeg_loudness(path), measured.get<double>(), 0.1) << path;
        ++compared;
    }
    EXPECT_GT(files, 15);
    EXPECT_GE(compared, 4);
    for (const auto& verdict : document["verdicts"])
        EXPECT_NE(verdict["pass"], json::Json(false)) << verdict.dump();
    EXPECT_EQ(picture_frames(folder.path() / "demo/rain-at-the-gate-with-mix.mov"), frames);
}

TEST(Demo, a_scene_too_short_to_measure_is_refused) {
    const TempFolder folder;
    const Ran ran = dubstage({"demo", "--length", "5", "--out", "demo"}, folder.path());
    EXPECT_EQ(ran.exit, 2);
    EXPECT_NE(ran.err.find("--length"), std::string::npos) << ran.err;
    EXPECT_FALSE(fs::exists(folder.path() / "demo" / "rain-at-the-gate.mov"));
}

// What stands between ```sh and ``` below `heading`.
std::string shell_block(const std::string& text, const std::string& heading) {
    const auto section = text.find(heading);
    if (section == std::string::npos) throw std::runtime_error("no section " + heading);
    const auto open = text.find("```sh\n", section) + 6;
    return text.substr(open, text.find("```", open) - open);
}

TEST(Readme, the_walk_from_files_to_a_delivery_works_word_for_word) {
    const TempFolder folder;
    std::string script = shell_block(bytes_of(fs::path(DUB_SOURCE_DIR) / "README.md"), "## Five minutes");
    // The program of this build, and stand-ins under the recordings' names: the packages may not be here.
    const auto replace = [&](const std::string& what, const std::string& by) {
        const auto at = script.find(what);
        ASSERT_NE(at, std::string::npos) << what;
        script.replace(at, what.size(), by);
    };
    replace("$PWD/build/release", DUB_BINARY_DIR);
    replace("S=build/material/usr/share/games", "S=games");
    for (const char* name : {"games/supertux2/sounds/rain.wav", "games/supertux2/sounds/thunder.wav",
                             "games/fillets-ng/sound/corridor/nl/ch-v-halo0.ogg"}) {
        fs::create_directories((folder.path() / name).parent_path());
        write_tone(folder.path() / name);
    }
    const Ran ran = run("bash", {"-e", "-c", script}, folder.path());
    EXPECT_EQ(ran.exit, 0) << ran.err << ran.out;
    EXPECT_TRUE(fs::exists(folder.path() / "walk-delivery"));
}

} // namespace
