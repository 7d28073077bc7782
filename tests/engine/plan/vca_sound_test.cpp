// What VCAs and relative lanes sound like: as the members' own faders would, whatever moves them.

#include <gtest/gtest.h>

#include "engine/plan/print_place.h"
#include "engine/session/edits/add_bus.h"
#include "engine/session/edits/add_send.h"
#include "engine/session/edits/add_vca.h"
#include "engine/session/edits/add_version.h"
#include "engine/session/edits/set_automation.h"
#include "engine/session/edits/set_mute.h"
#include "engine/session/edits/set_parameter.h"
#include "engine/session/edits/set_solo.h"
#include "engine/session/edits/set_version_strip.h"
#include "engine/session/edits/write_lane.h"
#include "engine/session/lookup.h"
#include "engine/session/parameters/strip.h"
#include "tests/support/live_rig.h"
#include "tests/support/mix_rig.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace session;

constexpr SampleRange ridden_piece{{0}, {16384}};

// A dialogue track, a stereo effect and a send of it to a return, in 5.1.
struct Ridden {
    Session session = empty_session(*layout_named("5.1"));
    Recordings recordings;
    StripOwner line, effect, stem_of_effects, return_of_effects;

    Ridden() {
        add_track(session, {.name = "line", .role = Role::dialogue});
        add_track(session, {.name = "effect", .layout = *layout_named("2.0")});
        line = {find_track(session, "line")->id, {}};
        effect = {find_track(session, "effect")->id, {}};
        stem_of_effects = {{}, stem(session, "FX")};
        run(AddBus{"REV", BusKind::returns, {}, stem_of_effects.bus, {}});
        return_of_effects = {{}, find_bus(session, "REV")->id};
        run(AddSend{effect, return_of_effects.bus, -10, SendTap::post_fader});
    }
    template <class Edit> void run(const Edit& edit) { session = must(apply(session, edit)); }
    StripOwner vca(std::string name, std::vector<StripOwner> members) {
        run(AddVca{std::move(name), std::move(members), ""});
        return {{}, {}, session.routing->vcas.back()->id};
    }
    void set(StripOwner owner, const Parameter& parameter, double value) {
        run(SetParameter{owner, std::string(parameter.id), value});
    }
    void ride(StripOwner owner, const Parameter& parameter, std::vector<LanePoint> points) {
        run(WriteLane{owner, address_of(parameter), std::move(points)});
    }
    [[nodiscard]] Sound heard() const { return rendered(session, recordings, ridden_piece); }
};

TEST(VcaSound, six_decibels_down_are_the_members_faders_six_decibels_down_to_the_bit) {
    Ridden moved;
    moved.set(moved.line, strip::fader, -2);
    moved.set(moved.vca("all", {moved.line, moved.effect}), strip::fader, -6);
    Ridden expected;
    expected.set(expected.line, strip::fader, -8);
    expected.set(expected.effect, strip::fader, -6);
    const Sound sound = moved.heard();
    EXPECT_GT(peak(sound[2]), 0);
    EXPECT_EQ(sound, expected.heard());
    EXPECT_NE(sound, Ridden().heard());
}

TEST(VcaSound, a_bus_is_a_member_like_a_track) {
    Ridden moved;
    moved.set(moved.vca("effects", {moved.stem_of_effects}), strip::fader, -6);
    Ridden expected;
    expected.set(expected.stem_of_effects, strip::fader, -6);
    EXPECT_EQ(moved.heard(), expected.heard());
}

TEST(VcaSound, rides_of_nested_vcas_and_members_add_up_in_decibels) {
    Ridden moved;
    const StripOwner inner = moved.vca("inner", {moved.effect});
    const StripOwner outer = moved.vca("outer", {moved.line, inner});
    moved.ride(moved.effect, strip::fader, {{{1000}, 0}, {{9000}, -8}});
    moved.ride(inner, strip::fader, {{{1000}, 0}, {{9000}, -4}});
    moved.ride(outer, strip::fader_trim, {{{1000}, 2}, {{9000}, -6}});
    moved.set(outer, strip::fader, -1);
    Ridden expected;
    expected.ride(expected.line, strip::fader, {{{1000}, 1}, {{9000}, -7}});
    expected.ride(expected.effect, strip::fader, {{{1000}, 1}, {{9000}, -19}});
    EXPECT_LT(difference(moved.heard(), expected.heard()), minus_140_dbfs);
    EXPECT_GT(difference(moved.heard(), Ridden().heard()), 0.001);
}

TEST(VcaSound, its_mute_and_its_solo_are_its_members) {
    Ridden muted;
    muted.run(SetMute{{muted.vca("effects", {muted.effect})}, true});
    Ridden expected;
    expected.run(SetMute{{expected.effect}, true});
    EXPECT_EQ(muted.heard(), expected.heard());
    Ridden soloed;
    const StripOwner inner = soloed.vca("inner", {soloed.line});
    soloed.run(SetSolo{{soloed.vca("outer", {inner})}, true});
    expected = {};
    expected.run(SetSolo{{expected.line}, true});
    EXPECT_EQ(soloed.heard(), expected.heard());
    Ridden empty; // nobody is soloed by a VCA without members
    empty.run(SetSolo{{empty.vca("nobody", {})}, true});
    EXPECT_EQ(empty.heard(), Ridden().heard());
}

TEST(VcaSound, relative_lanes_add_to_the_fader_and_to_the_send_level) {
    Ridden trimmed;
    trimmed.set(trimmed.effect, strip::fader, -3);
    trimmed.ride(trimmed.effect, strip::fader_trim, {{{1000}, 0}, {{9000}, -6}});
    const SendId send = find_strip(trimmed.session, trimmed.effect)->sends.front().id;
    trimmed.run(WriteLane{trimmed.effect, {{}, send, "level.trim"}, {{{2000}, 0}, {{5000}, 3}}});
    Ridden expected;
    expected.ride(expected.effect, strip::fader, {{{1000}, -3}, {{9000}, -9}});
    expected.run(WriteLane{expected.effect, {{}, send, "level"}, {{{2000}, -10}, {{5000}, -7}}});
    EXPECT_LT(difference(trimmed.heard(), expected.heard()), minus_140_dbfs);
}

TEST(VcaSound, a_strip_whose_automation_is_off_plays_no_lane_but_its_versions) {
    Ridden off;
    off.ride(off.line, strip::fader, {{{1000}, 0}, {{9000}, -20}});
    off.ride(off.line, strip::mute, {{{100}, 1}});
    off.run(SetAutomation{{off.line}, AutomationMode::off, {}, {}, {}});
    EXPECT_EQ(off.heard(), Ridden().heard());
    off.run(AddVersion{"home", {}, "", "", {}});
    const VersionId home = off.session.versions.front()->id;
    off.run(SetVersionStrip{home, {off.line}, Db{-4}, {}, {}, {}, false});
    off.set(off.vca("all", {off.line}), strip::fader, -2);
    Ridden expected;
    expected.set(expected.line, strip::fader, -6);
    EXPECT_LT(difference(rendered(must(as_version(off.session, home)), off.recordings, ridden_piece),
                         expected.heard()),
              minus_140_dbfs);
}

TEST(VcaSound, what_stands_behind_a_print_plays_no_lane_where_automation_is_off) {
    Strip strip;
    strip.automation.mode = AutomationMode::off;
    strip.automation.safe_parameters = {{{}, {}, "fader"}};
    strip.lanes.push_back(lane({{}, {}, "pan.y"}, {{{0}, -1}}));
    for (const Strip& part : {plan::after_print(strip), plan::before_print(strip)})
        EXPECT_EQ(part.automation.mode, AutomationMode::off);
}

TEST(VcaSound, music_and_effects_hold_what_the_mix_holds_of_them) {
    Ridden scene;
    scene.set(scene.vca("all", {scene.line, scene.effect}), strip::fader, -6);
    const plan::Tap effects{{}, music_and_effects_roles};
    const auto plan = compiled(scene.session, {{{"m-and-e", effects, {}}}}, scene.recordings);
    scene.run(SetMute{{scene.line}, true});
    EXPECT_EQ(rendered(*plan, ridden_piece).front(), scene.heard());
}

TEST(VcaSound, a_hand_on_it_moves_every_member_and_untouched_the_bits_are_the_files) {
    Ridden scene;
    for (const auto& media : scene.session.pool->media)
        scene.recordings.set(media->id, steady(0.25));
    const StripOwner vca = scene.vca("all", {scene.line, scene.effect});
    scene.ride(vca, strip::fader, {{{0}, -1}, {{4000}, -3}});
    EXPECT_EQ(rendered(*compiled(scene.session, live(printmaster()), scene.recordings), ridden_piece).front(),
              scene.heard());
    LiveRig rig(scene.recordings, scene.session.info->rate);
    rig.give(scene.session);
    rig.driver.play();
    rig.run(8192);
    ASSERT_TRUE(rig.driver.move(vca, {{}, {}, "fader"}, -9));
    rig.run(8192);
    Ridden expected;
    expected.recordings = scene.recordings;
    expected.set(expected.line, strip::fader, -9);
    expected.set(expected.effect, strip::fader, -9);
    const Sound file = expected.heard();
    for (std::size_t channel = 0; channel < file.size(); ++channel)
        EXPECT_FLOAT_EQ(rig.heard(0, channel)[15000], file[channel][15000]) << channel;
    EXPECT_GT(peak(file[2]), 0.01);
}

} // namespace
} // namespace dub::test
