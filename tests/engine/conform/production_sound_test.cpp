// The field recorder's files under their guide: which recording holds the moment, and where it comes to lie.

#include <gtest/gtest.h>

#include "engine/conform/production_sound.h"
#include "engine/conform/timeline.h"
#include "tests/engine/conform/lists.h"
#include "tests/support/small_session.h"

namespace {

using namespace dub;
using namespace dub::conform;
using namespace dub::test;

FoundFile recorder(const std::string& name, const char* tape, std::int64_t begins) {
    FoundFile one = file(name, 2);
    one.begins = Rational{begins};
    one.tape = tape;
    one.scene = "92C";
    one.take = "1";
    one.track_names = {"Boom", "MARA"};
    return one;
}

TEST(ProductionSound, a_roll_and_its_timecode_go_before_scene_and_take_and_both_before_timecode_alone) {
    Stage stage{turnover({track("DX 1", {{"92C-1*", 10, 3}})})};
    auto& event = stage.list.tracks[0].events[0];
    event.origin = SourceOrigin::timecode;
    event.played = {Rational{36010}, Rational{36013}};
    stage.list.sources[0].name = "92C-1*";
    stage.list.sources[0].tape = "SR018";
    const auto placed = must(stage.place(small_session()));
    const std::vector<FoundFile> files{recorder("late", "018", 36020), recorder("other", "B7", 36000),
                                       recorder("right", "018", 36000), recorder("short", "018", 36012)};
    const Timeline timeline(stage.list, placed.session);
    const std::pair<std::size_t, TrackId> on{0, placed.tracks[0].track};
    auto guides =
        guides_of(placed.session, stage.list, {&on, 1}, [&](const TimeSpan& s) { return timeline(s); });
    ASSERT_EQ(guides.size(), 1U);
    auto matches =
        match_takes(stage.list, guides, files, [](const Event&, const FoundFile&) { return false; });
    ASSERT_EQ(matches[0].takes.size(), 3U) << "the late one does not reach it";
    EXPECT_EQ(matches[0].takes[0].file, 2U);
    EXPECT_EQ(matches[0].takes[0].from, Rational{10});
    EXPECT_EQ(matches[0].takes[1].file, 1U) << "scene and take";
    matches[0].offset = {480};
    matches[0].verified = true;
    std::vector<session::Media> media;
    for (const auto& one : files)
        media.push_back(
            {{}, one.path, one.path, one.layout, one.rate, one.length, 24, {}, 1, one.path, {}, -1});
    const auto made = must(place_alternates(placed.session, stage.list, matches, files, media));
    ASSERT_EQ(made.tracks.size(), 2U);
    const auto& lavalier = *session::find_track(made.session, "DX 1 MARA");
    EXPECT_EQ(lavalier.clips[0]->place, (SampleRange{from_start(480000), from_start(624000)}));
    EXPECT_EQ(lavalier.clips[0]->source_start, SamplePos{480480});
    EXPECT_EQ(lavalier.clips[0]->channels, std::vector<int>{1});
    EXPECT_TRUE(lavalier.clips[0]->muted);
    EXPECT_TRUE(has(made.diagnostics, "production.offset"));
}

} // namespace
