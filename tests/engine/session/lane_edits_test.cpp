#include "engine/session/edits/clear_lane.h"
#include "engine/session/edits/lane_cutting.h"
#include "engine/session/edits/punch_lane.h"
#include "engine/session/edits/write_lane.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace session;

double at(const Points& points, std::int64_t sample, Taper taper = Taper::linear) {
    return value_at(points, {sample}, taper).value();
}

TEST(LaneEdits, a_punch_changes_nothing_outside_its_range) {
    const Points old{{{0}, 0}, {{1000}, 10}};
    const Points now = punched(old, {{200}, {600}}, {{{300}, -5}, {{400}, -7}}, {0, Taper::linear});
    for (const std::int64_t sample : {0, 50, 199, 600, 700, 999, 1000, 2000})
        EXPECT_NEAR(at(now, sample), at(old, sample), 0.02) << sample;
    EXPECT_DOUBLE_EQ(at(now, 300), -5);
    EXPECT_DOUBLE_EQ(at(now, 599), -7); // the pass holds to its end
}

TEST(LaneEdits, a_punch_without_a_lane_returns_to_the_resting_value) {
    const Points now = punched({}, {{200}, {600}}, {{{300}, -5}}, {-3, Taper::linear});
    EXPECT_DOUBLE_EQ(at(now, 100), -3);
    EXPECT_DOUBLE_EQ(at(now, 600), -3);
    EXPECT_DOUBLE_EQ(at(now, 400), -5);
}

TEST(LaneEdits, a_step_keeps_both_its_values_when_a_punch_touches_it) {
    const Points old{{{0}, 1}, {{500}, 1}, {{500}, 9}, {{900}, 9}};
    const Points before = punched(old, {{500}, {700}}, {{{600}, 4}}, {0, Taper::linear});
    EXPECT_DOUBLE_EQ(at(before, 499), 1);
    EXPECT_DOUBLE_EQ(at(before, 700), 9);
    const Points after = punched(old, {{300}, {500}}, {{{400}, 4}}, {0, Taper::linear});
    EXPECT_DOUBLE_EQ(at(after, 299), 1);
    EXPECT_DOUBLE_EQ(at(after, 500), 9);
}

TEST(LaneEdits, a_stepped_punch_holds_the_old_value_until_its_first_point) {
    const Points old{{{0}, 1}};
    const Points now = punched(old, {{100}, {300}}, {{{200}, 0}}, {0, Taper::stepped});
    EXPECT_DOUBLE_EQ(at(now, 150, Taper::stepped), 1);
    EXPECT_DOUBLE_EQ(at(now, 250, Taper::stepped), 0);
    EXPECT_DOUBLE_EQ(at(now, 300, Taper::stepped), 1);
}

TEST(LaneEdits, time_put_in_holds_and_time_taken_out_steps) {
    const Points old{{{0}, 0}, {{1000}, 10}};
    const Points longer = with_time_inserted(old, {500}, {100}, Taper::linear);
    EXPECT_NEAR(at(longer, 499), 4.99, 1e-9);
    EXPECT_DOUBLE_EQ(at(longer, 500), 5);
    EXPECT_DOUBLE_EQ(at(longer, 599), 5);
    EXPECT_NEAR(at(longer, 700), 6, 1e-9);
    EXPECT_DOUBLE_EQ(at(longer, 1100), 10);
    const Points shorter = with_time_removed(old, {{200}, {700}}, Taper::linear);
    EXPECT_NEAR(at(shorter, 199), 1.99, 1e-9);
    EXPECT_DOUBLE_EQ(at(shorter, 200), 7);
    EXPECT_DOUBLE_EQ(at(shorter, 500), 10);
}

TEST(LaneEdits, a_lane_is_written_and_cleared) {
    const Session session = small_session();
    const StripOwner owner{track_id(session, "DX 1"), {}};
    const ParameterAddress fader{{}, {}, "fader"};
    const Session written =
        must(apply(session, WriteLane{owner, fader, {{from_start(0), -6}, {from_start(10), 0}}}));
    ASSERT_EQ(find_strip(written, owner)->lanes.size(), 1U);
    const Session part =
        must(apply(written, ClearLane{owner, fader, SampleRange{from_start(5), from_start(20)}}));
    EXPECT_EQ(find_strip(part, owner)->lanes.front()->points.size(), 1U);
    EXPECT_EQ(find_strip(part, owner)->lanes.front()->id, find_strip(written, owner)->lanes.front()->id);
    EXPECT_TRUE(find_strip(must(apply(written, ClearLane{owner, fader, {}})), owner)->lanes.empty());
    EXPECT_FALSE(
        apply(session, PunchLane{owner, fader, {from_start(5), from_start(20)}, {{from_start(21), 0}}}));
}

} // namespace
} // namespace dub::test
