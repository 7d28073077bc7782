// Waveforms in the background: they show what is heard, come from the cache the second time, and stop when
// told.

#include "app/jobs/overview.h"

#include <fstream>
#include <latch>
#include <mutex>

#include <gtest/gtest.h>

#include "app/jobs/session_media.h"
#include "engine/plan/media_door.h"
#include "tests/app/scene_on_disk.h"
#include "tests/support/mix_rig.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace app;
namespace fs = std::filesystem;
using Stage = OverviewJob::Stage;

// Waits for states without a clock.
class Watched {
  public:
    explicit Watched(const fs::path& cache)
        : job(cache, [this](MediaId) {
            const std::scoped_lock lock(mutex_);
            ++changes_;
            changed_.notify_all();
        }) {}
    OverviewJob::State settled(MediaId media) {
        std::unique_lock lock(mutex_);
        OverviewJob::State state;
        changed_.wait(lock, [&] {
            state = job.state(media);
            return state.stage == Stage::ready || state.stage == Stage::failed;
        });
        return state;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int changes_ = 0;

  public:
    OverviewJob job; // last: it calls the function above
};

class OverviewsOfAScene : public testing::Test {
  protected:
    [[nodiscard]] Hearing hearing(SampleRate rate = {48000}) const {
        return {scene.folder(), media_opener(scene.folder()), rate};
    }
    [[nodiscard]] const session::Media& media(std::size_t i) { return *scene.session().pool->media[i]; }
    // The recording as the plan plays it.
    overview::Column heard(const session::Media& of, SampleRate rate, SampleRange range) {
        plan::DiskDoor door(media_opener(scene.folder()), rate);
        const auto source = must(door.open(of));
        return must(overview::read_columns(*source, range, 1)).front().front();
    }
    SceneOnDisk scene;
    TempFolder cache_folder;
    fs::path cache = cache_folder.path() / "a" / "overviews";
};

TEST_F(OverviewsOfAScene, the_columns_are_of_the_converted_sound) {
    Unwatched progress;
    OverviewCache overviews(cache);
    session::Media slower = media(0);
    slower.speed = {24, 25};
    for (const auto& [of, rate] : {std::pair{media(0), SampleRate{48000}},
                                   {media(0), SampleRate{44100}},
                                   {slower, SampleRate{48000}}}) {
        const auto drawn = must(overviews.get(of, hearing(rate), Cached::used, progress));
        EXPECT_EQ(drawn->shape().rate, rate);
        const SampleRange range{{0}, {25'600}};
        const auto columns = must(drawn->columns(0, range, 100));
        for (int c = 0; c < 100; c += 9) {
            const overview::Column expected = heard(of, rate, overview::column_range(range, 100, c, {256}));
            EXPECT_EQ(columns[static_cast<std::size_t>(c)].min, expected.min);
            EXPECT_EQ(columns[static_cast<std::size_t>(c)].max, expected.max);
        }
    }
    EXPECT_EQ(std::distance(fs::directory_iterator(cache), {}), 3);
}

TEST_F(OverviewsOfAScene, the_background_makes_all_and_finds_them_again) {

    for (int run = 0; run < 2; ++run) {
        Watched watched(cache);
        watched.job.show(scene.session(), hearing());
        for (const auto& one : scene.session().pool->media)
            EXPECT_EQ(watched.settled(one->id).stage, Stage::ready);
        EXPECT_EQ(watched.job.done(), 1);
        EXPECT_EQ(std::distance(fs::directory_iterator(cache), {}), 3);
    }
}

TEST_F(OverviewsOfAScene, a_recording_that_is_missing_says_so_and_comes_when_it_is_back) {
    const fs::path file = media_file(scene.folder(), media(1).path), aside = scene.folder() / "aside";
    fs::rename(file, aside);
    Watched watched(cache);
    watched.job.show(scene.session(), hearing());
    const auto failed = watched.settled(media(1).id);
    EXPECT_EQ(failed.stage, Stage::failed);
    EXPECT_NE(failed.sentence.find(file.string()), std::string::npos) << failed.sentence;
    EXPECT_EQ(watched.settled(media(0).id).stage, Stage::ready);
    fs::rename(aside, file);
    watched.job.again(media(1).id, Cached::used);
    EXPECT_EQ(watched.settled(media(1).id).stage, Stage::ready);
}

TEST_F(OverviewsOfAScene, where_nothing_can_be_kept_all_is_drawn_and_one_sentence_says_why) {
    std::ofstream(cache_folder.path() / "a") << "a file where the folder should be";
    for (int run = 0; run < 2; ++run) {
        Watched watched(cache);
        watched.job.show(scene.session(), hearing());
        for (const auto& one : scene.session().pool->media) {
            const auto drawn = watched.settled(one->id);
            ASSERT_EQ(drawn.stage, Stage::ready) << drawn.sentence;
            EXPECT_TRUE(drawn.overview->columns(0, {{0}, {96'000}}, 50));
        }
        EXPECT_NE(watched.job.sentence().find(cache.string()), std::string::npos) << watched.job.sentence();
    }
    OverviewCache narrow(cache, 15'000); // room for the first, which is mono
    Unwatched progress;
    const auto first = must(narrow.get(media(0), hearing(), Cached::used, progress));
    EXPECT_NE(first, nullptr);
    EXPECT_EQ(must(narrow.get(media(1), hearing(), Cached::used, progress)), nullptr) << "not held: no room";
}

TEST_F(OverviewsOfAScene, an_edit_keeps_what_has_been_drawn) {
    Watched watched(cache);
    watched.job.show(scene.session(), hearing());
    const auto first = watched.settled(media(0).id).overview;
    watched.job.show(scene.session(), hearing());
    EXPECT_EQ(watched.job.state(media(0).id).overview, first);
    watched.job.show(empty_session({Speaker::L, Speaker::R}), hearing());
    EXPECT_EQ(watched.job.state(media(0).id).stage, Stage::unknown);
    EXPECT_EQ(watched.job.done(), 1);
}

// A recording that is read only when the test lets it.
class Held final : public AudioSource {
  public:
    Held(const session::Media& media, std::latch& begun, std::latch& go)
        : format_{media.layout, media.rate, media.length}
        , begun_(begun)
        , go_(go) {}
    [[nodiscard]] const AudioFormat& format() const override { return format_; }
    [[nodiscard]] Result<void> read(SamplePos, AudioBlock out) override {
        if (first_) begun_.count_down();
        first_ = false;
        go_.wait();
        for (int c = 0; c < out.channels(); ++c)
            std::ranges::fill(out.channel(c), 0.0F);
        return {};
    }

  private:
    AudioFormat format_;
    std::latch& begun_;
    std::latch& go_;
    bool first_ = true;
};

TEST_F(OverviewsOfAScene, what_is_cancelled_stops_and_leaves_no_file) {
    std::latch begun(1), go(1);
    {
        Watched watched(cache);
        Hearing held = hearing();
        held.open = [&](const session::Media& of) -> Result<std::unique_ptr<AudioSource>> {
            return std::make_unique<Held>(of, begun, go);
        };
        watched.job.show(scene.session(), held);
        begun.wait();
        watched.job.cancel();
        for (const auto& one : scene.session().pool->media)
            EXPECT_EQ(watched.job.state(one->id).stage, Stage::unknown);
        go.count_down();
    }
    EXPECT_TRUE(!fs::exists(cache) || fs::is_empty(cache));
}

} // namespace
} // namespace dub::test
