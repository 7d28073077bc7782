// Every template that comes with the program: a clean session in the form it is saved in, with the usual
// stems fed by their roles, that plays silence, at every width and rate it can be asked for.
#include <set>

#include <gtest/gtest.h>

#include "engine/session/invariants.h"
#include "engine/session/transfer/setup.h"
#include "formats/project/templates.h"
#include "tests/support/mix_rig.h"
#include "tests/support/small_session.h"

namespace dub::project {
namespace {

using namespace session;

struct Templates : testing::TestWithParam<BuiltinTemplate> {
    Loaded loaded = test::must(from_text(GetParam().text, GetParam().file));
    const Session& session = loaded.session;
};

const Bus& stem_of(const Session& session, const Track& track) {
    const Bus* bus = find_bus(session, track.output);
    while (bus->kind == BusKind::predub)
        bus = find_bus(session, bus->output);
    return *bus;
}

TEST_P(Templates, has_nothing_to_find_fault_with) {
    EXPECT_TRUE(loaded.diagnostics.empty()) << loaded.diagnostics.front().sentence;
    EXPECT_TRUE(check(session).empty());
    EXPECT_FALSE(session.info->name.empty()); // what the list says of it
}

TEST_P(Templates, is_written_as_it_would_be_saved) { EXPECT_EQ(to_text(session), GetParam().text); }

TEST_P(Templates, feeds_each_usual_stem_from_tracks_of_each_of_its_roles) {
    for (const std::string name : {"DX", "FOL", "FX", "BG", "MX"}) {
        const Bus* stem = find_bus(session, name);
        ASSERT_NE(stem, nullptr) << name;
        EXPECT_EQ(stem->kind, BusKind::stem);
        EXPECT_EQ(stem->layout, session.info->home);
        EXPECT_EQ(stem->output, printmaster_of(session)->id);
        for (const Role role : roles())
            EXPECT_EQ(stem->roles.has(role), std::ranges::any_of(session.tracks,
                                                                 [&](const auto& track) {
                                                                     return track->role == role &&
                                                                            &stem_of(session, *track) == stem;
                                                                 }))
                << name << ' ' << name_of(role);
    }
    EXPECT_EQ(printmaster_of(session)->layout, session.info->home);
}

TEST_P(Templates, gives_every_track_a_role_a_colour_and_a_name_of_its_own) {
    std::set<std::string> names;
    for (const auto& track : session.tracks) {
        EXPECT_TRUE(track->role) << track->name;
        EXPECT_EQ(track->colour.size(), 7U) << track->name;
        EXPECT_TRUE(names.insert(track->name).second) << track->name;
    }
}

TEST_P(Templates, plays_silence) {
    const SamplePos start = sample_of(session, session.info->start);
    const auto sound = test::rendered(session, {}, {start, start + SampleCount{4800}});
    ASSERT_EQ(sound.size(), static_cast<std::size_t>(session.info->home.channels()));
    for (const auto& row : sound) {
        EXPECT_EQ(row.size(), 4800U);
        EXPECT_EQ(test::peak(row), 0);
    }
}

TEST_P(Templates, sets_up_a_clean_session_of_any_width_and_rate) {
    for (const std::string width : {"2.0", "5.1", "7.1"})
        for (const std::string fps : {"23.976", "25", "29.97df"}) {
            SetupWish wish;
            wish.name = "new";
            wish.home = *layout_named(width);
            wish.timecode = *timecode_format(fps);
            wish.start = *parse_timecode("10:00:00:00", *wish.timecode);
            const auto made = setup_from(session, wish);
            EXPECT_TRUE(check(made.session).empty()) << width << ' ' << fps;
            EXPECT_EQ(printmaster_of(made.session)->layout, *wish.home);
            EXPECT_EQ(made.session.tracks.size(), session.tracks.size());
            EXPECT_EQ(made.session.markers->back().at, *wish.start);
            EXPECT_EQ(made.diagnostics.empty(), session.info->home == *wish.home);
        }
}

TEST(FilmTemplate, holds_a_nearfield_version_with_the_surrounds_of_every_stem_3_db_down) {
    const auto film = test::must(find_template("film-7.1", {}));
    const Version* nearfield = find_version(film.session, "nearfield");
    ASSERT_NE(nearfield, nullptr);
    std::size_t stems = 0;
    for (const auto& bus : film.session.routing->buses) {
        if (bus->kind != BusKind::stem) continue;
        ++stems;
        const auto layer = std::ranges::find(nearfield->strips, StripOwner{{}, bus->id},
                                             [](const auto& one) { return one->owner; });
        ASSERT_NE(layer, nearfield->strips.end()) << bus->name;
        EXPECT_EQ((*layer)->surrounds, Db{-3});
        EXPECT_EQ((*layer)->trim, Db{0});
    }
    EXPECT_EQ(stems, nearfield->strips.size());
}

INSTANTIATE_TEST_SUITE_P(All, Templates, testing::ValuesIn(builtin_templates()), [](const auto& one) {
    std::string name(one.param.file);
    std::erase_if(name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; });
    return name;
});

} // namespace
} // namespace dub::project
