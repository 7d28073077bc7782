// Deliveries that are stopped or fail: what was there stays, nothing half-made does.

#include <fstream>
#include <functional>
#include <set>
#include <utility>

#include "formats/media/identity.h"
#include "tests/app/delivering.h"

namespace dub::app {
namespace {
namespace fs = std::filesystem;
using namespace dub::test;

class Watched final : public Progress {
  public:
    bool at(double done, std::string_view) override {
        if (late && done > late_from) std::exchange(late, nullptr)();
        return done < until;
    }
    double until = 2;
    double late_from = 0.8;
    std::function<void()> late; // done once, when nearly all is done
};

TEST(DeliverFailures, what_exists_is_replaced_only_by_force) {
    const SceneOnDisk scene;
    DeliverRequest request = asked(scene, {"ebu-r128-2.0"});
    const auto first = delivered(request);
    EXPECT_EQ(refused(request).code, ErrorCode::usage);
    request.if_exists = IfExists::replace;
    EXPECT_EQ(delivered(request).files.front().measured.integrated->value,
              first.files.front().measured.integrated->value);
}

TEST(DeliverFailures, stopped_half_way_it_leaves_nothing) {
    const SceneOnDisk scene;
    for (const double until : {0.0, 0.3, 0.7, 0.92, 0.98}) {
        Watched progress;
        progress.until = until;
        const auto outcome = deliver(asked(scene, {"ebu-r128-5.1", "stems"}), progress);
        ASSERT_FALSE(outcome) << until;
        EXPECT_EQ(outcome.error().code, ErrorCode::cancelled) << outcome.error().text();
        EXPECT_FALSE(fs::exists(scene.out())) << until;
    }
}

TEST(DeliverFailures, an_error_while_replacing_leaves_the_older_delivery_as_it_was) {
    const SceneOnDisk scene;
    DeliverRequest request = asked(scene, {"ebu-r128-2.0"});
    const auto first = delivered(request);
    const fs::path page = scene.out() / "scene_delivery.html";
    request.if_exists = IfExists::replace;
    request.level = LevelMode::meet; // other samples than before
    Watched progress;
    progress.late = [&] {
        fs::remove(page);
        fs::create_directory(page);
    };
    const auto outcome = deliver(request, progress);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::io) << outcome.error().text();
    EXPECT_EQ(*media::sha256_of(scene.out() / first.files.front().path), first.files.front().sha256);
    EXPECT_EQ(files_below(scene.out()),
              (std::set<std::string>{first.files.front().path, "scene_delivery.json"}));
    Watched again; // and before any work when the folder is there already
    again.until = 0;
    EXPECT_EQ(deliver(request, again).error().code, ErrorCode::io);
}

TEST(DeliverFailures, an_error_at_the_end_takes_the_folders_along) {
    const SceneOnDisk scene;
    Watched progress;
    progress.late = [&] { std::ofstream(scene.folder() / "MX.wav", std::ios::app) << "more"; };
    const auto outcome = deliver(asked(scene, {"ebu-r128-5.1", "stems"}), progress);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::io) << outcome.error().text();
    EXPECT_FALSE(fs::exists(scene.out()));
}

TEST(DeliverFailures, a_session_that_cannot_be_delivered_is_told_before_any_other_is_mixed) {
    const SceneOnDisk good;
    const SceneOnDisk narrow({.name = "narrow", .home = "2.0"});
    DeliverRequest request = asked(good, {"ebu-r128-5.1"});
    request.sessions.push_back(narrow.file());
    Watched progress;
    progress.until = 0; // any work at all would be stopped
    const auto outcome = deliver(request, progress);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::unfit) << outcome.error().text();
    EXPECT_FALSE(fs::exists(good.out()));
}

TEST(DeliverFailures, what_is_delivered_before_a_later_session_fails_stays_and_is_told) {
    const SceneOnDisk first;
    const SceneOnDisk second({.name = "second"});
    const SceneOnDisk third({.name = "third"});
    DeliverRequest request = asked(first, {"ebu-r128-2.0"});
    request.sessions.insert(request.sessions.end(), {second.file(), third.file()});
    Watched progress;
    progress.late_from = 0.6; // the second is under way
    progress.late = [&] { std::ofstream(second.folder() / "MX.wav", std::ios::app) << "more"; };
    const auto outcome = deliver(request, progress);
    ASSERT_TRUE(outcome) << outcome.error().text();
    ASSERT_TRUE(outcome->stopped);
    EXPECT_FALSE(outcome->passed());
    EXPECT_EQ(outcome->stopped->code, ErrorCode::io);
    const std::string& sentence = outcome->stopped->sentence;
    EXPECT_NE(sentence.find("Delivered, and kept: " + first.file().string() + "."), std::string::npos)
        << sentence;
    EXPECT_NE(sentence.find("Not delivered: " + second.file().string() + ", " + third.file().string()),
              std::string::npos)
        << sentence;
    EXPECT_EQ(outcome->deliveries.size(), 1U);
    ASSERT_EQ(outcome->undelivered.size(), 2U);
    EXPECT_EQ(outcome->undelivered[1].session, "third.dub");
    std::set<std::string> kept(outcome->deliveries[0].reports.begin(), outcome->deliveries[0].reports.end());
    kept.insert(outcome->deliveries[0].files.front().path);
    EXPECT_EQ(files_below(first.out()), kept);
    const std::string document = report::delivery_json(outcome->deliveries, outcome->undelivered);
    EXPECT_NE(document.find("\"undelivered\""), std::string::npos);
    EXPECT_NE(document.find("\"third.dub\""), std::string::npos);
}

} // namespace
} // namespace dub::app
