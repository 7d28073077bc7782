// Waveforms as a window asks for them: the same columns at any zoom, whether they come from an overview or
// from the samples.

#include "app/window/fed_overviews.h"

#include <fstream>

#include <gtest/gtest.h>

#include "app/jobs/session_media.h"
#include "engine/plan/media_door.h"
#include "tests/app/scene_on_disk.h"
#include "tests/support/dice.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace app;
namespace fs = std::filesystem;
using overview::Column;

class Feed : public testing::Test {
  protected:
    Feed() { feed.show(scene.session(), hearing()); }
    [[nodiscard]] Hearing hearing(SampleRate rate = {44100}) const {
        return {scene.folder(), media_opener(scene.folder()), rate};
    }
    [[nodiscard]] const session::Media& media(std::size_t i) { return *scene.session().pool->media[i]; }
    // As a window does: asks again whenever there is more.
    std::vector<Column> columns(MediaId of, int channel, SampleRange range, int count) {
        for (;;) {
            const std::uint64_t before = feed.revision();
            if (auto found = feed.columns(of, channel, range, count)) return *found;
            std::unique_lock lock(mutex_);
            grown_.wait(lock, [&] { return feed.revision() != before; });
        }
    }
    std::unique_ptr<AudioSource> heard(const session::Media& of, SampleRate rate = {44100}) {
        plan::DiskDoor door(media_opener(scene.folder()), rate);
        return must(door.open(of));
    }
    SceneOnDisk scene;
    TempFolder cache;

  private:
    std::mutex mutex_;
    std::condition_variable grown_;

  protected:
    OverviewFeed feed{cache.path(), [this] {
                          const std::scoped_lock lock(mutex_);
                          grown_.notify_all();
                      }};
};

void expect_like(const std::vector<Column>& drawn, const std::vector<Column>& expected) {
    ASSERT_EQ(drawn.size(), expected.size());
    for (std::size_t c = 0; c < drawn.size(); ++c) {
        EXPECT_EQ(drawn[c].min, expected[c].min) << c;
        EXPECT_EQ(drawn[c].max, expected[c].max) << c;
        EXPECT_NEAR(drawn[c].rms, expected[c].rms, 1e-5) << c;
    }
}

TEST_F(Feed, narrow_columns_are_those_of_the_converted_samples) {
    Dice dice(1);
    const auto source = heard(media(1));
    for (int look = 0; look < 30; ++look) {
        const std::int64_t start = dice.whole(-300, 150'000), length = dice.whole(1, 60'000);
        const SampleRange range{{start}, {start + length}};
        const int count = static_cast<int>(length / 255 + dice.whole(1, 300));
        const int channel = static_cast<int>(dice.whole(0, 1));
        const auto expected = must(overview::read_columns(*source, range, count));
        expect_like(columns(media(1).id, channel, range, count), expected[static_cast<std::size_t>(channel)]);
    }
}

TEST_F(Feed, wide_columns_come_from_the_overview) {
    const SampleRange range{{0}, {102'400}}; // columns of 512: their edges lie on the overview's own
    const auto source = heard(media(0));
    expect_like(columns(media(0).id, 0, range, 200),
                must(overview::read_columns(*source, range, 200)).front());
    EXPECT_TRUE(columns(media(0).id, 1, range, 200).empty()); // it is mono
}

TEST_F(Feed, a_window_gets_them_through_its_port) {
    FedOverviews port(feed);
    const SampleRange range{{0}, {102'400}};
    const auto expected = columns(media(0).id, 0, range, 200);
    const auto waves = port.columns(media(0).id, 0, range, 200);
    ASSERT_TRUE(waves);
    ASSERT_EQ(waves->size(), 200U);
    EXPECT_EQ((*waves)[7].max, expected[7].max);
    EXPECT_GT(port.revision(), 0U);
    EXPECT_GT(port.building(), 0);
}

TEST_F(Feed, another_session_rate_draws_other_columns) {
    const SampleRange range{{0}, {1'000}};
    (void)columns(media(0).id, 0, range, 100);
    feed.show(scene.session(), hearing({48000}));
    const auto source = heard(media(0), {48000});
    expect_like(columns(media(0).id, 0, range, 100),
                must(overview::read_columns(*source, range, 100)).front());
}

TEST_F(Feed, a_recording_that_cannot_be_had_is_empty_and_comes_back) {
    const fs::path file = media_file(scene.folder(), media(2).path), aside = scene.folder() / "aside";
    (void)columns(media(2).id, 0, {{0}, {5'000}}, 100);
    fs::rename(file, aside);
    feed.again(media(2).id);
    EXPECT_TRUE(columns(media(2).id, 0, {{0}, {5'000}}, 100).empty());
    fs::rename(aside, file);
    feed.again(media(2).id);
    EXPECT_EQ(columns(media(2).id, 0, {{0}, {5'000}}, 100).size(), 100U);
    EXPECT_TRUE(columns(MediaId{999'999}, 0, {{0}, {100}}, 1).empty());
}

TEST_F(Feed, a_damaged_overview_is_made_again) {
    const SampleRange range{{0}, {102'400}};
    const auto before = columns(media(0).id, 0, range, 200);
    for (const auto& entry : fs::directory_iterator(cache.path())) {
        std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(300);
        file.put('!');
    }
    expect_like(columns(media(0).id, 0, range, 200), before);
}

} // namespace
} // namespace dub::test
