// What an edit breaks elsewhere is found by looking at what differs, as it is by looking at everything.

#include <functional>
#include <set>

#include <gtest/gtest.h>

#include "engine/session/edits/add_insert.h"
#include "engine/session/edits/add_track.h"
#include "engine/session/edits/add_version.h"
#include "engine/session/edits/change.h"
#include "engine/session/edits/record_print.h"
#include "engine/session/edits/set_version_strip.h"
#include "engine/session/edits/switch_version_insert.h"
#include "engine/session/invariants.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace session;

// Clips, an insert, a version that names a track and that insert, and a print of it.
Session rich() {
    Session session = small_session();
    put(session, "DX 1", 0, 48000, "line");
    const StripOwner dialogue{track_id(session, "DX 1"), {}};
    session = must(apply(session, AddInsert{dialogue, "gain", {}, {}, false}));
    session = must(apply(session, AddVersion{"nearfield", {}, "", "", {}}));
    const VersionId version = session.versions[0]->id;
    session = must(apply(session, SetVersionStrip{version, {dialogue}, Db{-3}, {}, {}, {}, false}));
    const InsertId insert = find_track(session, "DX 1")->strip->inserts.front().id;
    session = must(apply(session, SwitchVersionInsert{version, insert, InsertState::bypassed}));
    RecordPrint print{.bus = bus_id(session, "DX")};
    print.version = version;
    print.media = session.pool->media.front()->id;
    print.range = {from_start(0), from_start(48000)};
    return must(apply(session, print));
}

std::set<std::string> errors_in(const Diagnostics& found) {
    std::set<std::string> sentences;
    for (const Diagnostic& one : found)
        if (one.severity == Severity::error) sentences.insert(one.where + ": " + one.sentence);
    return sentences;
}

void change_bus(Session& session, std::string_view name, const std::function<void(Bus&)>& change) {
    Bus bus = *find_bus(session, name);
    change(bus);
    session = with_bus(session, std::move(bus));
}

void change_strip(Session& session, std::string_view track, const std::function<void(Strip&)>& change) {
    const StripOwner owner{track_id(session, track), {}};
    Strip strip = *find_strip(session, owner);
    change(strip);
    session = with_strip(session, owner, std::move(strip));
}

struct Breakage {
    const char* name;
    std::function<void(Session&)> make;
};

const std::vector<Breakage>& breakages() {
    static const std::vector<Breakage> all{
        {"a bus that others feed is gone",
         [](Session& session) {
             Routing routing = *session.routing;
             std::erase_if(routing.buses, [](const auto& bus) { return bus->name == "DX"; });
             session.routing = share(std::move(routing));
         }},
        {"the buses are out of order",
         [](Session& session) {
             Routing routing = *session.routing;
             std::swap(routing.buses[0], routing.buses[1]);
             session.routing = share(std::move(routing));
         }},
        {"a bus feeds itself",
         [](Session& session) { change_bus(session, "FX", [](Bus& bus) { bus.output = bus.id; }); }},
        {"two printmasters",
         [](Session& session) {
             change_bus(session, "FX", [](Bus& bus) { bus.kind = BusKind::printmaster; });
         }},
        {"a send to nowhere",
         [](Session& session) {
             change_strip(session, "FX 1", [](Strip& strip) { strip.sends.push_back({{5}, {99}, {}, {}}); });
         }},
        {"a key of nothing",
         [](Session& session) {
             change_strip(session, "DX 1", [](Strip& strip) { strip.inserts[0].key = Key{{99}, {}, true}; });
         }},
        {"a track that a version names is gone",
         [](Session& session) {
             std::erase_if(session.tracks, [](const auto& track) { return track->name == "DX 1"; });
         }},
        {"an insert that a version switches is gone",
         [](Session& session) {
             change_strip(session, "DX 1", [](Strip& strip) { strip.inserts.clear(); });
         }},
        {"a version that a print is of is gone", [](Session& session) { session.versions.clear(); }},
        {"two versions of one name",
         [](Session& session) {
             Version second = *session.versions[0];
             second.id = take_id<VersionId>(session);
             session.versions.push_back(share(std::move(second)));
         }},
        {"a clip in the middle of the tracks lies before the beginning of time",
         [](Session& session) {
             session = must(apply(session, AddTrack{"last", {Speaker::M}, {}, {}, {}, {}}));
             Track track = *find_track(session, "DX 1");
             Clip clip = *track.clips[0];
             clip.place.start.value = INT64_MIN;
             track.clips[0] = share(std::move(clip));
             session = with_track(session, std::move(track));
             session.tracks.erase(session.tracks.begin() + 1); // the places move, too
         }},
    };
    return all;
}

TEST(ChangeInvariants, what_a_change_breaks_is_found) {
    const Session before = rich();
    ASSERT_EQ(errors_in(check(before)), std::set<std::string>{});
    for (const Breakage& breakage : breakages()) {
        Session after = before;
        breakage.make(after);
        const auto all = errors_in(check(after));
        EXPECT_FALSE(all.empty()) << breakage.name;
        EXPECT_EQ(errors_in(check_change(before, after)), all) << breakage.name;
    }
}

TEST(ChangeInvariants, a_print_is_looked_at_again_when_its_recordings_change) {
    const Session before = rich();
    Session after = before;
    MediaPool pool = *after.pool;
    pool.media.clear();
    after.pool = share(std::move(pool));
    EXPECT_FALSE(errors_in(check_change(before, after)).empty());
}

TEST(ChangeInvariants, a_clip_that_stays_is_not_looked_at_again) {
    Session before = rich();
    Track track = *find_track(before, "DX 1");
    track.clips.push_back(track.clips[0]); // broken already, and not by the change
    before = with_track(before, std::move(track));
    Session after = before;
    change_strip(after, "FX 1", [](Strip& strip) { strip.soloed = true; });
    EXPECT_FALSE(errors_in(check(after)).empty());
    EXPECT_TRUE(errors_in(check_change(before, after)).empty());
}

} // namespace
} // namespace dub::test
