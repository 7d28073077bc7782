// AFL and PFL: what is soloed is one more output of the plan, and every other output is as without it.

#include <gtest/gtest.h>

#include "engine/session/edits/add_bus.h"
#include "engine/session/edits/add_insert.h"
#include "engine/session/edits/add_vca.h"
#include "engine/session/edits/set_mute.h"
#include "engine/session/edits/set_parameter.h"
#include "engine/session/edits/set_solo.h"
#include "engine/session/edits/set_solo_mode.h"
#include "engine/session/edits/write_lane.h"
#include "engine/session/lookup.h"
#include "engine/session/parameters/strip.h"
#include "tests/support/mix_rig.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace session;

constexpr SampleRange soloed_piece{{0}, {16384}};
const Layout five_one = *layout_named("5.1"), seven_one = *layout_named("7.1"), two = *layout_named("2.0");

// A line, a stereo effect and a wide ambience, each ridden and placed, in 5.1.
struct Soloed {
    Session session = empty_session(five_one);
    Recordings recordings;
    StripOwner line, effect, ambience, effects_stem;

    Soloed() {
        add_track(session, {.name = "line", .role = Role::dialogue});
        add_track(session, {.name = "effect", .layout = two});
        add_track(session, {.name = "ambience", .layout = five_one, .role = Role::ambience});
        line = {find_track(session, "line")->id, {}};
        effect = {find_track(session, "effect")->id, {}};
        ambience = {find_track(session, "ambience")->id, {}};
        effects_stem = {{}, stem(session, "FX")};
        ride(line, strip::fader, {{{1000}, 0}, {{9000}, -8}});
        ride(line, strip::pan_x, {{{0}, -1}, {{16000}, 0.7}});
        set(line, strip::lfe_send, -6);
        set(line, strip::lfe_filter, 1);
        set(line, strip::trim, -3);
        set(effect, strip::fader, -4);
        set(effect, strip::width, 0.4);
        set(effect, strip::pan_y, -0.5);
        set(ambience, strip::rotate, 40);
        run(AddInsert{effect, "limiter", {}, {}, false});
    }
    template <class Edit> void run(const Edit& edit) { session = must(apply(session, edit)); }
    void set(StripOwner owner, const Parameter& parameter, double value) {
        run(SetParameter{owner, std::string(parameter.id), value});
    }
    void ride(StripOwner owner, const Parameter& parameter, std::vector<LanePoint> points) {
        run(WriteLane{owner, address_of(parameter), std::move(points)});
    }
    // All live sources and, last, what is soloed.
    [[nodiscard]] std::vector<Sound> heard(SoloMode point, std::vector<StripOwner> strips,
                                           const Layout& in = five_one) const {
        plan::Target target = mix();
        target.solos = {{"solo", point, std::move(strips), in}};
        return rendered(*compiled(session, target, recordings), soloed_piece);
    }
    [[nodiscard]] Sound soloed(SoloMode point, std::vector<StripOwner> strips,
                               const Layout& in = five_one) const {
        return heard(point, std::move(strips), in).back();
    }
    [[nodiscard]] static plan::Target mix() {
        plan::Target target = printmaster();
        target.outputs.push_back({"M&E", {.bus = {}, .roles = music_and_effects_roles}, {}});
        return target;
    }
    [[nodiscard]] Sound in_place(std::vector<StripOwner> strips) const {
        return rendered(must(apply(session, SetSolo{std::move(strips), true})), recordings, soloed_piece);
    }
};

TEST(SoloOutputs, afl_of_a_strip_is_the_strip_alone_in_place) {
    const Soloed scene;
    for (const StripOwner owner : {scene.line, scene.effect, scene.ambience}) {
        const Sound alone = scene.in_place({owner}), afl = scene.soloed(SoloMode::after_fader, {owner});
        EXPECT_GT(peak(alone[0]), 0.01) << owner.text();
        EXPECT_LT(difference(afl, alone), minus_140_dbfs) << owner.text();
    }
}

TEST(SoloOutputs, afl_of_several_is_their_sum) {
    const Soloed scene;
    EXPECT_LT(difference(scene.soloed(SoloMode::after_fader, {scene.line, scene.ambience}),
                         scene.in_place({scene.line, scene.ambience})),
              minus_140_dbfs);
    EXPECT_EQ(peak(scene.soloed(SoloMode::after_fader, {})[0]), 0);
}

TEST(SoloOutputs, the_mix_does_not_know_of_them_to_the_bit) {
    Soloed scene;
    const auto without = rendered(*compiled(scene.session, Soloed::mix(), scene.recordings), soloed_piece);
    for (const SoloMode mode : {SoloMode::after_fader, SoloMode::before_fader}) {
        Soloed soloed;
        soloed.run(SetSoloMode{mode});
        soloed.run(SetSolo{{soloed.effect, soloed.line}, true});
        const auto with = soloed.heard(mode, {soloed.line, soloed.effect});
        ASSERT_EQ(with.size(), 3U);
        EXPECT_EQ(with[0], without[0]);
        EXPECT_EQ(with[1], without[1]);
        EXPECT_NE(with[2], without[0]);
    }
    scene.run(SetSolo{{scene.line}, true}); // in place it would
    EXPECT_NE(scene.heard(SoloMode::after_fader, {})[0], without[0]);
}

TEST(SoloOutputs, a_mute_is_passed_over_a_fader_is_not) {
    Soloed scene;
    const Sound open = scene.soloed(SoloMode::after_fader, {scene.effect});
    scene.run(AddVca{"VCA", {scene.effect}, ""});
    scene.run(SetMute{{scene.effect, {{}, {}, scene.session.routing->vcas.back()->id}}, true});
    EXPECT_EQ(scene.soloed(SoloMode::after_fader, {scene.effect}), open);
    scene.set(scene.effect, strip::fader, strip::fader_min_db);
    EXPECT_EQ(peak(scene.soloed(SoloMode::after_fader, {scene.effect})[0]), 0);
}

TEST(SoloOutputs, afl_of_a_bus_is_what_the_bus_sends_on) {
    Soloed scene;
    scene.set(scene.effects_stem, strip::fader, -5);
    const Sound alone = scene.in_place({scene.effects_stem});
    EXPECT_LT(difference(scene.soloed(SoloMode::after_fader, {scene.effects_stem}), alone), minus_140_dbfs);
    const StripOwner all{{}, printmaster_of(scene.session)->id};
    scene.set(all, strip::fader, -2);
    EXPECT_LT(difference(scene.soloed(SoloMode::after_fader, {all}),
                         rendered(scene.session, scene.recordings, soloed_piece)),
              minus_140_dbfs);
}

TEST(SoloOutputs, a_wider_or_narrower_room_hears_the_sessions_fold) {
    const Soloed scene;
    const Sound here = scene.soloed(SoloMode::after_fader, {scene.line});
    const Sound wide = scene.soloed(SoloMode::after_fader, {scene.line}, seven_one);
    EXPECT_LT(difference({here[0], here[1], here[2], here[3]}, {wide[0], wide[1], wide[2], wide[3]}),
              minus_140_dbfs);
    EXPECT_EQ(wide.size(), 8U);
    EXPECT_GT(peak(scene.soloed(SoloMode::after_fader, {scene.line}, two)[0]), 0.01);
}

// The same strip with its fader at unity and its panner at rest, into a bus as wide as itself.
TEST(SoloOutputs, pfl_is_the_sound_before_the_fader_channel_by_channel) {
    const Soloed scene;
    const auto before = [&](StripOwner owner, const Layout& as_wide) {
        Soloed plain;
        plain.session = scene.session;
        plain.run(AddBus{"plain", BusKind::stem, as_wide, {}, {}});
        const BusId bus = find_bus(plain.session, "plain")->id;
        change_track(plain.session, find_track(plain.session, owner.track)->name, [&](Track& track) {
            Strip open = *track.strip;
            const double trim = open.values.get(strip::trim);
            open.values = {};
            open.values.set(strip::trim, trim);
            open.lanes = {};
            track.strip = std::make_shared<const Strip>(std::move(open));
            track.output = bus;
        });
        const plan::Target target{{{"before", {.bus = bus, .roles = {}}, {}}}};
        return rendered(*compiled(plain.session, target, plain.recordings), soloed_piece).front();
    };
    const Sound effect = scene.soloed(SoloMode::before_fader, {scene.effect});
    const Sound plain = before(scene.effect, two);
    EXPECT_GT(peak(plain[0]), 0.01);
    EXPECT_LT(difference({effect[0], effect[1]}, plain), minus_140_dbfs);
    EXPECT_EQ(peak(effect[2]), 0);
    EXPECT_LT(
        difference(scene.soloed(SoloMode::before_fader, {scene.ambience}), before(scene.ambience, five_one)),
        minus_140_dbfs);
    const Sound line = scene.soloed(SoloMode::before_fader, {scene.line});
    const Row mono = before(scene.line, {Speaker::C})[0];
    EXPECT_LT(difference({line[2]}, {mono}), minus_140_dbfs);
    EXPECT_EQ(peak(line[0]) + peak(line[1]) + peak(line[3]), 0);
    const Sound phantom = scene.soloed(SoloMode::before_fader, {scene.line}, two);
    EXPECT_EQ(phantom[0], phantom[1]);
    EXPECT_NEAR(peak(phantom[0]) / peak(mono), 0.7079, 1e-3);
}

TEST(SoloOutputs, a_guide_that_is_in_no_mix_can_be_listened_to) {
    Soloed scene;
    add_track(scene.session, {.name = "guide", .role = Role::guide});
    const StripOwner guide{find_track(scene.session, "guide")->id, {}};
    EXPECT_GT(peak(scene.soloed(SoloMode::before_fader, {guide})[2]), 0.01);
    EXPECT_GT(peak(scene.soloed(SoloMode::after_fader, {guide})[2]), 0.01);
}

} // namespace
} // namespace dub::test
