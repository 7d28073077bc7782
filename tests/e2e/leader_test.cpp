// A video's leader held against a turnover's sound.
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "formats/json/json.h"
#include "tests/e2e/program.h"
#include "tests/e2e/sound_files.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;
using namespace dub::test;

// A leader: white to frame 24, then black until the action two seconds after that frame.
TEST(Leader, the_pop_in_the_picture_is_found_and_held_against_the_one_in_sound) {
    const TempFolder folder;
    if (!is_installed("ffmpeg")) GTEST_SKIP() << "ffmpeg makes the leader";
    const Ran made = run("ffmpeg",
                         {"-v", "error", "-f", "lavfi", "-i",
                          "color=white:s=64x36:r=24:d=5,drawbox=enable='between(n,25,71)':color=black:t=fill",
                          "-c:v", "mjpeg", "-timecode", "00:59:57:00", "leader.mov"},
                         folder.path());
    ASSERT_EQ(made.exit, 0) << made.err;
    std::vector<float> sound(10 * 48000);
    for (int i = 0; i < 2000; ++i) // one frame, five frames late
        sound[static_cast<std::size_t>(2 * 48000 + 5 * 2000 + i)] =
            static_cast<float>(0.1 * std::sin(2 * std::numbers::pi * 1000 * i / 48000));
    wave::WriteOptions options;
    options.layout = Layout{Speaker::M};
    write_wave(folder.path() / "guide.wav", options, {sound});
    write_bytes(folder.path() / "reel.edl", "TITLE: REEL\nFCM: NON-DROP FRAME\n\n"
                                            "001  AX  A  C  00:00:00:00 00:00:10:00 00:59:56:00 01:00:06:00\n"
                                            "* FROM CLIP NAME: guide.wav\n");
    const Ran inspected =
        dubstage({"inspect", "reel.edl", "--fps", "24", "--picture", "leader.mov", "--json"}, folder.path());
    ASSERT_EQ(inspected.exit, 0) << inspected.err;
    const auto answer = json::parse(inspected.out, "stdout");
    ASSERT_TRUE(answer);
    std::string seen, apart;
    for (const auto& one : (*answer)["diagnostics"]) {
        if (one["code"] == "inspect.picture-pop") seen = one["sentence"];
        if (one["code"] == "inspect.two-pop-apart") apart = one["sentence"];
    }
    EXPECT_NE(seen.find("at 00:59:58:00 (frame 24 of the file)"), std::string::npos)
        << seen << (*answer)["diagnostics"];
    EXPECT_NE(apart.find("is heard at 00:59:58:05"), std::string::npos) << apart;
}

} // namespace
