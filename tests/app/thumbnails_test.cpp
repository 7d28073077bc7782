// Thumbnails of a file: made once, found in the cache afterwards, made again when the cache is damaged.

#include <fstream>

#include <gtest/gtest.h>

#include "app/jobs/thumbnails.h"
#include "tests/support/numbered_picture.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;
namespace fs = std::filesystem;

class Count final : public Progress {
  public:
    bool at(double done, std::string_view) override {
        EXPECT_GE(done, last);
        last = done;
        ++asked;
        return asked < stop_at;
    }
    double last = 0;
    int asked = 0;
    int stop_at = 1 << 30;
};

class ThumbnailsOfAFile : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(test::write_numbered(film_, *timecode_format("25"), 100).has_value());
    }
    [[nodiscard]] std::vector<fs::path> cached() const {
        std::vector<fs::path> files;
        std::error_code error;
        for (const auto& file : fs::directory_iterator(cache_, error))
            files.push_back(file.path());
        return files;
    }
    test::TempFolder folder_;
    fs::path film_ = folder_.path() / "film.mov";
    fs::path cache_ = folder_.path() / "cache" / "dubstage";
};

TEST_F(ThumbnailsOfAFile, are_made_once_and_found_again_under_another_name) {
    Count progress;
    int first = 0;
    const auto made = app::thumbnails_of({film_, cache_,
                                          [&](const auto& early) {
                                              EXPECT_FALSE(early->cuts.has_value());
                                              EXPECT_EQ(early->pictures.size(), 9U);
                                              ++first;
                                          }},
                                         progress);
    ASSERT_TRUE(made.has_value()) << made.error().text();
    EXPECT_EQ(first, 1);
    EXPECT_EQ((*made)->pictures.size(), 9U);
    EXPECT_TRUE((*made)->cuts.has_value());
    EXPECT_EQ((*made)->at(FrameCount{50})->index.value, 48);
    EXPECT_GT(progress.asked, 5);
    EXPECT_EQ(cached().size(), 1U);

    fs::rename(film_, folder_.path() / "reel 1.mov");
    Count again;
    const auto found = app::thumbnails_of({folder_.path() / "reel 1.mov", cache_}, again);
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(again.asked, 0);
    EXPECT_EQ((*found)->pictures.size(), 9U);
    EXPECT_EQ((*found)->cuts, (*made)->cuts);
}

TEST_F(ThumbnailsOfAFile, are_made_again_when_the_cache_is_damaged) {
    Count progress;
    ASSERT_TRUE(app::thumbnails_of({film_, cache_}, progress).has_value());
    fs::resize_file(cached().front(), 1000);
    Count again;
    ASSERT_TRUE(app::thumbnails_of({film_, cache_}, again).has_value());
    EXPECT_GT(again.asked, 5);
    EXPECT_GT(fs::file_size(cached().front()), 1000U);
}

TEST_F(ThumbnailsOfAFile, stopped_in_the_search_for_cuts_keep_what_there_is) {
    Count stop;
    stop.stop_at = 14; // opening asks twice, nine thumbnails once each
    EXPECT_EQ(app::thumbnails_of({film_, cache_}, stop).error().code, ErrorCode::cancelled);
    EXPECT_EQ(cached().size(), 1U);
    Count rest;
    ASSERT_TRUE(app::thumbnails_of({film_, cache_}, rest).has_value());
    EXPECT_GE(rest.last, 0.3);
}

TEST_F(ThumbnailsOfAFile, need_no_cache_that_can_be_written) {
    std::ofstream(folder_.path() / "cache") << "a file where a folder should be";
    Count progress;
    EXPECT_TRUE(app::thumbnails_of({film_, cache_}, progress).has_value());
    EXPECT_FALSE(app::thumbnails_of({folder_.path() / "none.mov", cache_}, progress).has_value());
}

} // namespace
