// What goes, comes back and is exchanged under an open session is noticed.

#include "app/jobs/media_watch.h"

#include <fstream>

#include "app/jobs/moved_media.h"
#include "engine/session/edits/add_picture.h"
#include "tests/app/scene_on_disk.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace app;
namespace fs = std::filesystem;

constexpr std::chrono::hours never{1}; // it looks only when it is told to

class WatchedScene : public testing::Test {
  protected:
    // Waits without a clock for what the watch's thread says.
    template <class Condition> void until(Condition condition) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, condition);
    }
    void say_changed() {
        const std::scoped_lock lock(mutex_);
        changed_.notify_all();
    }
    MediaWatch::Seen looked(MediaWatch& watch, std::uint64_t number) {
        until([&] { return watch.number() >= number; });
        return watch.seen();
    }
    [[nodiscard]] fs::path file(const char* name) const { return scene.folder() / name; }

    SceneOnDisk scene;

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
};

TEST_F(WatchedScene, what_is_missing_is_told_by_name_and_what_is_back_is_to_be_opened_anew) {
    fs::rename(file("FX.wav"), file("aside"));
    MediaWatch watch([this] { say_changed(); }, never);
    EXPECT_EQ(watch.number(), 0U) << "nobody has looked yet";
    watch.follow(scene.session().pool, scene.folder());
    auto seen = looked(watch, 1);
    ASSERT_EQ(seen.troubled.size(), 1U);
    EXPECT_EQ(seen.troubled.front().name, "FX 1");
    EXPECT_EQ(seen.troubled.front().path, "FX.wav");
    EXPECT_EQ(seen.troubled.front().condition, Condition::missing);
    EXPECT_TRUE(watch.take_renewed().empty());

    fs::rename(file("aside"), file("FX.wav"));
    watch.look();
    seen = looked(watch, 2);
    EXPECT_TRUE(seen.troubled.empty());
    EXPECT_EQ(watch.take_renewed(), std::vector{scene.session().pool->media[1]->id.text()});
}

TEST_F(WatchedScene, an_exchanged_file_is_told_apart_by_what_can_be_done_with_it) {
    MediaWatch watch([this] { say_changed(); }, never);
    watch.follow(scene.session().pool, scene.folder());
    EXPECT_TRUE(looked(watch, 1).troubled.empty());
    fs::copy_file(file("FX.wav"), file("MX.wav"), fs::copy_options::overwrite_existing); // both are 2.0
    fs::copy_file(file("FX.wav"), file("DX.wav"), fs::copy_options::overwrite_existing); // was mono
    watch.look();
    const auto seen = looked(watch, 2);
    ASSERT_EQ(seen.troubled.size(), 2U);
    EXPECT_EQ(seen.troubled[0].condition, Condition::unfit);
    EXPECT_NE(seen.troubled[0].sentence.find("mono"), std::string::npos) << seen.troubled[0].sentence;
    EXPECT_EQ(seen.troubled[1].condition, Condition::exchanged);
    EXPECT_EQ(watch.take_renewed().size(), 2U);
}

TEST_F(WatchedScene, a_folder_that_vanishes_is_noticed_by_itself) {
    MediaWatch watch([this] { say_changed(); }, std::chrono::milliseconds(1));
    watch.follow(scene.session().pool, scene.folder());
    (void)looked(watch, 1);
    const fs::path away = scene.folder().string() + " away";
    fs::rename(scene.folder(), away);
    until([&] { return watch.seen().troubled.size() == 3; });
    fs::rename(away, scene.folder());
    until([&] { return watch.seen().troubled.empty(); });
    EXPECT_EQ(watch.take_renewed().size(), 3U);
}

TEST_F(WatchedScene, a_picture_is_missing_like_a_recording) {
    session::AddPicture add;
    add.picture = {.id = {}, .path = "film.mov", .at = {86400}, .length = {10}, .rate = {24, 1}};
    const auto session = must(session::apply(scene.session(), add));
    MediaWatch watch([this] { say_changed(); }, never);
    watch.follow(session.pool, scene.folder());
    const auto seen = looked(watch, 1);
    ASSERT_EQ(seen.troubled.size(), 1U);
    EXPECT_EQ(seen.troubled.front().id.front(), 'p');
    EXPECT_EQ(seen.troubled.front().condition, Condition::missing);
}

TEST_F(WatchedScene, a_chosen_file_is_the_very_one_another_that_fits_or_refused) {
    const auto& pool = *scene.session().pool;
    const std::string effects = pool.media[1]->id.text();
    fs::rename(file("FX.wav"), file("renamed"));
    const auto same = must(moved_to(scene.session(), scene.folder(), effects, file("renamed")));
    EXPECT_EQ(same.by, FoundBy::identity);
    EXPECT_EQ(same.to, "renamed");
    EXPECT_FALSE(std::get<session::RelinkMedia>(same.edit).hash);

    const auto other = must(moved_to(scene.session(), scene.folder(), effects, file("MX.wav")));
    EXPECT_EQ(other.by, FoundBy::name);
    EXPECT_FALSE(other.doubt.empty());
    EXPECT_EQ(std::get<session::RelinkMedia>(other.edit).hash, pool.media[2]->hash);

    const auto unfit = moved_to(scene.session(), scene.folder(), effects, file("DX.wav"));
    ASSERT_FALSE(unfit);
    EXPECT_NE(unfit.error().text().find("2 channels"), std::string::npos) << unfit.error().text();
}

} // namespace
} // namespace dub::test
