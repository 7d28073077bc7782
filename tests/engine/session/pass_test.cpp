// What hands did becomes lanes: when it is written, where it goes back, how exactly, and what an odd message
// does.
#include "engine/session/passes/pass.h"

#include <cmath>

#include <gtest/gtest.h>

#include "engine/session/edits/change.h"
#include "engine/session/edits/write_lane.h"
#include "engine/session/lookup.h"
#include "engine/session/parameters/strip.h"
#include "engine/session/passes/writing.h"
#include "tests/reference/slow_thinning.h"
#include "tests/support/dice.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace session;
constexpr SampleCount match{24000};

class Passes : public testing::Test {
  protected:
    Passes() {
        dx = {track_id(session, "DX 1"), {}};
        fader = {dx, {{}, {}, "fader"}};
    }
    Control of(const char* parameter) { return {dx, {{}, {}, parameter}}; }
    void lane(const Control& control, std::vector<LanePoint> points) {
        session = must(apply(session, WriteLane{control.owner, control.address, std::move(points)}));
    }
    // What the lanes say once the pass is written.
    double after(const Pass& pass, std::int64_t end, const Control& control, std::int64_t at) {
        return value_at(must(with(session, pass.end({end}).punches)), control, {at});
    }

    Session session = small_session();
    StripOwner dx;
    Control fader;
};

TEST_F(Passes, a_touch_is_written_while_it_lasts_and_glides_back_to_the_lane_exactly) {
    lane(fader, {{{0}, 0}, {{480000}, -10}});
    Pass pass(session, {0});
    pass.move(fader, {64000}, -20);
    pass.glide(fader, {96000}, match);
    const PassEnd end = pass.end({400000});
    ASSERT_EQ(end.punches.size(), 1U);
    EXPECT_EQ(end.punches[0].range, (SampleRange{{64000}, {120000}}));
    const Session now = must(with(session, end.punches));
    for (const std::int64_t at : {0, 32000, 64000, 120000, 121000, 200000, 480000})
        EXPECT_NEAR(value_at(now, fader, {at}), value_at(session, fader, {at}), 1e-9) << at;
    EXPECT_DOUBLE_EQ(value_at(now, fader, {64256}), -20);
    EXPECT_DOUBLE_EQ(value_at(now, fader, {96000}), -20);
    // Half of the way back, half of the hand is left.
    EXPECT_NEAR(value_at(now, fader, {108000}), (-20 + value_at(session, fader, {108000})) / 2, 0.1);
}

TEST_F(Passes, what_is_not_let_go_is_written_to_the_end_and_steps_back_there) {
    lane(fader, {{{0}, -3}});
    Pass pass(session, {0});
    pass.move(fader, {64000}, -20);
    EXPECT_DOUBLE_EQ(after(pass, 200000, fader, 199999), -20);
    EXPECT_DOUBLE_EQ(after(pass, 200000, fader, 200000), -3);
}

TEST_F(Passes, what_is_held_is_written_from_the_start) {
    lane(fader, {{{0}, -3}});
    Pass pass(session, {9999});
    pass.hold(fader, -6);
    pass.move(fader, {64000}, -12);
    EXPECT_DOUBLE_EQ(after(pass, 200000, fader, 9998), -3);
    EXPECT_DOUBLE_EQ(after(pass, 200000, fader, 9999), -6);
    EXPECT_DOUBLE_EQ(after(pass, 200000, fader, 64000), -6);
    EXPECT_DOUBLE_EQ(after(pass, 200000, fader, 64256), -12);
    EXPECT_EQ(pass.holding(), (std::map<Control, double>{{fader, -12}}));
}

TEST_F(Passes, a_second_touch_while_it_glides_goes_on_from_where_it_is) {
    Pass pass(session, {0});
    pass.move(fader, {6400}, -20);
    pass.glide(fader, {64000}, match);
    pass.move(fader, {76032}, -30);
    pass.glide(fader, {96000}, match);
    const PassEnd end = pass.end({400000});
    ASSERT_EQ(end.punches.size(), 1U);
    EXPECT_EQ(end.punches[0].range, (SampleRange{{6400}, {120000}}));
    const Session now = must(with(session, end.punches));
    EXPECT_NEAR(value_at(now, fader, {76032}), -20 * (1 - 12032.0 / 24000), 0.1);
    EXPECT_NEAR(value_at(now, fader, {76288}), -30, 0.1);
}

TEST_F(Passes, two_touches_apart_leave_the_lane_between_them) {
    lane(fader, {{{0}, -3}, {{150000}, -5}, {{300000}, -3}});
    Pass pass(session, {0});
    for (const std::int64_t at : {6400, 256000}) {
        pass.move(fader, {at}, -20);
        pass.glide(fader, {at + 12800}, match);
    }
    const PassEnd end = pass.end({400000});
    EXPECT_EQ(end.punches.size(), 2U);
    EXPECT_EQ(end.controls, std::vector{fader});
    const Session now = must(with(session, end.punches));
    EXPECT_NEAR(value_at(now, fader, {150000}), -5, 1e-9);
    EXPECT_NEAR(value_at(now, fader, {262000}), -20, 1e-9);
}

TEST_F(Passes, a_mute_is_steps) {
    const Control mute = of("mute");
    Pass pass(session, {0});
    pass.move(mute, {6400}, 1);
    pass.move(mute, {12800}, 1);
    pass.glide(mute, {64000}, match);
    const PassEnd end = pass.end({400000});
    ASSERT_EQ(end.punches.size(), 1U);
    EXPECT_EQ(end.punches[0].range, (SampleRange{{6400}, {64000}}));
    const Session now = must(with(session, end.punches));
    EXPECT_EQ(value_at(now, mute, {6399}), 0);
    EXPECT_EQ(value_at(now, mute, {6400}), 1);
    EXPECT_EQ(value_at(now, mute, {63999}), 1);
    EXPECT_EQ(value_at(now, mute, {64000}), 0);
    EXPECT_LE(lane_of(now, mute)->points.size(), 5U);
}

TEST_F(Passes, what_changes_nothing_makes_no_lane) {
    Pass pass(session, {0});
    pass.hold(fader, 0);
    pass.hold(of("pan.z"), 0);
    EXPECT_TRUE(pass.end({400000}).punches.empty());
    EXPECT_TRUE(pass.end({400000}).controls.empty());
}

TEST_F(Passes, odd_messages_are_made_good_and_told) {
    Pass pass(session, {0});
    pass.move(fader, {6400}, 99);
    pass.move(fader, {12800}, std::nan(""));
    pass.move(fader, {3200}, -6);
    pass.move({{TrackId{4711}, {}}, {{}, {}, "fader"}}, {6400}, -6);
    const PassEnd end = pass.end({64000});
    std::vector<std::string> codes;
    for (const Diagnostic& one : end.told)
        codes.push_back(one.code);
    EXPECT_EQ(codes, (std::vector<std::string>{"pass.clamped", "pass.not-a-number", "pass.out-of-order",
                                               "pass.unknown"}));
    EXPECT_EQ(end.told[0].where, "DX 1 fader");
    const Session now = must(with(session, end.punches));
    EXPECT_DOUBLE_EQ(value_at(now, fader, {63999}), -6);
}

TEST_F(Passes, an_entry_is_called_by_what_it_wrote) {
    const StripOwner fx{track_id(session, "FX 1"), {}};
    const Control x{fx, {{}, {}, "pan.x"}}, y{fx, {{}, {}, "pan.y"}};
    EXPECT_EQ(names_of(session, {fader, x, y}), "DX 1 fader, FX 1 pan");
    EXPECT_EQ(names_of(session, {fader, of("mute"), x, of("lfe.send")}), "DX 1 fader, DX 1 mute and 2 more");
}

// The same line, piece by piece as the ride says it, with at most a tenth of a decibel between.
TEST_F(Passes, a_thinned_line_departs_by_no_more_than_it_says_and_is_the_shortest_way_through) {
    Dice dice(17);
    std::size_t given = 0, left = 0;
    for (int turn = 0; turn < 40; ++turn) {
        const Parameter& parameter = turn % 2 == 0 ? strip::fader : strip::pan_x;
        const double reach = parameter.unit == Unit::decibel ? 40 : 1;
        Ride ride({{}, 0, parameter});
        double value = 0;
        for (std::int64_t at = 640; at < 96000; at += 64 * dice.whole(1, 20)) {
            value = std::clamp(value + dice.number(-reach, reach) / (dice.chance(0.05) ? 4 : 900), -reach,
                               reach / 4);
            ride.move({at}, value);
        }
        const auto written = ride.written({96000});
        ASSERT_EQ(written.size(), 1U);
        const auto& line = written[0].line;
        const auto thin = thinned(line, parameter);
        EXPECT_EQ(thin, slowly_thinned(line, parameter));
        for (SamplePos at = line.front().at; at <= line.back().at; at += SampleCount{7})
            ASSERT_NEAR(*value_at(thin, at, parameter.taper), *value_at(line, at, parameter.taper),
                        thinning_tolerance(parameter) + 1e-9)
                << at.value;
        for (const LanePoint& point : thin)
            EXPECT_NE(std::ranges::find(line, point), line.end()) << "no point moves in time";
        given += line.size();
        left += thin.size();
    }
    EXPECT_LT(left * 3, given);
}

TEST_F(Passes, a_frequency_is_thinned_along_its_own_taper) {
    constexpr Parameter cutoff{"frequency", "Frequency", Unit::hertz, 20, 20000, 1000, Taper::logarithmic};
    std::vector<LanePoint> line;
    for (std::int64_t i = 0; i <= 100; ++i)
        line.push_back({{i * 64}, 20 * std::pow(1000, static_cast<double>(i) / 100)});
    EXPECT_EQ(thinned(line, cutoff).size(), 2U);
}

TEST_F(Passes, what_stands_is_written_over_each_extent) {
    put(session, "DX 1", 0, 900000);
    const SamplePos in = from_start(50000), here = from_start(100000), next = from_start(200000);
    lane(fader, {{{0}, 0}, {next, -9}, {from_start(300000), -9}});
    const SampleRange all = whole(session);
    EXPECT_EQ(all, (SampleRange{from_start(0), from_start(900000)}));
    const auto written = [&](Extent extent) {
        return write_to(session, {{fader, {-4, in}}}, extent, here).at(0).range;
    };
    EXPECT_EQ(written(Extent::start), (SampleRange{all.start, here}));
    EXPECT_EQ(written(Extent::punch), (SampleRange{in, here}));
    EXPECT_EQ(written(Extent::next), (SampleRange{here, next}));
    EXPECT_EQ(written(Extent::end), (SampleRange{here, all.end}));
    EXPECT_EQ(written(Extent::all), all);
}

TEST_F(Passes, a_snapshot_is_punched_elsewhere_by_edits_of_the_catalogue) {
    lane(fader, {{{0}, -3}, {{200000}, -9}});
    const Snapshot taken = capture(session, controls_of(session, dx, {ControlKind::volume}), {200000});
    EXPECT_EQ(taken.at(fader), -9);
    Session now = session;
    for (const PunchLane& punch : punches_of(session, taken, {{1000}, {2000}})) {
        const WrittenEdit edit = as_edit(punch);
        now = must(find_edit(edit.name)->apply(now, edit.arguments));
    }
    EXPECT_EQ(value_at(now, fader, {1000}), -9);
    EXPECT_EQ(value_at(now, fader, {1999}), -9);
    EXPECT_NEAR(value_at(now, fader, {2000}), value_at(session, fader, {2000}), 1e-9);
    EXPECT_NEAR(value_at(now, fader, {999}), value_at(session, fader, {999}), 1e-3);
}

TEST_F(Passes, safe_controls_are_left_out) {
    Strip strip = *find_strip(session, dx);
    strip.automation.safe_parameters = {fader.address};
    const Session safe = with_strip(session, dx, std::move(strip));
    const auto controls = controls_of(safe, dx, {ControlKind::volume, ControlKind::mute});
    EXPECT_EQ(controls, (std::vector{of("mute")})) << "the trim in the fader's place is safe with it";
    Automation trimless;
    trimless.safe_parameters = {{{}, {}, "fader.trim"}};
    EXPECT_FALSE(is_safe(trimless, fader.address));
}

} // namespace
} // namespace dub::test
