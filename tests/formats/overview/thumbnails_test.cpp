// Thumbnails of a film, where its shots change, and the file they are kept in.

#include <algorithm>
#include <fstream>

#include <gtest/gtest.h>

#include "formats/overview/shot_cuts.h"
#include "formats/overview/thumbnail_file.h"
#include "tests/support/mutate.h"
#include "tests/support/numbered_picture.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;
namespace fs = std::filesystem;

// A film by formula: the grey of each pixel. Frame 40 cannot be had.
class Film final : public PictureSource {
  public:
    using Grey = std::function<int(std::int64_t frame, int x, int y)>;
    Film(std::int64_t length, Grey grey)
        : format_{{24, 1}, FrameCount{length}, {640, 360}}
        , grey_(std::move(grey)) {}
    [[nodiscard]] const PictureFormat& format() const override { return format_; }
    [[nodiscard]] Result<std::shared_ptr<const Picture>> frame(FrameCount index,
                                                               PictureSize within) override {
        ++fetched;
        if (index.value == 40) return fail(ErrorCode::invalid, "Frame 40 is damaged.");
        auto picture = std::make_shared<Picture>();
        picture->index = index;
        picture->size = {std::min(within.width, within.height * 16 / 9), within.height};
        picture->stride = picture->size.width + 3;
        for (int y = 0; y < picture->size.height; ++y)
            for (int x = 0; x < picture->stride; ++x) {
                const auto grey = static_cast<std::uint32_t>(std::clamp(grey_(index.value, x, y), 0, 255));
                picture->pixels.push_back(0xFF000000U | grey << 16 | grey << 8 | grey);
            }
        return picture;
    }
    int fetched = 0;

  private:
    PictureFormat format_;
    Grey grey_;
};

class Quiet final : public Progress {
  public:
    explicit Quiet(int stop_after = 1 << 30)
        : left_(stop_after) {}
    bool at(double done, std::string_view) override {
        EXPECT_GE(done, 0);
        EXPECT_LE(done, 1);
        return left_-- > 0;
    }

  private:
    int left_;
};

// A still with detail: shot n of its own pattern and brightness.
int still(std::int64_t shot, int x, int y) {
    return static_cast<int>(60 + shot * 67 % 120) + (x * static_cast<int>(3 + shot % 4) + y * 5) % 70;
}

TEST(ShotCuts, are_found_on_their_frame) {
    const std::vector<std::int64_t> starts{0, 1, 60, 61, 100, 110, 240, 480, 719};
    Film film(720, [&](std::int64_t frame, int x, int y) {
        const auto shot = std::ranges::upper_bound(starts, frame) - starts.begin();
        return still(shot, x, y);
    });
    Quiet progress;
    const auto cuts = overview::find_cuts(film, progress);
    ASSERT_TRUE(cuts.has_value());
    std::vector<std::int64_t> found;
    for (const FrameCount cut : *cuts)
        found.push_back(cut.value);
    // A shot of one frame stands out as little as its neighbours do: of 60 and 61 none is told. Nor is there
    // anything before frame 1 or behind 719 to compare with.
    EXPECT_EQ(found, (std::vector<std::int64_t>{1, 100, 110, 240, 480, 719}));
    EXPECT_LT(film.fetched, 200); // not every frame
}

TEST(ShotCuts, a_fade_a_flicker_and_a_pan_are_none) {
    Quiet progress;
    Film fade(200, [](std::int64_t frame, int x, int y) {
        return still(1, x, y) * static_cast<int>(200 - frame) / 200;
    });
    Film flicker(200,
                 [](std::int64_t frame, int x, int y) { return still(1, x, y) + (frame % 2 == 0 ? 6 : 0); });
    Film pan(200, [](std::int64_t frame, int x, int y) {
        return (x + static_cast<int>(frame) * 2) / 40 % 2 * 120 + y;
    });
    for (Film* film : {&fade, &flicker, &pan})
        EXPECT_TRUE(overview::find_cuts(*film, progress)->empty());
}

TEST(ShotCuts, stop_when_asked_and_take_films_of_any_length) {
    Film film(720, [](std::int64_t, int x, int y) { return still(1, x, y); });
    Quiet stop(3);
    EXPECT_EQ(overview::find_cuts(film, stop).error().code, ErrorCode::cancelled);
    Quiet progress;
    for (const std::int64_t length : {0, 1, 2, 3, 12, 13}) {
        Film small(length, [](std::int64_t frame, int x, int y) { return still(frame / 2, x, y); });
        EXPECT_TRUE(overview::find_cuts(small, progress).has_value()) << length;
    }
}

overview::Thumbnails some() {
    Film film(121, [](std::int64_t frame, int x, int y) { return still(frame / 24, x, y); });
    Quiet progress;
    auto made = overview::make_thumbnails(film, progress);
    EXPECT_TRUE(made.has_value());
    return std::move(*made);
}

TEST(Thumbnails, lie_half_a_second_apart_and_are_small) {
    const auto made = some();
    EXPECT_EQ(made.every.value, 12);
    ASSERT_EQ(made.pictures.size(), 11U);
    EXPECT_EQ(made.at(FrameCount{0})->index.value, 0);
    EXPECT_EQ(made.at(FrameCount{35})->index.value, 24);
    EXPECT_EQ(made.at(FrameCount{36})->index.value, 36);
    EXPECT_EQ(made.at(FrameCount{99'999})->index.value, 120);
    EXPECT_LE(made.pictures[0]->size.width, overview::largest_thumbnail.width);
    EXPECT_EQ(overview::Thumbnails{}.at(FrameCount{5}), nullptr);
}

TEST(Thumbnails, a_long_film_has_no_more_of_them) {
    Film film(24 * 7200, [](std::int64_t, int, int) { return 9; });
    Quiet progress;
    const auto made = overview::make_thumbnails(film, progress);
    ASSERT_TRUE(made.has_value());
    EXPECT_LE(made->pictures.size(), 1024U);
    EXPECT_GT(made->pictures.size(), 1000U);
    Quiet stop(5);
    EXPECT_EQ(overview::make_thumbnails(film, stop).error().code, ErrorCode::cancelled);
}

class ThumbnailFile : public testing::Test {
  protected:
    test::TempFolder folder_;
    fs::path file_ = overview::thumbnail_file(folder_.path() / "new" / "folder", "key");
};

TEST_F(ThumbnailFile, gives_back_what_was_written) {
    auto made = some();
    made.pictures[3] = nullptr;
    for (const bool with_cuts : {false, true}) {
        if (with_cuts) made.cuts = {FrameCount{24}, FrameCount{48}};
        ASSERT_TRUE(overview::write_thumbnails(file_, "key", made).has_value());
        const auto read = overview::read_thumbnails(file_, "key");
        ASSERT_TRUE(read.has_value()) << read.error().text();
        EXPECT_EQ(read->rate, made.rate);
        EXPECT_EQ(read->length, made.length);
        EXPECT_EQ(read->every, made.every);
        EXPECT_EQ(read->cuts, made.cuts);
        ASSERT_EQ(read->pictures.size(), made.pictures.size());
        EXPECT_EQ(read->pictures[3], nullptr);
        for (const std::size_t n : {0U, 2U, 10U}) {
            const Picture& before = *made.pictures[n];
            const Picture& after = *read->pictures[n];
            EXPECT_EQ(after.index, before.index);
            ASSERT_EQ(after.size, before.size);
            for (const auto& [x, y] :
                 {std::pair{0, 0}, {17, 30}, {before.size.width - 1, before.size.height - 1}})
                EXPECT_EQ(after.pixels[static_cast<std::size_t>(y * after.stride + x)],
                          before.pixels[static_cast<std::size_t>(y * before.stride + x)]);
        }
    }
}

TEST_F(ThumbnailFile, of_another_picture_or_missing_is_not_taken) {
    EXPECT_EQ(overview::read_thumbnails(file_, "key").error().code, ErrorCode::not_found);
    ASSERT_TRUE(overview::write_thumbnails(file_, "key", some()).has_value());
    EXPECT_EQ(overview::read_thumbnails(file_, "other").error().code, ErrorCode::invalid);
}

TEST_F(ThumbnailFile, that_is_damaged_is_not_taken) {
    ASSERT_TRUE(overview::write_thumbnails(file_, "key", some()).has_value());
    std::ifstream in(file_, std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(in), {}};
    test::Mutator mutate(3);
    for (int round = 0; round < 200; ++round) {
        const std::string bytes = mutate(whole);
        std::ofstream(file_, std::ios::binary | std::ios::trunc) << bytes;
        EXPECT_EQ(overview::read_thumbnails(file_, "key").has_value(), bytes == whole);
    }
}

} // namespace
