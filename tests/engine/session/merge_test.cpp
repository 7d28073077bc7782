// Two people's work on one session, joined.

#include <gtest/gtest.h>

#include "engine/session/compare/curves.h"
#include "engine/session/edits/add_bus.h"
#include "engine/session/edits/add_marker.h"
#include "engine/session/edits/add_media.h"
#include "engine/session/edits/add_segment.h"
#include "engine/session/edits/add_track.h"
#include "engine/session/edits/add_version.h"
#include "engine/session/edits/lane_cutting.h"
#include "engine/session/edits/move_clips.h"
#include "engine/session/edits/punch_lane.h"
#include "engine/session/edits/remove_bus.h"
#include "engine/session/edits/remove_clips.h"
#include "engine/session/edits/remove_track.h"
#include "engine/session/edits/rename_track.h"
#include "engine/session/edits/set_clip_gain.h"
#include "engine/session/edits/set_fades.h"
#include "engine/session/edits/set_output.h"
#include "engine/session/edits/set_parameter.h"
#include "engine/session/edits/split_clips.h"
#include "engine/session/edits/trim_clip.h"
#include "engine/session/invariants.h"
#include "engine/session/merge/merge.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace session;

template <class Edit> Session with(const Session& session, const Edit& edit) {
    return must(apply(session, edit));
}
Session with_clip(Session session, std::string_view track, std::int64_t start, std::int64_t end,
                  std::string name) {
    put(session, track, start, end, std::move(name));
    return session;
}
std::string told(const Merged& merged) {
    std::string text;
    for (const Conflict& conflict : merged.conflicts)
        text += conflict.where + " " + conflict.what + ": " + conflict.mine + " | " + conflict.theirs + " (" +
                conflict.kept + ")\n";
    return text;
}
Merged joined(const Session& base, const Session& mine, const Session& theirs) {
    Merged merged = must(merge(base, mine, theirs));
    for (const Diagnostic& one : check(merged.session))
        EXPECT_NE(one.severity, Severity::error) << one.sentence;
    return merged;
}

struct Forked {
    Session base = small_session();
    ClipId clip = put(base, "DX 1", 100000, 200000, "line");
};

TEST(Merge, what_one_alone_did_is_the_result) {
    const Forked scene;
    const Session changed = with(scene.base, SetClipGain{{scene.clip}, -3.0});
    EXPECT_TRUE(equal(joined(scene.base, changed, scene.base).session, changed));
    EXPECT_TRUE(equal(joined(scene.base, scene.base, changed).session, changed));
    EXPECT_TRUE(equal(joined(scene.base, changed, changed).session, changed));
}

TEST(Merge, different_fields_of_one_clip_are_joined) {
    const Forked scene;
    const Session mine = with(scene.base, SetClipGain{{scene.clip}, -3.0});
    const Session theirs = with(with(scene.base, SetFades{{scene.clip}, SampleCount{480}, {}, {}, {}}),
                                MoveClips{{scene.clip}, SampleCount{5000}, {}, {}});
    const Merged merged = joined(scene.base, mine, theirs);
    EXPECT_EQ(told(merged), "");
    const Clip& clip = test::clip(merged.session, scene.clip);
    EXPECT_EQ(clip.gain, Db{-3});
    EXPECT_EQ(clip.in.length, SampleCount{480});
    EXPECT_EQ(clip.place.start, from_start(105000));
}

TEST(Merge, new_clips_of_both_get_ids_of_their_own_and_stay) {
    const Forked scene;
    const Session mine = with_clip(scene.base, "DX 1", 300000, 400000, "mine");
    const Session theirs = with_clip(scene.base, "DX 1", 500000, 600000, "theirs");
    const Merged merged = joined(scene.base, mine, theirs);
    EXPECT_EQ(told(merged), "");
    EXPECT_EQ(places(merged.session, "DX 1"), "100000-200000 300000-400000 500000-600000");
    EXPECT_EQ(merged.session.info->next_id, mine.info->next_id + 1);
}

TEST(Merge, a_long_ambience_cut_by_both_in_other_scenes_is_cut_in_both) {
    Session base = small_session();
    const ClipId long_one = put(base, "DX 1", 0, 1000000, "air");
    const Session mine = with_clip(base, "DX 1", 100000, 200000, "door");
    const Session theirs =
        with_clip(with(base, TrimClip{long_one, {}, from_start(900000)}), "DX 1", 600000, 700000, "car");
    for (const auto& [a, b] : {std::pair(mine, theirs), std::pair(theirs, mine)}) {
        const Merged merged = joined(base, a, b);
        EXPECT_EQ(told(merged), "");
        EXPECT_EQ(places(merged.session, "DX 1"),
                  "0-100000 100000-200000 200000-600000 600000-700000 700000-900000");
        for (const auto& clip : find_track(merged.session, "DX 1")->clips) {
            if (clip->name != "air") continue;
            EXPECT_EQ(clip->source_start - clip->place.start,
                      test::clip(base, long_one).source_start - from_start(0));
        }
    }
}

TEST(Merge, rides_of_both_in_other_scenes_are_both_there) {
    const Session base = small_session();
    const StripOwner owner{track_id(base, "DX 1"), {}};
    const auto punch = [&](const Session& session, std::int64_t at, double value) {
        return with(session, PunchLane{owner,
                                       {{}, {}, "fader"},
                                       {from_start(at), from_start(at + 48000)},
                                       {{from_start(at + 10), value}, {from_start(at + 47000), value}}});
    };
    const Merged merged = joined(base, punch(base, 100000, -6), punch(base, 700000, -12));
    EXPECT_EQ(told(merged), "");
    const Lane* lane = find_lane(*find_track(merged.session, "DX 1")->strip, {{}, {}, "fader"});
    ASSERT_NE(lane, nullptr);
    const Session both = punch(punch(base, 100000, -6), 700000, -12);
    EXPECT_EQ(lane->points, find_lane(*find_track(both, "DX 1")->strip, {{}, {}, "fader"})->points);
}

TEST(Merge, rides_of_both_at_one_time_stay_mine_and_are_listed) {
    const Session base = small_session();
    const StripOwner owner{track_id(base, "DX 1"), {}};
    const auto punch = [&](std::int64_t from, std::int64_t to, double value) {
        return with(base, PunchLane{owner,
                                    {{}, {}, "fader"},
                                    {from_start(from), from_start(to)},
                                    {{from_start(from), value}, {from_start(to - 1), value}}});
    };
    const Merged merged = joined(base, punch(48000, 480000, -6), punch(240000, 960000, -12));
    ASSERT_EQ(merged.conflicts.size(), 1U);
    EXPECT_EQ(merged.conflicts[0].what, "rides");
    EXPECT_EQ(*merged.conflicts[0].range, (SampleRange{from_start(240000), from_start(480000)}));
    const auto& points = find_lane(*find_track(merged.session, "DX 1")->strip, {{}, {}, "fader"})->points;
    EXPECT_EQ(value_at(points, from_start(300000), Taper::linear), -6);
    EXPECT_EQ(value_at(points, from_start(600000), Taper::linear), -12);
    EXPECT_EQ(merged.session.markers->size(), 1U);
}

TEST(Merge, the_same_field_changed_differently_stays_mine_and_theirs_lies_on_a_playlist) {
    const Forked scene;
    const Session mine = with(scene.base, SetClipGain{{scene.clip}, -3.0});
    const Session theirs = with(scene.base, SetClipGain{{scene.clip}, -6.0});
    const Merged merged = joined(scene.base, mine, theirs);
    EXPECT_EQ(told(merged), "DX 1: clip 'line' gain: -3 dB | -6 dB (playlist 'theirs' of DX 1)\n");
    EXPECT_EQ(clip(merged.session, scene.clip).gain, Db{-3});
    const Track& track = *find_track(merged.session, "DX 1");
    ASSERT_EQ(track.alternatives.size(), 1U);
    EXPECT_EQ(track.alternatives[0]->name, "theirs");
    EXPECT_EQ(track.alternatives[0]->clips.front()->gain, Db{-6});
    EXPECT_EQ(merged.session.markers->front().at, frame_of(merged.session, from_start(100000)));
}

TEST(Merge, overlapping_new_clips_stay_mine_and_theirs_lies_on_a_playlist) {
    const Session base = small_session();
    const Merged merged =
        joined(base, with_clip(base, "FX 1", 0, 96000, "mine"),
               with_clip(with_clip(base, "FX 1", 48000, 144000, "theirs"), "FX 1", 480000, 528000, "far"));
    EXPECT_EQ(merged.conflicts.size(), 1U) << told(merged);
    EXPECT_EQ(places(merged.session, "FX 1"), "0-96000 480000-528000");
    EXPECT_EQ(find_track(merged.session, "FX 1")->alternatives.at(0)->clips.at(0)->name, "theirs");
}

TEST(Merge, what_one_removed_and_the_other_changed_is_not_lost) {
    const Forked scene;
    const Session removed = with(scene.base, RemoveTrack{track_id(scene.base, "DX 1")});
    const Session changed = with(scene.base, SetClipGain{{scene.clip}, -3.0});
    for (const auto& [mine, theirs] : {std::pair(removed, changed), std::pair(changed, removed)}) {
        const Merged merged = joined(scene.base, mine, theirs);
        EXPECT_EQ(merged.conflicts.size(), 1U) << told(merged);
        EXPECT_EQ(merged.conflicts.at(0).what, "presence");
        EXPECT_EQ(clip(merged.session, scene.clip).gain, Db{-3});
    }
    const Session without = with(scene.base, RemoveClips{{scene.clip}});
    const Merged kept = joined(scene.base, without, changed);
    EXPECT_EQ(places(kept.session, "DX 1"), "");
    EXPECT_EQ(find_track(kept.session, "DX 1")->alternatives.at(0)->clips.at(0)->gain, Db{-3});
}

TEST(Merge, a_bus_that_one_removed_and_the_other_feeds_stays) {
    Session base = small_session();
    base = with(base, AddBus{"PREDUB", BusKind::predub, {}, bus_id(base, "FX"), {}});
    const BusId predub = bus_id(base, "PREDUB");
    const Session mine = with(base, RemoveBus{predub, {}});
    const Session theirs = with(base, SetOutput{{track_id(base, "FX 1"), {}}, predub});
    const Merged merged = joined(base, mine, theirs);
    EXPECT_EQ(merged.conflicts.size(), 1U) << told(merged);
    EXPECT_EQ(find_track(merged.session, "FX 1")->output, predub);
    EXPECT_NE(find_bus(merged.session, predub), nullptr);
}

TEST(Merge, outputs_that_together_run_in_a_circle_stay_mine) {
    Session base = small_session();
    base = with(base, AddBus{"A", BusKind::predub, {}, bus_id(base, "FX"), {}});
    base = with(base, AddBus{"B", BusKind::predub, {}, bus_id(base, "FX"), {}});
    const Session mine = with(base, SetOutput{{{}, bus_id(base, "A")}, bus_id(base, "B")});
    const Session theirs = with(base, SetOutput{{{}, bus_id(base, "B")}, bus_id(base, "A")});
    const Merged merged = joined(base, mine, theirs);
    EXPECT_EQ(merged.conflicts.size(), 1U) << told(merged);
    EXPECT_EQ(find_bus(merged.session, "B")->output, bus_id(base, "FX"));
}

TEST(Merge, new_tracks_sounds_and_versions_of_both_stay_with_all_that_names_them) {
    const Session base = small_session();
    const auto work = [&](const char* name) {
        Session session = with(base, AddTrack{name, *layout_named("mono"), Role::dialogue, {}, {}, ""});
        AddMedia add;
        add.media.path = "audio/same.wav";
        add.media.layout = *layout_named("mono");
        add.media.length = {480000};
        session = with(session, add);
        session = with(session, AddVersion{"airline", {}, "", "", {}});
        return with_clip(session, name, 0, 48000, name);
    };
    const Merged merged = joined(base, work("ANNA"), work("BEN"));
    EXPECT_EQ(told(merged), "");
    EXPECT_EQ(merged.session.pool->media.size(), base.pool->media.size() + 1) << "one recording, not two";
    EXPECT_EQ(places(merged.session, "ANNA"), "0-48000");
    EXPECT_EQ(places(merged.session, "BEN"), "0-48000");
    EXPECT_NE(find_version(merged.session, "airline (theirs)"), nullptr);
    EXPECT_EQ(merged.session.tracks[3]->name, "ANNA");
}

TEST(Merge, parameters_are_joined_one_by_one) {
    const Session base = small_session();
    const StripOwner owner{track_id(base, "DX 1"), {}};
    const Merged merged =
        joined(base, with(base, SetParameter{owner, "fader", -3}),
               with(with(base, SetParameter{owner, "pan.x", 0.5}), RenameTrack{owner.track, "LEAD"}));
    EXPECT_EQ(told(merged), "");
    EXPECT_EQ(find_track(merged.session, "LEAD")->strip->values.entries().size(), 2U);
    const Merged two = joined(base, with(base, SetParameter{owner, "fader", -3}),
                              with(base, SetParameter{owner, "fader", -5}));
    EXPECT_EQ(told(two), "DX 1: fader value: -3 dB | -5 dB (marker k12)\n");
}

TEST(Merge, segments_that_overlap_stay_mine) {
    const Session base = small_session();
    const FramePos start = base.info->start;
    const auto reel = [&](const char* name, int from, int to) {
        return with(base,
                    AddSegment{{.name = name, .action = {start + FrameCount{from}, start + FrameCount{to}}}});
    };
    const Merged merged = joined(base, reel("R1", 0, 100), reel("R2", 50, 150));
    EXPECT_EQ(merged.conflicts.size(), 1U) << told(merged);
    ASSERT_EQ(merged.session.segments->size(), 1U);
    EXPECT_EQ(merged.session.segments->front().name, "R1");
    EXPECT_EQ(told(joined(base, reel("R1", 0, 100), reel("R2", 100, 150))), "");
}

TEST(Merge, a_base_that_is_not_the_ancestor_is_refused_with_a_sentence) {
    const Forked scene;
    const Session newer = with_clip(scene.base, "DX 2", 0, 100, "new");
    const auto refused = merge(newer, scene.base, newer);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::unfit);
    EXPECT_NE(refused.error().sentence.find("mine"), std::string::npos) << refused.error().sentence;
    const auto of_lineage = [&](std::string lineage) {
        Session session = scene.base;
        Info info = *session.info;
        info.lineage = std::move(lineage);
        return with_info(session, info);
    };
    const auto other = merge(of_lineage("a"), of_lineage("a"), of_lineage("b"));
    ASSERT_FALSE(other);
    EXPECT_NE(other.error().sentence.find("another session"), std::string::npos);
    EXPECT_TRUE(must(merge(of_lineage("a"), of_lineage("a"), of_lineage("a"))).notes.empty());
    EXPECT_EQ(must(merge(scene.base, scene.base, scene.base)).notes.at(0).code, "merge.no-lineage");
    // Ids given twice, as two sessions made alike would have them.
    const Session foreign = with_clip(with_clip(small_session(), "DX 2", 0, 100, "x"), "DX 2", 100, 300, "y");
    const Session older = with(foreign, RemoveClips{{ClipId{scene.clip}}});
    EXPECT_FALSE(merge(older, foreign, older));
}

} // namespace
} // namespace dub::test
