// What a damaged or hand-written session holds and what becomes of it.
#include "engine/session/repair.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "engine/session/edits/change.h"
#include "engine/session/invariants.h"
#include "engine/session/parameters/filter.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace session;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Session with_points(std::vector<LanePoint> points) {
    Session session = small_session();
    const StripOwner dx{track_id(session, "DX 1"), {}};
    Strip strip = *find_strip(session, dx);
    strip.lanes = {share(Lane{take_id<LaneId>(session), {{}, {}, "fader"}, std::move(points)})};
    return with_strip(std::move(session), dx, std::move(strip));
}

TEST(Repair, a_sound_session_is_the_same_to_the_pointer) {
    const Session session = with_points({{{0}, -6}, {{100}, -6}, {{100}, 0}});
    const Repaired done = repaired(session);
    EXPECT_TRUE(done.told.empty());
    EXPECT_EQ(done.session.tracks, session.tracks);
    EXPECT_EQ(done.session.routing, session.routing);
}

TEST(Repair, points_are_sorted_those_without_a_number_go_and_the_rest_is_within_its_range) {
    const Session session = with_points({{{300}, 40}, {{100}, -6}, {{200}, nan}, {{100}, -3}, {{400}, -1e9}});
    ASSERT_TRUE(has_error(check(session)));
    const Repaired done = repaired(session);
    const Strip& strip = *done.session.tracks.front()->strip;
    EXPECT_EQ(strip.lanes.front()->points,
              (std::vector<LanePoint>{{{100}, -6}, {{100}, -3}, {{300}, 12}, {{400}, -144}}));
    ASSERT_EQ(done.told.size(), 1U);
    EXPECT_EQ(done.told[0].code, "session.lane-repaired");
    for (const char* const words :
         {"(fader) of ", "'DX 1'", "out of order", "without a number are left out: 1",
          "outside -144 to 12 dB stand at its end now: 2"})
        EXPECT_NE(done.told[0].sentence.find(words), std::string::npos) << done.told[0].sentence;
    EXPECT_FALSE(has_error(check(done.session)));
}

TEST(Repair, a_lane_without_any_number_is_no_lane) {
    const Repaired done = repaired(with_points({{{0}, nan}}));
    EXPECT_TRUE(done.session.tracks.front()->strip->lanes.empty());
    EXPECT_EQ(done.told.size(), 1U);
}

TEST(Repair, values_of_strips_inserts_and_sends_stand_at_the_end_they_went_beyond) {
    const Parameter any{"fader", "", Unit::none, -1e9, 1e9, 0.123};
    Session session = small_session();
    const StripOwner dx{track_id(session, "DX 1"), {}};
    Strip strip = *find_strip(session, dx);
    strip.values.set(any, 99);
    Insert insert{take_id<InsertId>(session), "filter", {}, false, {}, false};
    Parameter frequency = filter::all.front();
    frequency.min = -1e9;
    insert.values.set(frequency, -5);
    strip.inserts = {insert};
    session = with_strip(std::move(session), dx, std::move(strip));
    const Repaired done = repaired(session);
    const Strip& mended = *done.session.tracks.front()->strip;
    EXPECT_EQ(mended.values.entries().front(), (std::pair<std::string, double>{"fader", 12}));
    EXPECT_EQ(mended.inserts[0].values.get(filter::all.front()), filter::all.front().min);
    ASSERT_EQ(done.told.size(), 2U);
    EXPECT_NE(done.told[0].sentence.find("had 'fader' at 99, outside -144 to 12 dB; it is 12 now"),
              std::string::npos)
        << done.told[0].sentence;
    EXPECT_FALSE(has_error(check(done.session)));
}

} // namespace
} // namespace dub::test
