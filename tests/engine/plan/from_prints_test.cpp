// Prints in the place of the mix: the same bits, a sum where there is none, a cure where nothing helps.
#include "engine/plan/from_prints.h"
#include "engine/plan/recording.h"

#include <array>

#include <gtest/gtest.h>

#include "engine/session/edits/add_insert.h"
#include "engine/session/edits/set_insert_dip.h"
#include "engine/session/parameters/gain.h"
#include "engine/session/parameters/strip.h"
#include "tests/support/printed_mix.h"

namespace {

using namespace dub;
using namespace dub::test;

TEST_F(PrintedMix, a_print_lies_beside_the_mix_which_keeps_its_bits_and_solo_does_not_close_it) {
    const plan::Tap music{stem(session_, "MX"), {}};
    const Sound approved = live(music);
    print(music);
    change_track(session_, "M", [](session::Track& track) {
        session::Strip strip = *track.strip;
        strip.values.set(session::strip::fader, -20);
        track.strip = std::make_shared<const session::Strip>(std::move(strip));
    });
    for (const bool solo : {false, true}) {
        change_track(session_, "D", [&](session::Track& track) {
            session::Strip strip = *track.strip;
            strip.soloed = solo;
            track.strip = std::make_shared<const session::Strip>(std::move(strip));
        });
        auto placed = plan::beside(session_, plan::recording_of(session_, *session_.prints.front()));
        EXPECT_EQ(placed.output.name, "print of MX");
        plan::Target target{{{"mix", {}, {}}, placed.output}, plan::Live::yes};
        const auto both = rendered(*compiled(placed.session, target, recordings_), whole);
        EXPECT_EQ(both[0], live({}));
        EXPECT_EQ(both[1], approved);
        EXPECT_NE(both[1], live(music));
    }
}

TEST_F(PrintedMix, a_print_plays_as_the_bus_was_bit_for_bit) {
    for (const plan::Tap& tap : {plan::Tap{}, plan::Tap{stem(session_, "MX"), {}},
                                 plan::Tap{{}, session::music_and_effects_roles}}) {
        const Sound approved = live(tap);
        print(tap);
        const auto played = printed(tap);
        ASSERT_TRUE(played) << played.error().text();
        EXPECT_EQ(difference(*played, approved), 0);
        EXPECT_GT(peak(approved[0]), 0.01);
    }
}

TEST_F(PrintedMix, what_is_edited_later_is_not_heard) {
    const Sound approved = live({});
    print({});
    change_track(session_, "F", [](session::Track& track) { track.clips.clear(); });
    const auto played = printed({});
    ASSERT_TRUE(played);
    EXPECT_EQ(difference(*played, approved), 0);
    EXPECT_GT(difference(*played, live({})), 0.01);
}

TEST_F(PrintedMix, all_stems_stand_for_the_printmaster_and_some_for_the_m_and_e) {
    change_bus(session_, session::printmaster_of(session_)->id, [](session::Bus& bus) {
        session::Strip strip = *bus.strip;
        strip.values.set(session::strip::fader, -6);
        bus.strip = std::make_shared<const session::Strip>(strip);
    });
    change_bus(session_, stem(session_, "MX"), [](session::Bus& bus) {
        session::Strip strip = *bus.strip;
        strip.values.set(session::strip::fader, -3);
        strip.values.set(session::strip::pan_x, 0.5);
        bus.strip = std::make_shared<const session::Strip>(strip);
    });
    for (const char* const name : {"DX", "FOL", "FX", "BG", "MX"})
        print({stem(session_, name), {}});
    const auto mix = printed({});
    ASSERT_TRUE(mix) << mix.error().text();
    EXPECT_LT(difference(*mix, live({})), 1e-6);
    const plan::Tap clean{{}, session::music_and_effects_roles};
    const auto effects = printed(clean);
    ASSERT_TRUE(effects) << effects.error().text();
    EXPECT_LT(difference(*effects, live(clean)), 1e-6);
    EXPECT_GT(difference(*effects, *mix), 0.01);
}

TEST_F(PrintedMix, a_print_folds_down_as_the_mix_does) {
    print({});
    const auto folded = printed({}, *layout_named("2.0"));
    ASSERT_TRUE(folded);
    const auto plan = compiled(session_, {{{"live", {}, *layout_named("2.0")}}}, recordings_);
    EXPECT_EQ(difference(*folded, rendered(*plan, whole).front()), 0);
}

TEST_F(PrintedMix, undipped_music_from_its_stem_stands_beside_the_dipped_mix) {
    session::ParameterValues lower;
    lower.set(session::gain::level, -6);
    const TrackId music = session::find_track(session_, "M")->id;
    session_ = *session::apply(session_, session::AddInsert{{music, {}}, "gain", lower, {}, false});
    const InsertId dip = session::find_track(session_, "M")->strip->inserts.front().id;
    session_ = *session::apply(session_, session::SetInsertDip{dip, true});
    const plan::Tap stem_undipped{stem(session_, "MX"), {}, plan::Dips::bypassed};
    const plan::Tap music_undipped{
        {}, {session::Role::score, session::Role::source, session::Role::music}, plan::Dips::bypassed};
    const std::array outputs{plan::Output{"mix", {}, {}}, plan::Output{"undipped", music_undipped, {}}};
    const auto approved =
        rendered(*compiled(session_, {{outputs.begin(), outputs.end()}}, recordings_), whole);
    for (const char* name : {"DX", "FOL", "FX", "BG", "MX"})
        print({stem(session_, name), {}});
    print(stem_undipped);
    const auto from = plan::from_prints(session_, {}, {{outputs.begin(), outputs.end()}}, {whole});
    ASSERT_TRUE(from) << from.error().text();
    const auto played = rendered(*compiled(from->session, from->target, recordings_), whole);
    EXPECT_EQ(played[1], approved[1]);
    EXPECT_LT(difference(played[0], approved[0]), 1e-6); // a sum of other partial sums
}

TEST_F(PrintedMix, a_missing_print_is_told_with_its_cure) {
    print({stem(session_, "DX"), {}});
    const auto none = printed({});
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::unfit);
    EXPECT_NE(none.error().sentence.find("dubstage print FILE.dub --bus 'PM'"), std::string::npos)
        << none.error().sentence;
    EXPECT_NE(none.error().sentence.find("FOL"), std::string::npos) << none.error().sentence;
}

TEST_F(PrintedMix, a_print_that_does_not_cover_the_range_is_told_with_the_rest) {
    print({});
    const auto part = plan::from_prints(session_, {}, {{{"printed", {}, {}}}}, {{{0}, {96000}}});
    ASSERT_FALSE(part);
    EXPECT_NE(part.error().sentence.find("--from 00:00:01:00 --to 00:00:02:00"), std::string::npos)
        << part.error().sentence;
}

TEST_F(PrintedMix, a_stem_that_mixes_roles_cannot_stand_for_an_m_and_e) {
    change_bus(session_, stem(session_, "FX"),
               [](session::Bus& bus) { bus.roles.insert(session::Role::dialogue); });
    for (const char* const name : {"DX", "FOL", "FX", "BG", "MX"})
        print({stem(session_, name), {}});
    EXPECT_FALSE(printed({{}, session::music_and_effects_roles}));
    EXPECT_TRUE(printed({}));
}

} // namespace
