// The demo scene's film: what must be seen on an exact frame is on that frame and on no other.

#include <gtest/gtest.h>

#include "app/demo/picture/paint.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;
using namespace dub::app;

constexpr int width = 320, height = 180;
constexpr FramePos ffoa{86400}; // 01:00:00:00 at 24

class Silent final : public Progress {
  public:
    bool at(double, std::string_view) override { return going; }
    bool going = true;
};

PictureScript small_scene() {
    PictureScript scene;
    scene.width = width;
    scene.height = height;
    scene.ffoa = ffoa;
    scene.title = "A TEST";
    scene.film = {ffoa - FrameCount{72}, ffoa + FrameCount{48 + 60}};
    scene.shots = {{ShotKind::leader, "", {scene.film.start, ffoa}},
                   {ShotKind::gate, "GATE", {ffoa, ffoa + FrameCount{24}}},
                   {ShotKind::road, "ROAD", {ffoa + FrameCount{24}, ffoa + FrameCount{48}}},
                   {ShotKind::tail, "", {ffoa + FrameCount{48}, scene.film.end}}};
    scene.marks = {{ffoa + FrameCount{10}, Event::door_slam, "SLAM"},
                   {ffoa + FrameCount{30}, Event::car, "CAR"}};
    scene.captions = {{{ffoa + FrameCount{2}, ffoa + FrameCount{9}}, "WHO IS THERE?"}};
    return scene;
}

class Film : public testing::Test {
  protected:
    void SetUp() override {
        if (!test::has_program("ffmpeg")) GTEST_SKIP() << "ffmpeg is not installed";
        Silent silent;
        const auto painted = paint_picture(path_, small_scene(), IfExists::refuse, silent);
        ASSERT_TRUE(painted.has_value()) << painted.error().text();
        frames_ = test::output_of("ffmpeg -v error -i '" + path_.string() + "' -f rawvideo -pix_fmt gray -")
                      .value_or("");
    }
    // Luma at a place of the 1920 x 1080 design.
    [[nodiscard]] int luma(std::int64_t frame, int x, int y) const {
        const std::int64_t at = (frame * height + y * height / 1080) * width + x * width / 1920;
        return static_cast<unsigned char>(frames_.at(static_cast<std::size_t>(at)));
    }
    test::TempFolder folder_;
    std::filesystem::path path_ = folder_.path() / "film.mov";
    std::string frames_;
};

TEST_F(Film, has_exactly_the_frames_of_the_script) {
    EXPECT_EQ(frames_.size(), std::size_t{180} * width * height);
}

TEST_F(Film, the_two_pop_is_one_frame_two_seconds_before_the_action) {
    for (std::int64_t frame = 0; frame < 72; ++frame) {
        const bool flash =
            luma(frame, 660, 540) > 230 && luma(frame, 1260, 540) > 230; // both sides of the disc
        EXPECT_EQ(flash, frame == 72 - 48) << frame;
    }
}

TEST_F(Film, the_tail_pop_is_one_frame_two_seconds_after_the_last_of_the_action) {
    const std::int64_t last = 72 + 47;
    for (std::int64_t frame = last + 1; frame < 180; ++frame)
        EXPECT_EQ(luma(frame, 660, 540) > 230, frame == last + 48) << frame;
}

TEST_F(Film, each_mark_is_a_white_square_on_its_frame_alone) {
    for (std::int64_t frame = 72; frame < 120; ++frame)
        EXPECT_EQ(luma(frame, 1800, 180) > 225, frame == 72 + 10 || frame == 72 + 30) << frame;
}

TEST_F(Film, a_film_is_not_painted_over_another) {
    Silent silent;
    EXPECT_EQ(paint_picture(path_, small_scene(), IfExists::refuse, silent).error().code, ErrorCode::usage);
}

TEST(FilmScript, a_longer_scene_repeats_its_action_and_cuts_the_last_one_off) {
    PictureScript scene = small_scene();
    scene.shots.pop_back();
    scene.film.end = ffoa + FrameCount{48};
    const PictureScript longer = with_action_length(scene, FrameCount{48 + 35});
    EXPECT_EQ(longer.film.length().value, 72 + 83);
    ASSERT_EQ(longer.shots.size(), 5U);
    EXPECT_EQ(longer.shots.back().place, (FrameRange{ffoa + FrameCount{72}, ffoa + FrameCount{83}}));
    ASSERT_EQ(longer.marks.size(), 4U);
    EXPECT_EQ(longer.marks.back().at, ffoa + FrameCount{78});
    EXPECT_EQ(with_action_length(scene, FrameCount{20}).shots.size(), 2U);
}

TEST(FilmScript, a_stopped_or_contradictory_film_leaves_nothing) {
    const test::TempFolder folder;
    Silent stopped;
    stopped.going = false;
    EXPECT_EQ(paint_picture(folder.path() / "a.mov", small_scene(), IfExists::refuse, stopped).error().code,
              ErrorCode::cancelled);
    PictureScript overlapping = small_scene();
    overlapping.shots[1].place.start = ffoa - FrameCount{1};
    EXPECT_EQ(paint_picture(folder.path() / "a.mov", overlapping, IfExists::refuse, stopped).error().code,
              ErrorCode::usage);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

} // namespace
