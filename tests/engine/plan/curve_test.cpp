#include "engine/plan/automation/curve.h"

#include <cmath>

#include <gtest/gtest.h>

#include "engine/core/units.h"

#include "engine/plan/automation/level.h"
#include "engine/plan/automation/moments.h"

namespace dub::plan {
namespace {

using session::LanePoint;
using session::Taper;

Curve curve(std::vector<LanePoint> points, Taper taper = Taper::linear, Steps steps = Steps::jump) {
    return {std::make_shared<const std::vector<LanePoint>>(std::move(points)), taper, steps};
}
SampleRange window(std::int64_t from, std::int64_t to) { return {{from}, {to}}; }
std::vector<std::int64_t> found(const Curve& curve, SampleRange range, SampleCount shift = {}) {
    const std::array curves{&curve};
    Moments moments;
    moments.reserve(curves, range.length());
    moments.find(range, curves, shift);
    std::vector<std::int64_t> list;
    for (const Moment& moment : moments.all())
        list.push_back(moment.at.value);
    return list;
}

TEST(Curve, a_lane_is_met_exactly_at_its_points_from_both_sides) {
    const Curve lane = curve({{{100}, 0.1}, {{237}, 0.7}, {{1000}, -0.3}});
    for (const auto& [at, value] : {std::pair{100, 0.1}, {237, 0.7}, {1000, -0.3}}) {
        EXPECT_EQ(lane.at({{at}, Side::before}), value);
        EXPECT_EQ(lane.at({{at}, Side::after}), value);
    }
    EXPECT_EQ(lane.at({{0}, Side::after}), 0.1);
    EXPECT_EQ(lane.at({{5000}, Side::before}), -0.3);
}

TEST(Curve, two_points_at_one_place_are_a_step) {
    const Curve lane = curve({{{0}, 1}, {{500}, 2}, {{500}, 8}, {{1000}, 8}});
    EXPECT_EQ(lane.at({{500}, Side::before}), 2);
    EXPECT_EQ(lane.at({{500}, Side::after}), 8);
    EXPECT_EQ(found(lane, window(448, 576)), (std::vector<std::int64_t>{448, 500, 500, 512, 576}));
}

TEST(Curve, a_switch_runs_straight_to_its_new_state_in_one_quantum) {
    const Curve lane = curve({{{0}, 0}, {{100}, 1}, {{130}, 0}}, Taper::stepped, Steps::smoothed);
    EXPECT_EQ(lane.at({{100}, Side::after}), 0);
    EXPECT_EQ(lane.at({{116}, Side::after}), 0.25);
    EXPECT_EQ(lane.at({{130}, Side::after}), 30.0 / 64);
    EXPECT_EQ(lane.at({{164}, Side::after}), 30.0 / 64);
    EXPECT_EQ(lane.at({{194}, Side::after}), 0);
    EXPECT_EQ(found(lane, window(64, 256)),
              (std::vector<std::int64_t>{64, 100, 128, 130, 164, 192, 194, 256}));
}

TEST(Moments, nothing_is_split_while_nothing_moves) {
    const Curve lane = curve({{{1000}, 0}, {{1100}, 1}});
    EXPECT_EQ(found(lane, window(0, 960)), (std::vector<std::int64_t>{0, 960}));
    EXPECT_EQ(found(lane, window(1152, 1280)), (std::vector<std::int64_t>{1152, 1280}));
    EXPECT_EQ(found(lane, window(960, 1152)), (std::vector<std::int64_t>{960, 1000, 1024, 1088, 1100, 1152}));
}

TEST(Moments, late_sound_keeps_the_grid_and_moves_the_lane) {
    const Curve lane = curve({{{0}, 0}, {{100}, 1}});
    // Sound 10 samples late meets the breakpoint of sample 100 at 110; edges stay multiples of 64 in the
    // buffer.
    EXPECT_EQ(found(lane, window(64, 192), {10}), (std::vector<std::int64_t>{54, 100, 118, 182}));
}

TEST(Level, decibels_become_gain_as_the_formula_says) {
    for (double db = -143.9; db < 24; db += 0.37)
        EXPECT_NEAR(gain_of(db) / std::pow(10, db / 20), 1, 1e-12) << db;
    EXPECT_EQ(gain_of(0), 1);
    EXPECT_EQ(gain_of(-144), 0);
    EXPECT_EQ(gain_of(minus_infinity), 0);
}

TEST(Level, a_closed_fader_silences_whatever_else_is_raised) {
    Level level;
    level.add_decibels(curve({{{0}, -144}, {{100}, 12}}));
    level.add_decibels(Curve(24));
    const std::array moments{Moment{{0}, Side::after}, Moment{{100}, Side::before}};
    std::array<double, 2> out{}, scratch{};
    level.values(moments, out, scratch);
    EXPECT_EQ(out[0], 0);
    EXPECT_NEAR(out[1], std::pow(10, 36.0 / 20), 1e-9);
}

} // namespace
} // namespace dub::plan
