// A department's turnover once more: its clips are replaced between in and out, all else stays by pointer.

#include <gtest/gtest.h>

#include "engine/conform/department.h"
#include "engine/conform/inspector.h"
#include "engine/session/edits/add_insert.h"
#include "engine/session/edits/lock_clips.h"
#include "engine/session/edits/write_lane.h"
#include "tests/engine/conform/lists.h"
#include "tests/support/small_session.h"

namespace {

using namespace dub;
using namespace dub::conform;
using namespace dub::test;

Stage of_effects(std::vector<OneEvent> events) {
    Stage stage{turnover({track("FX A", std::move(events))})};
    stage.wish.department = "effects";
    return stage;
}

session::Session imported() {
    Stage stage =
        of_effects({{"door", 0, 2, 1}, {"car", 4, 2, 10}, {"dog", 8, 1, 20}, {"bird", 12, 1, 5, 1}});
    return must(stage.place(small_session())).session;
}

Result<Updated> update(const session::Session& session, Stage stage, std::optional<SampleRange> range = {}) {
    stage.prepare(session);
    return update_department(session, stage.list, {stage.files, stage.links, stage.media}, stage.rows,
                             stage.wish, range);
}

std::string told(const Updated& updated) {
    std::string text;
    for (const auto& change : updated.changes)
        text += std::string(name_of(change.kind)) + " " + change.name +
                (change.what.empty() ? "" : " (" + change.what + ")") + "; ";
    return text;
}

const char* const fx = "effects FX A";

TEST(Department, the_same_list_once_more_changes_nothing) {
    const auto before = imported();
    const auto updated = must(
        update(before,
               of_effects({{"door", 0, 2, 1}, {"car", 4, 2, 10}, {"dog", 8, 1, 20}, {"bird", 12, 1, 5, 1}})));
    EXPECT_EQ(told(updated), "");
    EXPECT_EQ(updated.unchanged, 4U);
    EXPECT_EQ(session::find_track(updated.session, fx)->clips, session::find_track(before, fx)->clips)
        << "by pointer";
}

TEST(Department, what_changed_is_replaced_and_listed_with_its_ids) {
    const auto before = imported();
    const auto updated = must(
        update(before,
               of_effects({{"door", 0, 3, 1}, {"car", 5, 2, 10}, {"cat", 9, 1, 30}, {"bird", 12, 1, 5, 1}})));
    EXPECT_EQ(told(updated), "changed door (trimmed); moved car (trimmed); removed dog; added cat; ");
    EXPECT_EQ(places(updated.session, fx), "0-144000 240000-336000 432000-480000 576000-624000");
    const auto ids = [](const session::Session& s, std::size_t i) {
        return session::find_track(s, fx)->clips[i]->id;
    };
    EXPECT_EQ(ids(updated.session, 0), ids(before, 0));
    EXPECT_EQ(ids(updated.session, 1), ids(before, 1));
    EXPECT_NE(ids(updated.session, 2), ids(before, 2));
}

TEST(Department, nothing_outside_its_tracks_and_its_range_is_touched) {
    auto before = imported();
    before = must(apply(before, session::WriteLane{{track_id(before, fx), {}},
                                                   {{}, {}, "fader"},
                                                   {{from_start(0), -3}, {from_start(48000), 0}}}));
    put(before, "DX 1", 0, 480000, "mine");
    const SampleRange second_half{from_start(5 * 48000), from_start(20 * 48000)};
    const auto updated = must(update(before, of_effects({{"dog", 8, 1, 20}}), second_half));
    EXPECT_EQ(told(updated), "removed car; removed bird; ");
    EXPECT_EQ(places(updated.session, fx), "0-96000 192000-240000 384000-432000")
        << "the car is cut at the range's start";
    const auto* const a = session::find_track(before, fx);
    const auto* const b = session::find_track(updated.session, fx);
    EXPECT_EQ(a->strip, b->strip) << "by pointer: inserts, sends, lanes";
    EXPECT_EQ(a->clips[0], b->clips[0]);
    EXPECT_EQ(session::find_track(before, "DX 1")->clips,
              session::find_track(updated.session, "DX 1")->clips);
    EXPECT_EQ(before.routing, updated.session.routing);
}

TEST(Department, a_clip_across_the_range_that_is_as_it_was_stays_whole) {
    const auto before = imported();
    const SampleRange middle{from_start(5 * 48000), from_start(9 * 48000)};
    const auto updated = must(update(before, of_effects({{"car", 4, 2, 10}, {"dog", 8, 1, 20}}), middle));
    EXPECT_EQ(told(updated), "");
    EXPECT_EQ(places(updated.session, fx), places(before, fx));
}

TEST(Department, a_track_whose_place_changed_in_the_list_is_known_by_its_clips) {
    Stage stage{turnover({track("A1", {{"door", 0, 2, 1}}), track("A2", {{"car", 4, 2, 10}})})};
    stage.wish.department = "effects";
    const auto before = must(stage.place(small_session())).session;
    Stage again{turnover({track("A1", {{"new", 0, 1, 30, 1}}), track("A2", {{"door", 0, 2, 1}}),
                          track("A3", {{"car", 4, 2, 10}})})};
    again.wish.department = "effects";
    const auto updated = must(update(before, again));
    EXPECT_EQ(places(updated.session, "effects A1"), "0-96000");
    EXPECT_EQ(updated.unchanged, 2U);
    EXPECT_EQ(told(updated), "added new; ");
}

TEST(Department, a_locked_clip_that_would_change_is_an_error_and_one_that_stays_is_none) {
    auto before = imported();
    const auto door = session::find_track(before, fx)->clips[0]->id;
    before = must(apply(before, session::LockClips{{door}, true}));
    EXPECT_TRUE(update(before, of_effects({{"door", 0, 2, 1}})));
    const auto refused = update(before, of_effects({{"door", 1, 2, 1}}));
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().sentence.find("locked"), std::string::npos);
    Stage other = of_effects({{"door", 0, 2, 1}});
    other.wish.department = "foley";
    EXPECT_FALSE(update(before, other));
}

TEST(Inspector, finds_what_is_wrong_before_anything_is_imported) {
    Stage stage{turnover({track("A1", {{"door", 0, 2, 0}, {"nested 3", 4, 2, 59}}),
                          track("A2", {{"door", 0, 2, 0}, {"nested 3", 4, 2, 59}}), track("A3", {})})};
    stage.list.tracks[1].events[0].channels = stage.list.tracks[1].events[1].channels = {1};
    stage.list.tracks[0].events[0].effects = {"Reverb"};
    stage.list.tracks[0].events[0].speed = Rational(1, 2);
    stage.list.sources[0].picture_rate = FrameRate{25, 1};
    stage.list.sources[0].locators = {"/a/rec 0.wav"};
    stage.list.sources[1].locators = {"/b/rec 0.wav"};
    stage.list.rate = RateIs::guessed;
    stage.files = {file("rec 0")};
    stage.files[0].rate = {48048};
    stage.files[0].length = {48048 * 60};
    stage.prepare(small_session());
    InspectorFacts facts{
        &stage.links, stage.files, {{"cut.mov", {25, 1}, {}, "01:00:01:00", true, true}}, {}};
    const auto told = conform::inspect(stage.list, facts);
    for (const char* code :
         {"inspect.contents", "inspect.rate-guessed", "inspect.mixed-rates", "inspect.same-name",
          "inspect.empty-track", "inspect.dual-mono", "inspect.effects", "inspect.speed", "inspect.rendered",
          "inspect.media", "inspect.beyond-media", "inspect.handles", "inspect.pull", "inspect.video-rate",
          "inspect.video-variable", "inspect.video-long-gop", "inspect.video-start"})
        EXPECT_TRUE(has(told, code)) << code;
    EXPECT_TRUE(has(conform::inspect(turnover({})), "inspect.no-sound"));
}

} // namespace
