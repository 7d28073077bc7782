// What holds for the merge of any two sessions made from one, tried on random ones.

#include <functional>
#include <set>

#include <gtest/gtest.h>

#include "engine/session/compare/rows.h"
#include "engine/session/compare/words.h"
#include "engine/session/edits/change.h"
#include "engine/session/invariants.h"
#include "engine/session/merge/merge.h"
#include "engine/session/merge/renumber.h"
#include "tests/support/amount.h"
#include "tests/support/random_session.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace session;

using Allowed = std::function<bool(const Session&, const Session&, const Change&)>;

// Random edits of the catalogue; only those whose every change `allowed` takes.
Session worked_on(const Session& base, std::uint64_t seed, int tries, const Allowed& allowed, int& done) {
    Dice dice(seed);
    Session session = base;
    for (int i = 0; i < tries; ++i) {
        const EditDeclaration& edit = dice.of(edits());
        const auto next = edit.apply(session, random_arguments(dice, session, edit));
        if (!next) continue;
        const auto changes = diff(session, *next);
        if (changes.empty() || !std::ranges::all_of(changes, [&](const Change& change) {
                return allowed(session, *next, change);
            }))
            continue;
        session = *next;
        ++done;
    }
    return session;
}

// The tracks a change belongs to, before and after; none when it belongs to something else.
std::set<TrackId> tracks_of(const Session& before, const Session& after, const Change& change) {
    std::set<TrackId> tracks;
    for (const Session* session : {&before, &after}) {
        if (const auto id = ClipId::parse(change.id)) {
            const auto rows = clip_rows(*session);
            if (const auto row = rows.find(*id); row != rows.end()) tracks.insert(row->second.on.track);
        }
        if (const auto id = InsertId::parse(change.id))
            if (const auto place = find_insert(*session, *id)) tracks.insert(place->owner.track);
        if (const auto id = SendId::parse(change.id))
            if (const auto place = find_send(*session, *id)) tracks.insert(place->owner.track);
    }
    if (const auto id = TrackId::parse(change.id.substr(0, change.id.find('/')))) tracks.insert(*id);
    return tracks;
}

// With the ids that `from` and the `by` after it hold exchanged with the `other` after those; lanes and
// markers in one order, without ids, which nothing names.
Session exchanged(const Session& session, std::uint64_t from, std::uint64_t by, std::uint64_t other) {
    const auto number = [=](std::uint64_t id) {
        return id < from ? id : id < from + by ? id + other : id < from + by + other ? id - by : id;
    };
    return renumbered(session, {number, [&](MediaId id) { return MediaId{number(id.value)}; }});
}
Session without_idle_ids(Session session) {
    const auto plain = [](const Strip& old) {
        Strip strip = old;
        for (auto& shared : strip.lanes)
            shared = share(Lane{LaneId{1}, shared->target, shared->points});
        std::ranges::sort(strip.lanes, {}, [](const auto& lane) { return lane->target; });
        return share(std::move(strip));
    };
    for (auto& shared : session.tracks) {
        Track track = *shared;
        track.strip = plain(*track.strip);
        shared = share(std::move(track));
    }
    std::vector<Marker> markers = *session.markers;
    std::ranges::sort(markers, {},
                      [](const Marker& one) { return std::tuple(one.at, one.name, one.colour); });
    for (Marker& marker : markers)
        marker.id = MarkerId{1};
    session.markers = share(std::move(markers));
    return session;
}
Session behind_mine(const Session& base, const Session& mine, const Session& theirs) {
    return exchanged(theirs, base.info->next_id, theirs.info->next_id - base.info->next_id,
                     mine.info->next_id - base.info->next_id);
}

template <class List> std::string listed(const List& list, const Session& session) {
    std::string text;
    for (const auto& one : list)
        text += one.id + " " + describe(session, one) + "\n";
    return text;
}
bool changed_so(const std::vector<Change>& changes, const Change& wanted) {
    return std::ranges::any_of(changes, [&](const Change& one) {
        if (one.entity == Entity::lane)
            return one.where == wanted.where && one.range == wanted.range && one.by == wanted.by;
        return one.entity == wanted.entity && one.id == wanted.id && one.what == wanted.what &&
               one.after == wanted.after;
    });
}

void expect_disjoint(const Session& base, const Session& mine, const Session& theirs, std::uint64_t seed) {
    const Merged there = must(merge(base, mine, theirs));
    const Merged back = must(merge(base, theirs, mine));
    ASSERT_EQ(listed(there.conflicts, there.session), "") << "seed " << seed;
    ASSERT_EQ(listed(back.conflicts, back.session), "") << "seed " << seed;
    ASSERT_EQ(first_error(there.session), "") << "seed " << seed;
    const Session swapped =
        exchanged(there.session, base.info->next_id, mine.info->next_id - base.info->next_id,
                  theirs.info->next_id - base.info->next_id);
    const Session x = without_idle_ids(swapped);
    const Session y = without_idle_ids(back.session);
    EXPECT_TRUE(equal(x, y)) << "seed " << seed << ": " << listed(diff(x, y), y);
    const auto changes = diff(base, there.session);
    for (const Session& side : {mine, behind_mine(base, mine, theirs)})
        for (const Change& change : diff(base, side))
            EXPECT_TRUE(changed_so(changes, change)) << "seed " << seed << ": " << describe(side, change);
}

TEST(MergeProperties, work_on_other_tracks_never_conflicts_and_is_symmetric) {
    int done = 0;
    for (std::uint64_t seed = 0; seed < amount(25); ++seed) {
        const Session base = random_session(seed, {6, 5, 30});
        const auto only = [&](std::uint64_t remainder) {
            return [&base, remainder](const Session& before, const Session& after, const Change& change) {
                if (change.entity == Entity::marker) return change.what == "added";
                if (change.what == "key") return false; // it needs the other's track
                const auto tracks = tracks_of(before, after, change);
                return !tracks.empty() && std::ranges::all_of(tracks, [&](TrackId track) {
                    const auto at =
                        std::ranges::find(base.tracks, track, [](const auto& one) { return one->id; });
                    return at != base.tracks.end() &&
                           static_cast<std::uint64_t>(at - base.tracks.begin()) % 2 == remainder;
                });
            };
        };
        const Session mine = worked_on(base, seed + 100, 150, only(0), done);
        const Session theirs = worked_on(base, seed + 900, 150, only(1), done);
        expect_disjoint(base, mine, theirs, seed);
    }
    EXPECT_GT(done, static_cast<int>(amount(500)));
}

TEST(MergeProperties, work_on_other_scenes_of_the_same_tracks_never_conflicts_and_is_symmetric) {
    int done = 0;
    for (std::uint64_t seed = 0; seed < amount(25); ++seed) {
        const Session base = random_session(seed, {4, 12, 60});
        const SamplePos start = sample_of(base, base.info->start);
        const auto scene = [&](int from, int to) {
            const SampleRange range{start + SampleCount{base.info->rate.hz * from},
                                    start + SampleCount{base.info->rate.hz * to}};
            return [range](const Session& before, const Session&, const Change& change) {
                if (change.entity != Entity::clip && change.entity != Entity::lane &&
                    (change.entity != Entity::marker || change.what != "added"))
                    return false;
                if (!change.range || !range.contains(*change.range)) return false;
                const auto rows = clip_rows(before);
                const auto id = ClipId::parse(change.id);
                const auto row = id ? rows.find(*id) : rows.end();
                return row == rows.end() || range.contains(row->second.clip->place);
            };
        };
        const Session mine = worked_on(base, seed + 100, 250, scene(0, 28), done);
        const Session theirs = worked_on(base, seed + 900, 250, scene(32, 100), done);
        expect_disjoint(base, mine, theirs, seed);
    }
    EXPECT_GT(done, static_cast<int>(amount(300)));
}

// Where both cut a clip, theirs of the cut may lie in another piece, or aside.
bool has_its_ends(const Session& merged, const Session& theirs, ClipId id) {
    const auto rows = clip_rows(theirs);
    const auto row = rows.find(id);
    if (row == rows.end()) return false;
    bool start = false;
    bool end = false;
    for (const auto& [other, one] : clip_rows(merged)) {
        if (one.on.track != row->second.on.track || one.clip->media != row->second.clip->media) continue;
        start = start || one.clip->place.start == row->second.clip->place.start;
        end = end || one.clip->place.end == row->second.clip->place.end;
    }
    return start && end;
}

// In the result, or in the list of conflicts.
bool is_kept(const Merged& merged, const Session& theirs, const std::vector<Change>& changes,
             const Change& wanted) {
    for (const Conflict& conflict : merged.conflicts)
        if (conflict.id == wanted.id || conflict.where == wanted.where ||
            (wanted.what == "removed" && conflict.what == "presence"))
            return true;
    if (wanted.entity == Entity::clip && has_its_ends(merged.session, theirs, *ClipId::parse(wanted.id)))
        return true;
    return std::ranges::any_of(changes, [&](const Change& one) {
        if (one.entity != wanted.entity) return false;
        const auto owner = [](const Change& change) { return change.id.substr(0, change.id.find('/')); };
        if (one.entity == Entity::lane) return owner(one) == owner(wanted);
        // A clip that both trimmed at other ends lies between; a strip may have got another name.
        const bool by_name = one.entity == Entity::version_strip || one.entity == Entity::version_switch ||
                             one.entity == Entity::insert || one.entity == Entity::send;
        return one.id == wanted.id && (by_name || one.what == wanted.what);
    });
}

TEST(MergeProperties, whatever_both_did_the_result_is_a_session_and_nothing_of_theirs_is_lost) {
    const Allowed all = [](const Session&, const Session&, const Change&) { return true; };
    int done = 0;
    std::size_t conflicts = 0;
    for (std::uint64_t seed = 0; seed < amount(80); ++seed) {
        const Session base = random_session(seed, {4, 4, 20});
        const Session mine = worked_on(base, seed + 100, 25, all, done);
        const Session theirs = worked_on(base, seed + 900, 25, all, done);
        const Merged merged = must(merge(base, mine, theirs));
        ASSERT_EQ(first_error(merged.session), "") << "seed " << seed;
        const bool fewer =
            std::ranges::any_of(base.tracks, [&](const auto& track) { // then orders differ anyway
                return find_track(mine, track->id) == nullptr;
            });
        for (const Diagnostic& note : merged.notes)
            EXPECT_NE(note.code, "merge.nothing-taken") << "seed " << seed << ": " << note.sentence;
        conflicts += merged.conflicts.size();
        for (const Conflict& conflict : merged.conflicts)
            EXPECT_FALSE(conflict.kept.empty());
        const auto changes = diff(base, merged.session);
        const Session moved = behind_mine(base, mine, theirs);
        for (const Change& change : diff(base, moved))
            EXPECT_TRUE(is_kept(merged, moved, changes, change) || (fewer && change.what == "reordered"))
                << "seed " << seed << ": " << describe(moved, change);
        const Merged same = must(merge(base, mine, mine));
        EXPECT_TRUE(equal(same.session, mine));
        EXPECT_TRUE(equal(must(merge(base, mine, base)).session, mine)) << "seed " << seed;
        EXPECT_TRUE(equal(must(merge(base, base, theirs)).session, theirs)) << "seed " << seed;
    }
    EXPECT_GT(done, static_cast<int>(amount(300)));
    EXPECT_GT(conflicts, amount(50));
}

} // namespace
} // namespace dub::test
