// A session that leaves as a list comes back as it was: through the neutral value, without any format.

#include <gtest/gtest.h>

#include "engine/conform/turnover_from.h"
#include "engine/session/edits/add_insert.h"
#include "tests/engine/conform/lists.h"
#include "tests/support/small_session.h"

namespace {

using namespace dub;
using namespace dub::conform;
using namespace dub::test;

TEST(TurnoverFrom, what_was_placed_leaves_as_it_came) {
    Stage stage{turnover({track("DX 1", {{"a", 0, 2, 5}, {"b", 1, 3, 9, 1}})})};
    auto& events = stage.list.tracks[0].events;
    events[0].fade_out = {Rational{1}, FadeShape::linear};
    events[1].fade_in = {Rational{1}, FadeShape::s_curve};
    events[1].gain = Db{-4};
    events[1].gain_curve = {{{Rational{1}, 0}, {Rational{2}, -12}}, CurveShape::linear_db};
    events[0].muted = true;
    stage.list.tracks[0].volume = {{{hour(), -6}, {hour() + Rational{1}, 0}}, CurveShape::linear_db};
    stage.list.markers = {{hour() + Rational{1}, {}, "door", "", "#ff0000", "", -1}};
    auto placed = must(stage.place(small_session()));
    placed.session = must(
        apply(placed.session, session::AddInsert{{track_id(placed.session, "DX 1"), {}}, "gain", {}, {}}));
    TurnoverWish wish;
    wish.locate = [](const session::Media& media) { return "file://" + media.path; };
    const Turnover out = must(turnover_from(placed.session, wish));
    ASSERT_EQ(out.tracks.size(), 1U) << "tracks without clips stay at home";
    EXPECT_EQ(out.start, stage.list.start);
    EXPECT_EQ(out.tracks[0].volume, stage.list.tracks[0].volume);
    EXPECT_EQ(out.markers, stage.list.markers);
    for (std::size_t i = 0; i < events.size(); ++i) {
        Event expected = events[i], got = out.tracks[0].events[i];
        EXPECT_EQ(out.sources[static_cast<std::size_t>(got.source)].locators[0],
                  "file:///media/rec " + std::to_string(i) + ".wav");
        got.where = expected.where, got.role = expected.role, got.source = expected.source;
        EXPECT_EQ(got.record, expected.record);
        EXPECT_EQ(got.played, expected.played);
        EXPECT_EQ(got, expected) << expected.name;
    }
    EXPECT_TRUE(has(out.diagnostics, "export.not-kept")) << "the insert";
}

} // namespace
