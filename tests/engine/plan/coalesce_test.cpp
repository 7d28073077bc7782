// Coalescing changes what stands where and nothing that is heard.

#include <gtest/gtest.h>

#include "engine/session/edits/add_bus.h"
#include "engine/session/edits/add_send.h"
#include "engine/session/edits/add_vca.h"
#include "engine/session/edits/coalesce_trim.h"
#include "engine/session/edits/coalesce_vca.h"
#include "engine/session/edits/set_automation.h"
#include "engine/session/edits/set_parameter.h"
#include "engine/session/edits/write_lane.h"
#include "engine/session/lookup.h"
#include "engine/session/parameters/strip.h"
#include "tests/support/dice.h"
#include "tests/support/mix_rig.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace session;

constexpr SampleRange coalesced_piece{{0}, {12000}};

struct Coalesced {
    Session session = empty_session(*layout_named("2.0"));
    Recordings recordings;
    StripOwner one, two, inner, outer;
    SendId send;

    Coalesced() {
        add_track(session, {.name = "one"});
        add_track(session, {.name = "two", .layout = *layout_named("2.0")});
        one = {find_track(session, "one")->id, {}};
        two = {find_track(session, "two")->id, {}};
        run(AddBus{"REV", BusKind::returns, {}, stem(session, "FX"), {}});
        run(AddSend{one, find_bus(session, "REV")->id, -20, SendTap::pre_fader});
        send = find_strip(session, one)->sends.front().id;
        run(AddVca{"inner", {two}, ""});
        inner = {{}, {}, session.routing->vcas.back()->id};
        run(AddVca{"outer", {one, inner}, ""});
        outer = {{}, {}, session.routing->vcas.back()->id};
    }
    template <class Edit> void run(const Edit& edit) { session = must(apply(session, edit)); }
    void ride(StripOwner owner, ParameterAddress target, std::vector<LanePoint> points) {
        run(WriteLane{owner, std::move(target), std::move(points)});
    }
    [[nodiscard]] Sound heard() const { return rendered(session, recordings, coalesced_piece); }
};

std::vector<LanePoint> random_ride(Dice& dice, double min, double max) {
    std::vector<LanePoint> points;
    SamplePos at{dice.whole(-500, 2000)};
    const auto count = dice.whole(1, 6);
    for (std::int64_t i = 0; i < count; ++i) {
        points.push_back({at, dice.number(min, max)});
        if (!dice.chance(0.3)) at += SampleCount{dice.whole(1, 4000)}; // else a step
    }
    return points;
}

TEST(Coalesce, a_vca_written_into_its_members_is_heard_as_before) {
    Dice dice(11);
    for (int round = 0; round < 20; ++round) {
        Coalesced scene;
        const ParameterAddress fader{{}, {}, "fader"}, trim{{}, {}, "fader.trim"};
        scene.run(SetParameter{scene.one, "fader", dice.number(-20, 2)});
        scene.run(SetParameter{scene.outer, "fader", dice.number(-20, 2)});
        if (dice.chance(0.7)) scene.ride(scene.one, fader, random_ride(dice, -30, 2));
        if (dice.chance(0.5)) scene.ride(scene.inner, fader, random_ride(dice, -30, 2));
        if (dice.chance(0.7)) scene.ride(scene.outer, fader, random_ride(dice, -30, 2));
        if (dice.chance(0.5)) scene.ride(scene.outer, trim, random_ride(dice, -6, 3));
        if (dice.chance(0.3)) scene.run(SetParameter{scene.outer, "mute", 1});
        const Sound before = scene.heard();
        scene.run(CoalesceVca{scene.outer.vca});
        EXPECT_LT(difference(scene.heard(), before), minus_140_dbfs) << round;
        const Strip& rest = *find_strip(scene.session, scene.outer);
        EXPECT_EQ(rest.values.get(strip::fader), 0);
        EXPECT_EQ(rest.values.get(strip::fader_trim), 0);
        EXPECT_TRUE(rest.lanes.empty());
        scene.run(CoalesceVca{scene.inner.vca});
        EXPECT_LT(difference(scene.heard(), before), minus_140_dbfs) << round;
    }
}

TEST(Coalesce, trims_written_into_fader_and_send_level_are_heard_as_before) {
    Dice dice(12);
    for (int round = 0; round < 20; ++round) {
        Coalesced scene;
        scene.run(SetParameter{scene.one, "fader.trim", dice.number(-12, 3)});
        if (dice.chance(0.5)) scene.ride(scene.one, {{}, {}, "fader"}, random_ride(dice, -30, 2));
        if (dice.chance(0.7)) scene.ride(scene.one, {{}, {}, "fader.trim"}, random_ride(dice, -12, 6));
        if (dice.chance(0.5)) scene.ride(scene.one, {{}, scene.send, "level"}, random_ride(dice, -30, 0));
        scene.ride(scene.one, {{}, scene.send, "level.trim"}, random_ride(dice, -12, 6));
        const Sound before = scene.heard();
        scene.run(CoalesceTrim{{scene.one, scene.two}});
        EXPECT_LT(difference(scene.heard(), before), minus_140_dbfs) << round;
        for (const auto& lane : find_strip(scene.session, scene.one)->lanes)
            EXPECT_FALSE(lane->target.parameter.ends_with(".trim"));
    }
}

TEST(Coalesce, what_closes_a_member_closes_it_still) {
    Coalesced scene;
    const ParameterAddress fader{{}, {}, "fader"};
    scene.ride(scene.one, fader, {{{1000}, 0}, {{3000}, -144}, {{6000}, -144}, {{6000}, 0}});
    scene.run(SetParameter{scene.outer, "fader", 6});
    scene.run(SetParameter{scene.two, "fader", -144});
    const Sound before = scene.heard();
    scene.run(CoalesceVca{scene.outer.vca});
    EXPECT_LT(difference(scene.heard(), before), minus_140_dbfs);
    EXPECT_EQ(find_strip(scene.session, scene.two)->values.get(strip::fader), -144);
}

TEST(Coalesce, what_has_no_room_above_or_could_not_play_is_refused_with_the_strip) {
    Coalesced scene;
    scene.run(SetParameter{scene.one, "fader", 8});
    scene.run(SetParameter{scene.outer, "fader", 6});
    const auto loud = apply(scene.session, CoalesceVca{scene.outer.vca});
    ASSERT_FALSE(loud);
    EXPECT_NE(loud.error().sentence.find("'one' would have to stand at 14.0 dB"), std::string::npos)
        << loud.error().sentence;
    scene.run(SetParameter{scene.one, "fader", 0});
    scene.ride(scene.outer, {{}, {}, "fader"}, {{{1000}, 0}, {{3000}, -4}});
    scene.run(SetAutomation{{scene.one}, AutomationMode::off, {}, {}, {}});
    const auto off = apply(scene.session, CoalesceVca{scene.outer.vca});
    ASSERT_FALSE(off);
    EXPECT_NE(off.error().sentence.find("'one' is off"), std::string::npos) << off.error().sentence;
}

} // namespace
} // namespace dub::test
