// Playlists, versions, prints and speeds, broken by hand, are found and named.

#include <gtest/gtest.h>

#include "engine/session/edits/add_playlist.h"
#include "engine/session/edits/add_version.h"
#include "engine/session/edits/change.h"
#include "engine/session/edits/record_print.h"
#include "engine/session/edits/set_version_strip.h"
#include "engine/session/invariants.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace session;

std::string codes_of(const Session& session) {
    std::string codes;
    for (const Diagnostic& one : check(session))
        if (one.severity == Severity::error) codes += one.code + " ";
    return codes;
}

Session layered() {
    Session session = small_session();
    put(session, "DX 1", 0, 48000, "line");
    session = must(apply(session, AddPlaylist{track_id(session, "DX 1"), "recut", true}));
    session = must(apply(session, AddVersion{"nearfield", {}, "", "", {}}));
    session = must(apply(
        session, SetVersionStrip{
                     session.versions[0]->id, {{track_id(session, "DX 1"), {}}}, Db{-3}, {}, {}, {}, false}));
    RecordPrint print{.bus = bus_id(session, "DX")};
    print.media = session.pool->media.front()->id;
    print.range = {from_start(0), from_start(48000)};
    return must(apply(session, print));
}

template <class Change> Session with_version(const Change& change) {
    Session session = layered();
    Version version = *session.versions.front();
    change(version);
    session.versions.front() = share(std::move(version));
    return session;
}

template <class Change> Session with_print(const Change& change) {
    Session session = layered();
    Print print = *session.prints.front();
    change(print);
    session.prints.front() = share(std::move(print));
    return session;
}

template <class Change> Session with_playlist(const Change& change) {
    Session session = layered();
    Track track = *find_track(session, "DX 1");
    Playlist playlist = *track.alternatives.front();
    change(playlist);
    track.alternatives.front() = share(std::move(playlist));
    return with_track(session, std::move(track));
}

TEST(LayerInvariants, a_whole_session_has_no_fault) { EXPECT_EQ(codes_of(layered()), ""); }

TEST(LayerInvariants, a_version_names_what_is_there_and_once) {
    const auto missing_track = with_version([](Version& version) {
        VersionStrip layer = *version.strips.front();
        layer.owner = {TrackId{999}, {}};
        version.strips.front() = share(layer);
    });
    EXPECT_EQ(codes_of(missing_track), "session.dangling-version ");
    const auto twice =
        with_version([](Version& version) { version.strips.push_back(version.strips.front()); });
    EXPECT_EQ(codes_of(twice), "session.order ");
    const auto insert = with_version([](Version& version) { version.switches = {{InsertId{77}, true}}; });
    EXPECT_EQ(codes_of(insert), "session.dangling-version ");
    const auto rate = with_version([](Version& version) { version.rate = RateChange{{0, 1}, {}}; });
    EXPECT_EQ(codes_of(rate), "session.rate ");
}

TEST(LayerInvariants, two_versions_have_two_names) {
    Session session = layered();
    session = must(apply(session, AddVersion{"nearfield", {}, "", "", {}}));
    EXPECT_EQ(codes_of(session), "session.version-name ");
}

TEST(LayerInvariants, clips_of_a_playlist_that_does_not_play_are_checked_too) {
    const auto overlap = with_playlist([](Playlist& playlist) {
        Clip clip = *playlist.clips.front();
        clip.id = ClipId{5000};
        clip.place = clip.place.moved(SampleCount{10});
        playlist.clips.push_back(share(std::move(clip)));
    });
    EXPECT_NE(codes_of(overlap).find("session.overlap"), std::string::npos);
}

TEST(LayerInvariants, a_print_is_of_a_bus_and_a_version_that_are_there) {
    EXPECT_EQ(codes_of(with_print([](Print& print) { print.bus = BusId{999}; })), "session.dangling-print ");
    EXPECT_EQ(codes_of(with_print([](Print& print) { print.version = VersionId{999}; })),
              "session.dangling-print ");
    EXPECT_EQ(codes_of(with_print([](Print& print) { print.passes.push_back(print.passes.front()); })),
              "session.order ");
}

TEST(LayerInvariants, an_impossible_speed_is_refused) {
    for (const Speed speed : {Speed{0, 1, {}}, Speed{5, 1, {}}, Speed{1, 5, {}}, Speed{1, -1, {}}}) {
        Session session = layered();
        MediaPool pool = *session.pool;
        Media media = *pool.media.front();
        media.speed = speed;
        pool.media.front() = share(std::move(media));
        EXPECT_NE(codes_of(with_pool(session, std::move(pool))).find("session.speed"), std::string::npos)
            << speed.num << "/" << speed.den;
    }
}

} // namespace
} // namespace dub::test
