// Automation goes along with the clips over it: what it says afterwards, set beside a slow reference at every
// place that matters, and that a way there and back leaves it as it was.
#include <cmath>

#include "engine/session/edits/add_insert.h"
#include "engine/session/edits/add_version.h"
#include "engine/session/edits/clear_range.h"
#include "engine/session/edits/duplicate_clips.h"
#include "engine/session/edits/move_clips.h"
#include "engine/session/edits/remove_clips.h"
#include "engine/session/edits/ripple_delete.h"
#include "engine/session/edits/ripple_insert.h"
#include "engine/session/edits/versions.h"
#include "engine/session/edits/write_lane.h"
#include "engine/session/edits/write_version_trim.h"
#include "engine/session/parameters/strip.h"
#include "tests/reference/slow_following.h"
#include "tests/support/dice.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace session;

const ParameterAddress fader{{}, {}, "fader"}, mute{{}, {}, "mute"};

Points moved(Points points, SampleCount by) {
    for (LanePoint& point : points)
        point.at += by;
    return points;
}

// A clip from 1000 to 2000 on DX 1, and lanes, counted from the session's start.
struct Followed {
    Session session = small_session();
    StripOwner dx{track_id(session, "DX 1"), {}}, other{track_id(session, "DX 2"), {}};
    ClipId clip = put(session, "DX 1", 1000, 2000, "line");
    SampleCount start = from_start(0) - SamplePos{};

    void write(const ParameterAddress& target, const Points& points) {
        session = must(apply(session, WriteLane{dx, target, moved(points, start)}));
    }
    [[nodiscard]] Points lane(const Session& in, const ParameterAddress& target, StripOwner owner) const {
        const Lane* const found = find_lane(*find_strip(in, owner), target);
        return found == nullptr ? Points{} : moved(found->points, SamplePos{} - (SamplePos{} + start));
    }
    [[nodiscard]] Points lane(const Session& in, const ParameterAddress& target = fader) const {
        return lane(in, target, dx);
    }
    [[nodiscard]] Session with_moved(std::int64_t by, LanesGo lanes = LanesGo::along) const {
        return must(apply(session, MoveClips{{clip}, {by}, {}, {}, lanes}));
    }
};

TEST(LaneFollowing, a_clip_takes_its_ride_along_and_the_source_heals_to_a_line) {
    Followed scene;
    scene.write(fader, {{{500}, 0}, {{1200}, -6}, {{1800}, -9}, {{2500}, -2}, {{4000}, -2}});
    const Session moved = scene.with_moved(4000);
    const Points now = scene.lane(moved);
    const Points old = scene.lane(scene.session);
    const SlowCurve curve{old, 0, Taper::linear};
    for (std::int64_t at = 0; at < 8000; at += 50)
        EXPECT_NEAR(*value_at(now, {at}, Taper::linear),
                    slowly_followed(curve, {{{1000}, {2000}}, {4000}}, {at}), 1e-9)
            << at;
    EXPECT_EQ(scene.lane(scene.with_moved(4000, LanesGo::stay)), old) << "off, and lanes stay";
    EXPECT_EQ(scene.lane(must(apply(scene.session, MoveClips{{scene.clip}, {4000}, {}, {}}))), old)
        << "as scripts of old say it";
}

// Points where they are expected, by eye.
TEST(LaneFollowing, what_is_left_and_what_is_laid_has_few_points) {
    Followed scene;
    scene.write(fader, {{{0}, 0}, {{1500}, -6}, {{3000}, 0}});
    const Points expected{{{0}, 0},     {{1000}, -4}, {{2000}, -4}, {{3000}, 0}, {{6000}, 0},
                          {{6000}, -4}, {{6500}, -6}, {{7000}, -4}, {{7000}, 0}};
    EXPECT_EQ(scene.lane(scene.with_moved(5000)), expected);
    scene.write(fader, {{{0}, -6}, {{9000}, -6}});
    EXPECT_EQ(scene.lane(scene.with_moved(5000)), (Points{{{0}, -6}, {{9000}, -6}}))
        << "nothing else is heard";
    scene.write(mute, {{{0}, 0}, {{1200}, 1}, {{1400}, 0}});
    EXPECT_EQ(scene.lane(scene.with_moved(5000), mute),
              (Points{{{0}, 0}, {{6000}, 0}, {{6200}, 1}, {{6400}, 0}, {{7000}, 0}}));
}

TEST(LaneFollowing, there_and_back_leaves_the_lane_as_it_was_heard) {
    Dice dice(20);
    for (int run = 0; run < 200; ++run) {
        Followed scene;
        for (const ParameterAddress& target : {fader, mute}) {
            Points points;
            for (std::int64_t at = dice.whole(0, 900); at < 3000; at += dice.whole(0, 600))
                points.push_back({{at}, target == mute ? double(dice.whole(0, 1)) : dice.number(-30, 6)});
            scene.write(target, points);
        }
        const std::int64_t by = dice.whole(2100, 9000);
        const Session there = scene.with_moved(by);
        const Session back = must(apply(there, MoveClips{{scene.clip}, {-by}, {}, {}, LanesGo::along}));
        for (const auto& [target, taper] : {std::pair{fader, Taper::linear}, {mute, Taper::stepped}}) {
            const Points old = scene.lane(scene.session, target), now = scene.lane(back, target);
            const Points away = scene.lane(there, target);
            const SlowCurve curve{old, 0, taper};
            for (std::int64_t at = 0; at < 13000; at += 13) {
                ASSERT_NEAR(*value_at(away, {at}, taper),
                            slowly_followed(curve, {{{1000}, {2000}}, {by}}, {at}), 1e-9)
                    << run << " away " << at;
                const bool overwritten = at >= 1000 + by && at < 2000 + by;
                const bool stood_still = at > 3000;
                if (overwritten && !stood_still) continue;
                ASSERT_NEAR(*value_at(now, {at}, taper), curve.at({at}), 1e-9) << run << " back " << at;
            }
        }
    }
}

TEST(LaneFollowing, a_nudge_overlaps_itself) {
    Followed scene;
    scene.write(fader, {{{900}, 0}, {{1000}, -10}, {{2000}, -20}, {{2100}, 0}});
    const Points now = scene.lane(scene.with_moved(100));
    for (std::int64_t at = 1100; at < 2100; ++at)
        ASSERT_NEAR(*value_at(now, {at}, Taper::linear), -10 - 10 * double(at - 1100) / 1000, 1e-9) << at;
    EXPECT_DOUBLE_EQ(*value_at(now, {900}, Taper::linear), 0);
    EXPECT_DOUBLE_EQ(*value_at(now, {2100}, Taper::linear), 0);
}

TEST(LaneFollowing, copies_leave_the_source_and_take_the_ride_each) {
    Followed scene;
    const Points ride{{{1000}, 0}, {{1500}, -12}, {{2000}, 0}};
    scene.write(fader, ride);
    const Session twice = must(apply(scene.session, DuplicateClips{{scene.clip}, 2, {}, LanesGo::along}));
    for (const std::int64_t copy : {0, 1000, 2000})
        EXPECT_DOUBLE_EQ(*value_at(scene.lane(twice), {1500 + copy}, Taper::linear), -12) << copy;
    EXPECT_DOUBLE_EQ(*value_at(scene.lane(twice), {4500}, Taper::linear), 0);
}

TEST(LaneFollowing, on_another_track_it_is_the_same_parameter) {
    Followed scene;
    for (const StripOwner& owner : {scene.dx, scene.other})
        scene.session = must(apply(scene.session, AddInsert{owner, "filter", {}, {}, false}));
    const InsertId own = find_strip(scene.session, scene.dx)->inserts.front().id;
    const InsertId theirs = find_strip(scene.session, scene.other)->inserts.front().id;
    scene.write(fader, {{{0}, -6}});
    scene.write({own, {}, "low-cut"}, {{{0}, 100}});
    const Session moved =
        must(apply(scene.session, MoveClips{{scene.clip}, {}, {}, scene.other.track, LanesGo::along}));
    EXPECT_EQ(scene.lane(moved, fader, scene.other),
              (Points{{{1000}, 0}, {{1000}, -6}, {{2000}, -6}, {{2000}, 0}}));
    EXPECT_EQ(*value_at(scene.lane(moved, {theirs, {}, "low-cut"}, scene.other), {1500}, Taper::logarithmic),
              100);
    EXPECT_EQ(scene.lane(moved), (Points{{{0}, -6}}));
}

TEST(LaneFollowing, what_is_taken_away_takes_its_points_along) {
    Followed scene;
    scene.write(fader, {{{0}, 0}, {{1500}, -12}, {{3000}, 0}});
    const Points healed{{{0}, 0}, {{1000}, -8}, {{2000}, -8}, {{3000}, 0}};
    EXPECT_EQ(scene.lane(must(apply(scene.session, RemoveClips{{scene.clip}, LanesGo::along}))), healed);
    EXPECT_EQ(scene.lane(must(
                  apply(scene.session,
                        ClearRange{{from_start(1000), from_start(2000)}, {scene.dx.track}, LanesGo::along}))),
              healed);
    EXPECT_EQ(scene.lane(must(apply(scene.session, RemoveClips{{scene.clip}}))), scene.lane(scene.session));
}

TEST(LaneFollowing, a_ripple_leaves_lanes_where_it_is_told_to) {
    Followed scene;
    scene.write(fader, {{{0}, 0}, {{5000}, -12}});
    const Points old = scene.lane(scene.session);
    const RippleInsert in{from_start(2000), {1000}, {}, LanesGo::stay};
    EXPECT_EQ(scene.lane(must(apply(scene.session, in))), old);
    const RippleDelete out{{from_start(100), from_start(600)}, {scene.dx.track}, LanesGo::stay};
    EXPECT_EQ(scene.lane(must(apply(scene.session, out))), old);
    EXPECT_NE(scene.lane(must(apply(scene.session, RippleDelete{out.range, out.tracks}))), old);
}

TEST(LaneFollowing, what_a_version_trims_goes_along) {
    Followed scene;
    scene.session = must(apply(scene.session, AddVersion{"nearfield", {}, "", "", {}}));
    const VersionId nearfield = scene.session.versions.back()->id;
    scene.session = must(
        apply(scene.session, WriteVersionTrim{nearfield, scene.dx,
                                              moved({{{1000}, 0}, {{1500}, -4}, {{2000}, 0}}, scene.start)}));
    const auto trim_at = [&](const Session& session, std::int64_t at) {
        return *value_at(layer_of(*session.versions.back(), scene.dx).lane, from_start(at), Taper::linear);
    };
    EXPECT_DOUBLE_EQ(trim_at(scene.session, 1500), -4);
    const Session moved = scene.with_moved(3000);
    EXPECT_DOUBLE_EQ(trim_at(moved, 1500), 0);
    EXPECT_DOUBLE_EQ(trim_at(moved, 4500), -4);
    const Session later = must(apply(scene.session, RippleInsert{from_start(0), {700}, {}}));
    EXPECT_DOUBLE_EQ(trim_at(later, 2200), -4);
}

} // namespace
} // namespace dub::test
