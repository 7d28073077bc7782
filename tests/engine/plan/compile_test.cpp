#include "engine/plan/compile.h"

#include <gtest/gtest.h>

#include "engine/session/parameters/strip.h"
#include "tests/support/mix_rig.h"

namespace dub::test {
namespace {

using namespace session;

plan::Target both() { return {{{"printmaster", {}, {}}, {"m-and-e", {{}, music_and_effects_roles}, {}}}}; }
bool has_code(const Diagnostics& list, std::string_view code) {
    return std::ranges::any_of(list, [&](const Diagnostic& d) { return d.code == code; });
}

TEST(Compile, an_me_shares_the_buses_that_hold_nothing_else) {
    Session session = empty_session(*layout_named("5.1"));
    add_track(session, {.name = "dx", .role = Role::dialogue});
    add_track(session, {.name = "fx"});
    add_track(session, {.name = "mx", .role = Role::music});
    const Recordings recordings;
    const auto stages = [&](const plan::Target& target) {
        return compiled(session, target, recordings)->stages().size();
    };
    EXPECT_EQ(stages(both()), stages(printmaster()) + 1); // one more sum: FX and MX are the same steps
}

TEST(Compile, an_me_is_the_mix_of_its_roles_and_a_shared_return_is_copied) {
    Session session = empty_session(*layout_named("5.1"));
    const BusId room = add_bus(session, {.id = {},
                                         .name = "ROOM",
                                         .kind = BusKind::returns,
                                         .layout = *layout_named("5.1"),
                                         .output = stem(session, "FX"),
                                         .roles = {}});
    Strip sending;
    sending.sends = {{SendId{4001}, room, SendTap::post_fader, {}}};
    Strip other = sending;
    other.sends.front().id = SendId{4002};
    add_track(session, {.name = "dx", .role = Role::dialogue, .strip = sending});
    add_track(session, {.name = "fx", .strip = other});
    const Recordings recordings;
    const auto plan = compiled(session, both(), recordings);
    const auto sounds = rendered(*plan, {{0}, {2000}});
    Session without = session;
    without.tracks.erase(without.tracks.begin());
    EXPECT_EQ(sounds[1], rendered(without, recordings, {{0}, {2000}}));
    EXPECT_NE(sounds[0], sounds[1]);
}

TEST(Compile, guides_are_left_out_and_a_track_without_role_is_in_no_role_tap) {
    Session session = empty_session(*layout_named("2.0"));
    add_track(session, {.name = "guide", .role = Role::guide});
    const Recordings recordings;
    auto result = plan::compile(session, both(), recordings.opener());
    ASSERT_TRUE(result) << result.error().text();
    EXPECT_TRUE(has_code(result->diagnostics, "plan.left-out"));
    for (const Sound& sound : rendered(*result->plan, {{0}, {500}}))
        EXPECT_EQ(peak(sound[0]), 0);
    add_track(session, {.name = "new", .role = std::nullopt});
    result = plan::compile(session, both(), recordings.opener());
    ASSERT_TRUE(result) << result.error().text();
    EXPECT_TRUE(has_code(result->diagnostics, "plan.no-role"));
    const auto sounds = rendered(*result->plan, {{0}, {500}});
    EXPECT_GT(peak(sounds[0][0]), 0);
    EXPECT_EQ(peak(sounds[1][0]), 0);
}

TEST(Compile, media_that_cannot_be_opened_play_as_silence_and_are_named) {
    Session session = empty_session(*layout_named("2.0"));
    const MediaId lost = add_track(session, {.name = "lost"});
    add_track(session, {.name = "there"});
    Recordings recordings;
    recordings.lose(lost);
    const auto result = plan::compile(session, printmaster(), recordings.opener());
    ASSERT_TRUE(result) << result.error().text();
    ASSERT_TRUE(has_code(result->diagnostics, "plan.media-silent"));
    Session without = session;
    without.tracks.erase(without.tracks.begin());
    EXPECT_EQ(rendered(*result->plan, {{0}, {500}}).front(), rendered(without, recordings, {{0}, {500}}));
}

TEST(Compile, an_output_that_cannot_be_folded_is_refused) {
    Session session = empty_session(*layout_named("5.1"));
    add_track(session, {});
    const Recordings recordings;
    const auto result =
        plan::compile(session, {{{"matrixed", {}, *layout_named("lt-rt")}}}, recordings.opener());
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::unfit);
    EXPECT_NE(result.error().text().find("matrixed"), std::string::npos);
}

TEST(Compile, a_render_begins_at_the_last_rest_and_at_once_where_nothing_remembers) {
    const std::int64_t second = 48000;
    Session session = empty_session(*layout_named("2.0"));
    Strip filtered;
    filtered.inserts = {{InsertId{1}, "filter", {}, false, {}}};
    add_track(session, {.name = "straight", .place = {{0}, {600 * second}}});
    const Recordings recordings;
    EXPECT_EQ(compiled(session, printmaster(), recordings)->start_for({300 * second + 7}).value,
              300 * second);
    add_track(session, {.name = "early", .place = {{second}, {2 * second}}, .strip = filtered});
    filtered.inserts.front().id = InsertId{2};
    add_track(session, {.name = "late", .place = {{400 * second}, {500 * second}}, .strip = filtered});
    const auto plan = compiled(session, printmaster(), recordings);
    EXPECT_EQ(plan->start_for({300 * second}).value, 300 * second);
    EXPECT_EQ(plan->start_for({2 * second - 1}).value, second);
    EXPECT_EQ(plan->start_for({499 * second}).value, 400 * second);
}

Session solo_session(std::initializer_list<std::string_view> soloed) {
    Session session = empty_session(*layout_named("2.0"));
    const BusId room = add_bus(session, {.id = {},
                                         .name = "ROOM",
                                         .kind = BusKind::returns,
                                         .layout = *layout_named("2.0"),
                                         .output = stem(session, "FX"),
                                         .roles = {}});
    Strip sending;
    sending.sends = {{SendId{4001}, room, SendTap::pre_fader, {}}};
    add_track(session, {.name = "fx 1", .strip = sending});
    add_track(session, {.name = "fx 2"});
    add_track(session, {.name = "mx", .role = Role::music});
    const auto solo = [](auto& owner) {
        Strip strip = *owner.strip;
        strip.soloed = true;
        owner.strip = std::make_shared<const Strip>(strip);
    };
    for (const std::string_view name : soloed) {
        change_track(session, std::string(name), [&](Track& track) { solo(track); });
        if (const Bus* bus = find_bus(session, name))
            change_bus(session, bus->id, [&](Bus& changed) { solo(changed); });
    }
    return session;
}

Sound only(std::initializer_list<std::string_view> kept) {
    Session session = solo_session({});
    std::erase_if(session.tracks,
                  [&](const auto& track) { return std::ranges::find(kept, track->name) == kept.end(); });
    return rendered(session, Recordings{}, {{0}, {300}});
}

TEST(Solo, leaves_a_track_with_its_return_and_a_stem_with_all_it_holds) {
    const Recordings recordings;
    const auto soloed = [&](std::initializer_list<std::string_view> names) {
        return rendered(solo_session(names), recordings, {{0}, {300}});
    };
    EXPECT_EQ(soloed({"fx 1"}), only({"fx 1"}));
    EXPECT_EQ(soloed({"FX"}), only({"fx 1", "fx 2"}));
    EXPECT_EQ(soloed({"PM"}), only({"fx 1", "fx 2", "mx"}));
    EXPECT_NE(soloed({"ROOM"}), only({"fx 1"})); // the return alone, without the track itself
    EXPECT_GT(peak(soloed({"ROOM"})[0]), 0);
}

} // namespace
} // namespace dub::test
