// Versions, playlists and prints: what their edits do, and what a version lays over the mix.

#include <gtest/gtest.h>

#include "engine/session/edits/add_insert.h"
#include "engine/session/edits/add_playlist.h"
#include "engine/session/edits/add_version.h"
#include "engine/session/edits/play_playlist.h"
#include "engine/session/edits/promote_range.h"
#include "engine/session/edits/record_print.h"
#include "engine/session/edits/remove_bus.h"
#include "engine/session/edits/remove_insert.h"
#include "engine/session/edits/remove_track.h"
#include "engine/session/edits/remove_version.h"
#include "engine/session/edits/set_media_speed.h"
#include "engine/session/edits/set_version_fold_down.h"
#include "engine/session/edits/set_version_strip.h"
#include "engine/session/edits/slip_clip.h"
#include "engine/session/edits/switch_version_insert.h"
#include "engine/session/edits/write_version_trim.h"
#include "engine/session/invariants.h"
#include "engine/session/parameters/strip.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace session;

const Track& track_named(const Session& session, std::string_view name) { return *find_track(session, name); }

Session with_version(std::string name) {
    Session session = small_session();
    put(session, "DX 1", 0, 96000, "line");
    return must(apply(session, AddVersion{std::move(name), {}, "", "", {}}));
}

TEST(Playlists, a_copy_plays_the_same_sound_in_clips_of_its_own_and_the_old_one_stays) {
    Session session = small_session();
    put(session, "DX 1", 0, 96000, "line");
    const Shared<Clip> line = track_named(session, "DX 1").clips.front();
    session = must(apply(session, AddPlaylist{track_id(session, "DX 1"), "recut", true}));
    const Track& track = track_named(session, "DX 1");
    EXPECT_EQ(track.playlist_name, "recut");
    ASSERT_EQ(track.clips.size(), 1U);
    EXPECT_NE(track.clips.front()->id, line->id);
    EXPECT_EQ(track.clips.front()->place, line->place);
    ASSERT_EQ(track.alternatives.size(), 1U);
    EXPECT_EQ(track.alternatives.front()->clips.front(), line);
}

TEST(Playlists, playing_another_and_back_is_the_session_as_it_was) {
    Session session = small_session();
    put(session, "DX 1", 0, 96000, "line");
    session = must(apply(session, AddPlaylist{track_id(session, "DX 1"), "recut", false}));
    const Session away = must(apply(session, PlayPlaylist{track_id(session, "DX 1"), ""}));
    EXPECT_EQ(track_named(away, "DX 1").clips.size(), 1U);
    EXPECT_TRUE(equal(must(apply(away, PlayPlaylist{track_id(away, "DX 1"), "recut"})), session));
}

TEST(Playlists, a_promoted_range_replaces_what_played_there_and_nothing_else) {
    Session session = small_session();
    put(session, "DX 1", 0, 96000, "old");
    const TrackId track = track_id(session, "DX 1");
    session = must(apply(session, AddPlaylist{track, "new", false}));
    put(session, "DX 1", 0, 96000, "new");
    session = must(apply(session, PromoteRange{track, "", {from_start(24000), from_start(48000)}}));
    std::vector<std::pair<std::string, SampleRange>> heard;
    for (const auto& clip : track_named(session, "DX 1").clips)
        heard.emplace_back(clip->name, clip->place);
    const std::vector<std::pair<std::string, SampleRange>> expected{
        {"new", {from_start(0), from_start(24000)}},
        {"old", {from_start(24000), from_start(48000)}},
        {"new", {from_start(48000), from_start(96000)}}};
    EXPECT_EQ(heard, expected);
    EXPECT_EQ(track_named(session, "DX 1").clips[1]->source_start.value,
              48000 + 24000); // put() begins a second in
}

TEST(Versions, a_version_that_says_nothing_is_the_mix) {
    const Session session = with_version("theatrical");
    EXPECT_TRUE(equal(must(as_version(session, session.versions[0]->id)), session));
}

TEST(Versions, a_trim_lies_on_the_strip_and_leaves_the_mix_alone) {
    Session session = with_version("nearfield");
    const VersionId version = session.versions[0]->id;
    const StripOwner music{{}, bus_id(session, "MX")};
    session = must(apply(session, SetVersionStrip{version, {music}, Db{-2}, Db{-3}, Db{-6}, {}, false}));
    const Session laid = must(as_version(session, version));
    const ParameterValues& values = find_bus(laid, "MX")->strip->values;
    EXPECT_EQ(values.get(strip::version_trim), -2);
    EXPECT_EQ(values.get(strip::version_surrounds), -3);
    EXPECT_EQ(values.get(strip::version_lfe), -6);
    EXPECT_TRUE(find_bus(session, "MX")->strip->values.entries().empty());
    EXPECT_FALSE(has_error(check(laid)));
}

TEST(Versions, a_mute_of_the_version_wins_over_the_mix) {
    Session session = with_version("m-and-e fixes");
    const VersionId version = session.versions[0]->id;
    const StripOwner track{track_id(session, "DX 1"), {}};
    session = must(apply(session, SetVersionStrip{version, {track}, {}, {}, {}, true, false}));
    EXPECT_EQ(track_named(must(as_version(session, version)), "DX 1").strip->values.get(strip::mute), 1);
    EXPECT_EQ(track_named(session, "DX 1").strip->values.get(strip::mute), 0);
}

TEST(Versions, inserts_are_switched_and_the_fold_down_is_replaced) {
    Session session = with_version("broadcast");
    const VersionId version = session.versions[0]->id;
    session = must(apply(session, AddInsert{{track_id(session, "DX 1"), {}}, "filter", {}, {}, false}));
    const InsertId filter = track_named(session, "DX 1").strip->inserts[0].id;
    session = must(apply(session, SwitchVersionInsert{version, filter, InsertState::bypassed}));
    session = must(apply(session, SetVersionFoldDown{version, FoldDown{.lfe = {-10}}}));
    const Session laid = must(as_version(session, version));
    EXPECT_TRUE(track_named(laid, "DX 1").strip->inserts[0].bypassed);
    EXPECT_EQ(laid.routing->fold.lfe.value, -10);
    EXPECT_FALSE(track_named(session, "DX 1").strip->inserts[0].bypassed);
    session = must(apply(session, SwitchVersionInsert{version, filter, InsertState::as_mix}));
    EXPECT_TRUE(session.versions[0]->switches.empty());
}

TEST(Versions, what_goes_from_the_session_goes_from_its_versions) {
    Session session = with_version("airline");
    const VersionId version = session.versions[0]->id;
    const StripOwner track{track_id(session, "DX 1"), {}};
    session = must(apply(session, AddInsert{track, "filter", {}, {}, false}));
    const InsertId filter = track_named(session, "DX 1").strip->inserts[0].id;
    session = must(apply(session, SwitchVersionInsert{version, filter, InsertState::bypassed}));
    session = must(apply(session, WriteVersionTrim{version, track, {{from_start(0), -3}}}));
    EXPECT_FALSE(has_error(check(must(apply(session, RemoveInsert{filter})))));
    const Session without = must(apply(session, RemoveTrack{track.track}));
    EXPECT_FALSE(has_error(check(without)));
    EXPECT_TRUE(without.versions[0]->strips.empty());
    EXPECT_TRUE(without.versions[0]->switches.empty());
}

TEST(Versions, a_speed_is_the_ratio_of_the_frame_rates) {
    Session session = small_session();
    session = must(apply(session, AddVersion{"25", {}, "", "", RateChange{{25, 1}, SpeedMethod::stretch}}));
    EXPECT_EQ(speed_of(session, *session.versions[0]), (Speed{25, 24, SpeedMethod::stretch}));
    EXPECT_EQ(speed_between({24000, 1001}, {24, 1}, SpeedMethod::resample), (Speed{1001, 1000, {}}));
}

TEST(MediaSpeed, a_clip_keeps_its_place_and_the_moment_it_begins_with) {
    Session session = small_session();
    put(session, "DX 1", 0, 24000, "line");
    session = must(apply(session, SlipClip{track_named(session, "DX 1").clips[0]->id, {-48000}}));
    const MediaId media = track_named(session, "DX 1").clips[0]->media;
    const SamplePos before = track_named(session, "DX 1").clips[0]->source_start;
    ASSERT_NE(before.value, 0);
    session = must(apply(session, SetMediaSpeed{{media}, {25, 24, {}}}));
    const Clip& line = *track_named(session, "DX 1").clips[0];
    EXPECT_EQ(line.place, (SampleRange{from_start(0), from_start(24000)}));
    EXPECT_EQ(line.source_start.value, before.value * 24 / 25);
}

TEST(MediaSpeed, lengths_follow_exactly) {
    EXPECT_EQ(at_speed({48000 * 3600}, {48000}, {48000}, {1001, 1000, {}}).value, 172627373); // 172627372.6
    EXPECT_EQ(at_speed({48048}, {48048}, {48000}, {1000, 1001, SpeedMethod::restamp}).value, 48048);
    EXPECT_EQ(at_speed({1}, {44100}, {48000}, {}).value, 2);
}

RecordPrint pass(const Session& session, std::int64_t from, std::int64_t to, MediaId media) {
    RecordPrint print{.bus = bus_id(session, "DX")};
    print.media = media;
    print.range = {from_start(from), from_start(to)};
    print.handle = {4800};
    print.crossfade = {960};
    return print;
}

TEST(Prints, a_punch_crossfades_over_20_ms_and_leaves_the_rest_alone) {
    Session session = small_session();
    put(session, "DX 1", 0, 1, "a");
    const MediaId media = track_named(session, "DX 1").clips[0]->media;
    session = must(apply(session, pass(session, 0, 480000, media)));
    session = must(apply(session, pass(session, 96000, 192000, media)));
    ASSERT_EQ(session.prints.size(), 1U);
    const auto& clips = session.prints[0]->clips;
    ASSERT_EQ(clips.size(), 3U);
    EXPECT_EQ(clips[0]->place, (SampleRange{from_start(0), from_start(96480)}));
    EXPECT_EQ(clips[1]->place, (SampleRange{from_start(95520), from_start(192480)}));
    EXPECT_EQ(clips[2]->place, (SampleRange{from_start(191520), from_start(480000)}));
    EXPECT_EQ(clips[0]->out, (Fade{{960}, FadeCurve::linear}));
    EXPECT_EQ(clips[1]->in, clips[0]->out);
    EXPECT_EQ(clips[1]->source_start.value, 4800 - 480);
    EXPECT_EQ(clips[2]->source_start.value, 4800 + 191520);
    EXPECT_FALSE(has_error(check(session)));
}

TEST(Prints, a_pass_nobody_hears_any_more_is_forgotten) {
    Session session = small_session();
    put(session, "DX 1", 0, 1, "a");
    put(session, "FX 1", 0, 1, "b");
    const MediaId first = session.pool->media[0]->id, second = session.pool->media[1]->id;
    session = must(apply(session, pass(session, 1000, 2000, first)));
    session = must(apply(session, pass(session, 0, 3000, second)));
    ASSERT_EQ(session.prints[0]->passes.size(), 1U);
    EXPECT_EQ(session.prints[0]->passes[0].media, second);
}

TEST(Prints, its_bus_and_version_cannot_go_while_it_is_there) {
    Session session = with_version("nearfield");
    RecordPrint print = pass(session, 0, 1000, session.pool->media[0]->id);
    print.version = session.versions[0]->id;
    session = must(apply(session, print));
    EXPECT_FALSE(apply(session, RemoveVersion{print.version}));
    EXPECT_FALSE(apply(session, RemoveBus{print.bus, bus_id(session, "PM")}));
}

} // namespace
} // namespace dub::test
