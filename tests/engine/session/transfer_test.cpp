#include "engine/session/transfer/transfer.h"

#include <gtest/gtest.h>

#include "engine/session/edits/add_insert.h"
#include "engine/session/edits/change.h"
#include "engine/session/edits/group_clips.h"
#include "engine/session/invariants.h"
#include "engine/session/transfer/setup.h"
#include "tests/support/random_session.h"
#include "tests/support/small_session.h"

namespace {

using namespace dub;
using namespace dub::session;
using test::must;

constexpr TransferParts everything{true, true, true, true, true, true, true, true};

bool tells(const Diagnostics& told, std::string_view code) {
    return std::ranges::any_of(told, [&](const Diagnostic& one) { return one.code == code; });
}

Session changed(Session session, std::string_view track, const std::function<void(Track&, Strip&)>& change) {
    Track made = *find_track(session, track);
    Strip strip = *made.strip;
    change(made, strip);
    made.strip = share(std::move(strip));
    return with_track(std::move(session), std::move(made));
}

Session with_info_of(Session session, const std::function<void(Info&)>& change) {
    Info info = *session.info;
    change(info);
    return with_info(std::move(session), std::move(info));
}

MatchedBy how(const Transferred& made, const Session& from, std::string_view track) {
    for (const TrackMatch& match : made.tracks)
        if (find_track(from, match.from)->name == track) return match.by;
    throw std::logic_error("not asked for");
}

// Each track's clips and lanes without their ids.
std::string content(const Session& session) {
    std::string text;
    for (const auto& track : session.tracks) {
        text += track->name + " " + track->colour + ":";
        for (const auto& clip : track->clips)
            text += fmt::format(" {} {}-{} {} {}/{} {};", clip->name, clip->place.start.value,
                                clip->place.end.value, clip->source_start.value, clip->in.length.value,
                                clip->out.length.value, find_media(session, clip->media)->path);
        for (const Insert& insert : track->strip->inserts)
            text += fmt::format(" {}({})", insert.processor, insert.values.entries().size());
        for (const Send& send : track->strip->sends)
            text += " to " + find_bus(session, send.to)->name;
        for (const auto& lane : track->strip->lanes)
            text += fmt::format(" {}x{}", lane->target.parameter, lane->points.size());
        text += " -> " + find_bus(session, track->output)->name + "\n";
    }
    for (const Marker& marker : *session.markers)
        text += fmt::format("{} {}\n", marker.at.value, marker.name);
    return text;
}

TEST(Transfer, onto_its_own_setup_gives_the_whole_session_again) {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const Session from = test::random_session(seed);
        const Session onto = setup_from(from, {.name = "next"}).session;
        const auto made = must(transfer(onto, from, {.parts = everything}));
        EXPECT_EQ(content(made.session), content(from)) << seed;
        EXPECT_FALSE(has_error(check(made.session)));
    }
}

TEST(Transfer, into_an_empty_session_makes_all_that_is_missing) {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const Session from = test::random_session(seed);
        Info info = *from.info;
        const Session onto = new_session(info);
        const auto made = must(transfer(onto, from, {.parts = everything, .unmatched = Unmatched::make}));
        EXPECT_EQ(content(made.session), content(from)) << seed;
        EXPECT_EQ(made.session.versions.size(), from.versions.size());
        for (const TrackMatch& match : made.tracks)
            EXPECT_TRUE(match.to);
    }
}

TEST(Transfer, matches_by_name_then_by_role_and_place_and_the_map_goes_before_both) {
    const Session from = test::small_session();
    Session onto = test::small_session();
    onto = changed(std::move(onto), "DX 2", [](Track& track, Strip&) { track.name = "Boom"; });
    const auto plain = must(transfer(onto, from, {.parts = {.strips = true}}));
    EXPECT_EQ(how(plain, from, "DX 1"), MatchedBy::name);
    EXPECT_EQ(how(plain, from, "DX 2"), MatchedBy::role_and_place);
    const auto mapped = must(
        transfer(onto, from, {.tracks = {"DX 2"}, .parts = {.strips = true}, .map = {{"DX 2", "FX 1"}}}));
    EXPECT_EQ(how(mapped, from, "DX 2"), MatchedBy::map);
    EXPECT_EQ(find_track(mapped.session, "FX 1")->role, Role::dialogue);
    const auto made = must(transfer(onto, from, {.parts = {.strips = true}, .unmatched = Unmatched::make}));
    EXPECT_EQ(how(made, from, "DX 2"), MatchedBy::made);
    EXPECT_EQ(made.session.tracks.size(), 4U);
}

TEST(Transfer, what_nothing_matches_is_said_with_its_cure) {
    const Session from = changed(test::small_session(), "FX 1", [](Track& track, Strip&) {
        track.name = "HFX";
        track.layout = *layout_named("5.1");
    });
    const auto made = must(transfer(test::small_session(), from, {.parts = {.strips = true}}));
    EXPECT_EQ(how(made, from, "HFX"), MatchedBy::nothing);
    ASSERT_TRUE(tells(made.diagnostics, "transfer.no-track"));
    EXPECT_NE(made.diagnostics.front().sentence.find("--make"), std::string::npos);
}

Session with_a_return() {
    Session session = test::small_session();
    Routing routing = *session.routing;
    Bus bus;
    bus.id = take_id<BusId>(session);
    bus.name = "VERB";
    bus.kind = BusKind::returns;
    bus.layout = *layout_named("7.1");
    bus.output = test::bus_id(session, "DX");
    routing.buses.push_back(share(bus));
    session.routing = share(std::move(routing));
    Send send;
    send.id = take_id<SendId>(session);
    send.to = bus.id;
    session = changed(std::move(session), "DX 1", [&](Track&, Strip& strip) { strip.sends = {send}; });
    return session;
}

TEST(Transfer, a_send_to_a_bus_that_is_not_here_is_said_and_with_buses_made) {
    const Session from = with_a_return();
    const auto without = must(transfer(test::small_session(), from, {.parts = {.sends = true}}));
    EXPECT_TRUE(tells(without.diagnostics, "transfer.send"));
    EXPECT_TRUE(find_track(without.session, "DX 1")->strip->sends.empty());
    const auto with = must(transfer(test::small_session(), from, {.parts = {.sends = true, .buses = true}}));
    ASSERT_EQ(find_track(with.session, "DX 1")->strip->sends.size(), 1U);
    const Bus* verb = find_bus(with.session, "VERB");
    ASSERT_NE(verb, nullptr);
    EXPECT_EQ(find_track(with.session, "DX 1")->strip->sends.front().to, verb->id);
    EXPECT_EQ(verb->output, test::bus_id(with.session, "DX"));
    const auto mapped =
        must(transfer(test::small_session(), from, {.parts = {.sends = true}, .map = {{"VERB", "FX"}}}));
    EXPECT_EQ(find_track(mapped.session, "DX 1")->strip->sends.front().to,
              test::bus_id(mapped.session, "FX"));
}

TEST(Transfer, a_key_that_listens_to_nothing_here_is_said) {
    Session from = test::small_session();
    Insert insert;
    insert.id = take_id<InsertId>(from);
    insert.processor = "gain";
    insert.key = Key{test::track_id(from, "DX 2"), {}, true};
    from = changed(std::move(from), "FX 1", [&](Track&, Strip& strip) { strip.inserts = {insert}; });
    const auto kept =
        must(transfer(test::small_session(), from, {.tracks = {"FX 1"}, .parts = {.inserts = true}}));
    EXPECT_EQ(find_track(kept.session, "FX 1")->strip->inserts.front().key->track,
              test::track_id(kept.session, "DX 2"));
    const Session onto =
        changed(test::small_session(), "DX 2", [](Track& track, Strip&) { track.name = "X"; });
    const auto lost = must(transfer(onto, from, {.tracks = {"FX 1"}, .parts = {.inserts = true}}));
    EXPECT_FALSE(find_track(lost.session, "FX 1")->strip->inserts.front().key);
    EXPECT_TRUE(tells(lost.diagnostics, "transfer.key"));
}

TEST(Transfer, groups_stay_together_under_ids_of_their_own) {
    Session from = test::small_session();
    const ClipId a = test::put(from, "DX 1", 0, 1000), b = test::put(from, "FX 1", 0, 1000);
    from = must(apply(from, GroupClips{{a, b}}));
    Session onto = test::small_session();
    test::put(onto, "DX 2", 0, 1000);
    const Session made = must(transfer(onto, from, {.parts = everything})).session;
    const ClipGroupId group = find_track(made, "DX 1")->clips[0]->group;
    EXPECT_TRUE(group);
    EXPECT_EQ(find_track(made, "FX 1")->clips[0]->group, group);
    EXPECT_FALSE(has_error(check(made)));
}

TEST(Transfer, clips_that_play_here_are_put_aside_not_lost) {
    Session from = test::small_session();
    test::put(from, "DX 1", 0, 48000, "theirs");
    Session onto = test::small_session();
    test::put(onto, "DX 1", 24000, 72000, "ours");
    const auto made =
        must(transfer(onto, from, {.parts = {.clips = true}, .media_path = [](const std::string& path) {
                                       return "../ep1/" + path;
                                   }}));
    const Track& track = *find_track(made.session, "DX 1");
    EXPECT_EQ(test::places(made.session, "DX 1"), "0-48000");
    ASSERT_EQ(track.alternatives.size(), 1U);
    EXPECT_EQ(track.alternatives.front()->clips.front()->name, "ours");
    EXPECT_EQ(find_media(made.session, track.clips.front()->media)->path, "../ep1/audio/mono.wav");
    EXPECT_TRUE(tells(made.diagnostics, "transfer.put-aside"));
}

TEST(Transfer, a_recording_that_is_in_the_pool_already_is_used_again) {
    Session from = test::small_session();
    test::put(from, "DX 1", 0, 48000);
    const auto made = must(transfer(test::small_session(), from, {.parts = {.clips = true}}));
    EXPECT_EQ(made.session.pool->media.size(), 2U);
    EXPECT_EQ(made.media, 0U);
}

TEST(Transfer, an_offset_moves_everything_alike) {
    Session from = test::small_session();
    test::put(from, "DX 1", 24000, 48000);
    from.markers = share(std::vector<Marker>{{MarkerId{take_number(from)}, from.info->start, "FFOA", ""}});
    const auto made =
        must(transfer(test::small_session(), from,
                      {.parts = {.clips = true, .markers = true}, .at = from.info->start + FrameCount{24}}));
    EXPECT_EQ(test::places(made.session, "DX 1"), "72000-96000");
    EXPECT_EQ(made.session.markers->front().at, from.info->start + FrameCount{24});
}

TEST(Transfer, at_another_sample_rate_what_touched_still_touches) {
    Session from = test::small_session();
    for (int i = 0; i < 20; ++i)
        test::put(from, "DX 1", i * 1001, (i + 1) * 1001);
    const Session onto = with_info_of(test::small_session(), [](Info& info) { info.rate = {44100}; });
    const auto made = must(transfer(onto, from, {.parts = {.clips = true}}));
    EXPECT_TRUE(tells(made.diagnostics, "transfer.rate"));
    const auto& clips = find_track(made.session, "DX 1")->clips;
    ASSERT_EQ(clips.size(), 20U);
    for (std::size_t i = 1; i < clips.size(); ++i)
        EXPECT_EQ(clips[i]->place.start, clips[i - 1]->place.end);
    EXPECT_EQ(clips.front()->place.start, SamplePos{3600LL * 44100});
}

TEST(Transfer, at_another_frame_rate_only_what_has_no_time_is_brought) {
    const Session from = test::small_session();
    const Session onto = with_info_of(test::small_session(), [](Info& info) {
        info.timecode = *timecode_format("25");
        info.start = FramePos{25 * 3600};
    });
    const auto refused = transfer(onto, from, {.parts = {.clips = true}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::unfit);
    EXPECT_TRUE(
        transfer(onto, from, {.parts = {.strips = true, .inserts = true, .sends = true, .buses = true}}));
}

TEST(Transfer, names_that_are_in_neither_session_are_wrong_usage) {
    const Session session = test::small_session();
    for (const TransferWish& wish :
         {TransferWish{.tracks = {"nobody"}}, TransferWish{.map = {{"nobody", "DX 1"}}},
          TransferWish{.map = {{"DX 1", "nobody"}}}, TransferWish{.map = {{"DX 1", "DX 2"}}}}) {
        const auto made = transfer(session, session, wish);
        ASSERT_FALSE(made);
        EXPECT_EQ(made.error().code, ErrorCode::usage) << made.error().text();
    }
}

TEST(Transfer, a_send_that_would_close_a_circle_is_refused) {
    const Session from = with_a_return();
    Session onto = with_a_return();
    // Here VERB feeds DX, as there; onto DX itself a send to VERB would run in a circle.
    Session looped = from;
    Bus dx = *find_bus(looped, "DX");
    Bus verb = *find_bus(looped, "VERB");
    verb.output = test::bus_id(looped, "FX");
    Strip strip = *dx.strip;
    strip.sends.push_back({take_id<SendId>(looped), verb.id, SendTap::post_fader, {}});
    dx.strip = share(std::move(strip));
    looped = with_bus(with_bus(std::move(looped), dx), verb);
    const auto made = transfer(onto, looped, {.parts = {.sends = true, .buses = true}});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::unfit);
    EXPECT_NE(made.error().sentence.find("circle"), std::string::npos);
}

TEST(Setup, of_a_session_with_clips_leaves_what_is_bound_to_time) {
    const Session from = test::random_session(7);
    SetupWish wish{.name = "ep 2"};
    wish.facts.episode = "E02";
    const auto made = setup_from(from, wish);
    for (const auto& track : made.session.tracks) {
        EXPECT_TRUE(track->clips.empty());
        EXPECT_TRUE(track->strip->lanes.empty());
    }
    EXPECT_TRUE(made.session.markers->empty());
    EXPECT_TRUE(made.session.pool->media.empty());
    EXPECT_EQ(made.session.tracks.size(), from.tracks.size());
    EXPECT_EQ(made.session.versions.size(), from.versions.size());
    EXPECT_EQ(made.session.info->facts.episode, "E02");
    EXPECT_TRUE(tells(made.diagnostics, "setup.left-behind"));
    EXPECT_FALSE(has_error(check(made.session)));
}

} // namespace
