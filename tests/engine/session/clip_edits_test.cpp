#include "engine/session/edits/add_clip.h"
#include "engine/session/edits/add_picture.h"
#include "engine/session/edits/clear_range.h"
#include "engine/session/edits/clip_cutting.h"
#include "engine/session/edits/crossfade.h"
#include "engine/session/edits/duplicate_clips.h"
#include "engine/session/edits/group_clips.h"
#include "engine/session/edits/lock_clips.h"
#include "engine/session/edits/move_clips.h"
#include "engine/session/edits/ripple_delete.h"
#include "engine/session/edits/ripple_insert.h"
#include "engine/session/edits/set_clip_envelope.h"
#include "engine/session/edits/set_fades.h"
#include "engine/session/edits/slip_clip.h"
#include "engine/session/edits/split_clips.h"
#include "engine/session/edits/trim_clip.h"
#include "engine/session/edits/ungroup_clips.h"
#include "engine/session/invariants.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace session;

TEST(ClipEdits, a_moved_clip_overwrites_what_lies_under_it) {
    Session session = small_session();
    put(session, "DX 1", 0, 1000);
    const ClipId moved = put(session, "DX 1", 2000, 2100);
    session = must(apply(session, MoveClips{{moved}, {-1600}, {}, {}}));
    EXPECT_EQ(places(session, "DX 1"), "0-400 400-500 500-1000");
    // The sound of the right piece stays where it was.
    const Clip& right = *find_track(session, "DX 1")->clips[2];
    EXPECT_EQ(right.source_start.value, 48000 + 500);
    EXPECT_FALSE(has_error(check(session)));
}

TEST(ClipEdits, an_edit_shares_every_pointer_it_did_not_touch) {
    Session session = small_session();
    put(session, "DX 1", 0, 1000);
    const ClipId moved = put(session, "DX 1", 2000, 3000);
    put(session, "DX 2", 0, 1000);
    const Session next = must(apply(session, MoveClips{{moved}, {500}, {}, {}}));
    EXPECT_NE(next.tracks[0], session.tracks[0]);
    EXPECT_EQ(next.tracks[1], session.tracks[1]);
    EXPECT_EQ(next.tracks[2], session.tracks[2]);
    EXPECT_EQ(next.tracks[0]->clips[0], session.tracks[0]->clips[0]);
    EXPECT_NE(next.tracks[0]->clips[1], session.tracks[0]->clips[1]);
    EXPECT_EQ(next.tracks[0]->strip, session.tracks[0]->strip);
    EXPECT_EQ(next.info, session.info);
    EXPECT_EQ(next.routing, session.routing);
    EXPECT_EQ(next.pool, session.pool);
}

TEST(ClipEdits, a_cleared_range_is_silent_and_what_follows_stays) {
    Session session = small_session();
    put(session, "DX 1", 0, 1000);
    put(session, "DX 1", 1000, 1100);
    put(session, "DX 2", 0, 1000);
    const SampleRange range{from_start(400), from_start(1050)};
    session = must(apply(session, ClearRange{range, {track_id(session, "DX 1")}}));
    EXPECT_EQ(places(session, "DX 1"), "0-400 1050-1100");
    EXPECT_EQ(places(session, "DX 2"), "0-1000");
    session = must(apply(session, ClearRange{{from_start(100), from_start(200)}, {}}));
    EXPECT_EQ(places(session, "DX 1"), "0-100 200-400 1050-1100");
    EXPECT_EQ(places(session, "DX 2"), "0-100 200-1000");
    EXPECT_FALSE(apply(session, ClearRange{{from_start(200), from_start(200)}, {}}));
    EXPECT_FALSE(apply(session, ClearRange{range, {TrackId{999}}}));
}

TEST(ClipEdits, a_clip_is_added_with_curves_envelope_and_mute) {
    const Session session = small_session();
    AddClip add;
    add.track = track_id(session, "DX 1");
    add.media = session.pool->media.front()->id;
    add.at = from_start(1000);
    add.from = {500};
    add.length = SampleCount{100};
    add.in = {{10}, FadeCurve::linear};
    add.envelope = {{from_start(1020), -6}};
    add.muted = true;
    const Session next = must(apply(session, add));
    const Clip& clip = *find_track(next, "DX 1")->clips.front();
    EXPECT_EQ(clip.in.curve, FadeCurve::linear);
    EXPECT_TRUE(clip.muted);
    EXPECT_EQ(clip.gain_envelope, (std::vector<LanePoint>{{SamplePos{520}, -6}}));
}

TEST(ClipEdits, many_clips_are_named_by_id_or_name_and_a_wrong_one_is_told) {
    Session session = small_session();
    Value::List many;
    for (int i = 0; i < 30; ++i) {
        const std::string name = "clip " + std::to_string(i);
        const ClipId id = put(session, "DX 1", i * 100, i * 100 + 100, name);
        many.push_back({i == 20 ? name : id.text()});
    }
    const EditDeclaration& mute = *find_edit("mute_clips");
    const Session next = must(mute.apply(session, {{"clips", {many}}}));
    for (const auto& clip : find_track(next, "DX 1")->clips)
        EXPECT_TRUE(clip->muted) << clip->name;
    many.push_back({std::string("c9999")});
    const auto wrong = mute.apply(session, {{"clips", {many}}});
    ASSERT_FALSE(wrong);
    EXPECT_NE(wrong.error().sentence.find("c9999"), std::string::npos) << wrong.error().sentence;
}

TEST(ClipEdits, a_locked_clip_refuses_to_move_and_to_be_overwritten) {
    Session session = small_session();
    const ClipId locked = put(session, "DX 1", 0, 1000, "wild line");
    const ClipId other = put(session, "DX 1", 2000, 3000);
    session = must(apply(session, LockClips{{locked}, true}));
    for (const MoveClips& move : {MoveClips{{locked}, {1}, {}, {}}, MoveClips{{other}, {-1500}, {}, {}}}) {
        const auto result = apply(session, move);
        ASSERT_FALSE(result);
        EXPECT_NE(result.error().sentence.find("'wild line' is locked"), std::string::npos);
    }
    session = must(apply(session, LockClips{{locked}, false}));
    EXPECT_TRUE(apply(session, MoveClips{{locked}, {1}, {}, {}}));
}

TEST(ClipEdits, clips_moved_together_to_a_time_keep_their_distance) {
    Session session = small_session();
    const ClipId a = put(session, "DX 1", 1000, 2000);
    const ClipId b = put(session, "DX 2", 1500, 2500);
    session = must(apply(session, MoveClips{{b, a}, {}, from_start(5000), {}}));
    EXPECT_EQ(places(session, "DX 1"), "5000-6000");
    EXPECT_EQ(places(session, "DX 2"), "5500-6500");
    session = must(apply(session, MoveClips{{a}, {}, {}, track_id(session, "DX 2")}));
    EXPECT_EQ(places(session, "DX 1"), "");
    EXPECT_EQ(places(session, "DX 2"), "5000-6000 6000-6500");
}

TEST(ClipEdits, trimming_keeps_the_sound_in_place_and_stops_at_the_recordings_edge) {
    Session session = small_session();
    const ClipId id = put(session, "DX 1", 1000, 2000);
    const Session later = must(apply(session, TrimClip{id, from_start(1200), {}}));
    EXPECT_EQ(clip(later, id).source_start.value, 48000 + 200);
    EXPECT_EQ(places(later, "DX 1"), "1200-2000");
    EXPECT_TRUE(apply(session, TrimClip{id, from_start(1000 - 48000), {}})); // just the handle
    const auto too_far = apply(session, TrimClip{id, from_start(999 - 48000), {}});
    ASSERT_FALSE(too_far);
    EXPECT_NE(too_far.error().sentence.find("1 samples before the start of recording"), std::string::npos);
    EXPECT_FALSE(apply(session, TrimClip{id, from_start(2000), {}}));
}

TEST(ClipEdits, a_longer_clip_overwrites_its_neighbour) {
    Session session = small_session();
    const ClipId a = put(session, "DX 1", 0, 1000);
    put(session, "DX 1", 1000, 2000);
    session = must(apply(session, TrimClip{a, {}, from_start(1300)}));
    EXPECT_EQ(places(session, "DX 1"), "0-1300 1300-2000");
}

TEST(ClipEdits, a_crossfade_opens_both_clips_over_the_cut) {
    Session session = small_session();
    const ClipId a = put(session, "DX 1", 0, 1000);
    const ClipId b = put(session, "DX 1", 1000, 2000);
    session = must(apply(session, Crossfade{a, b, {101}, FadeCurve::linear}));
    EXPECT_EQ(places(session, "DX 1"), "0-1051 950-2000");
    EXPECT_EQ(clip(session, a).out.length.value, 101);
    EXPECT_EQ(clip(session, b).in.curve, FadeCurve::linear);
    EXPECT_EQ(clip(session, b).source_start.value, 48000 - 50);
    EXPECT_FALSE(has_error(check(session)));
    // Cutting inside it refuses; moving one of the two away leaves its partner a plain fade.
    EXPECT_FALSE(apply(session, SplitClips{{a}, from_start(1000)}));
    const Session apart = must(apply(session, MoveClips{{b}, {5000}, {}, {}}));
    EXPECT_EQ(clip(apart, a).out.length.value, 101);
    EXPECT_FALSE(has_error(check(apart)));
    // Without fades no overlap stays: the earlier clip ends at the later one's start.
    const Session butt = must(apply(session, SetFades{{a, b}, SampleCount{0}, SampleCount{0}, {}, {}}));
    EXPECT_EQ(places(butt, "DX 1"), "0-950 950-2000");
}

TEST(ClipEdits, a_crossfade_without_handles_is_refused) {
    Session session = small_session();
    const ClipId a = put(session, "DX 1", 0, 1000);
    const ClipId b = put(session, "DX 1", 1000, 200000);
    const auto result = apply(session, Crossfade{a, b, {150000}, FadeCurve::linear});
    ASSERT_FALSE(result);
    EXPECT_FALSE(apply(session, Crossfade{b, a, {10}, FadeCurve::linear}));
}

TEST(ClipEdits, a_split_gives_the_right_half_a_new_id_and_no_fade_at_the_cut) {
    Session session = small_session();
    const ClipId id = put(session, "DX 1", 0, 1000);
    session = must(apply(session, SetFades{{id}, SampleCount{400}, SampleCount{500}, {}, {}}));
    const ClipId right{session.info->next_id};
    session = must(apply(session, SplitClips{{id}, from_start(300)}));
    EXPECT_EQ(places(session, "DX 1"), "0-300 300-1000");
    EXPECT_EQ(clip(session, id).in.length.value, 300); // shortened to fit
    EXPECT_EQ(clip(session, id).out.length.value, 0);
    EXPECT_EQ(clip(session, right).in.length.value, 0);
    EXPECT_EQ(clip(session, right).out.length.value, 500);
}

TEST(ClipEdits, fades_that_do_not_fit_are_shortened_in_proportion) {
    Session session = small_session();
    const ClipId id = put(session, "DX 1", 0, 900);
    session = must(apply(session, SetFades{{id}, SampleCount{2000}, SampleCount{1000}, {}, {}}));
    EXPECT_EQ(clip(session, id).in.length.value, 600);
    EXPECT_EQ(clip(session, id).out.length.value, 300);
}

TEST(ClipEdits, slipping_moves_the_sound_and_not_the_clip) {
    Session session = small_session();
    const ClipId id = put(session, "DX 1", 0, 1000);
    const Session next = must(apply(session, SlipClip{id, {48000}}));
    EXPECT_EQ(clip(next, id).source_start.value, 0);
    EXPECT_EQ(places(next, "DX 1"), "0-1000");
    EXPECT_FALSE(apply(session, SlipClip{id, {48001}}));
}

TEST(ClipEdits, the_envelope_is_bound_to_the_sound) {
    Session session = small_session();
    const ClipId id = put(session, "DX 1", 1000, 3000);
    session = must(apply(session, SetClipEnvelope{id, {{from_start(1500), -6}}}));
    EXPECT_EQ(clip(session, id).gain_envelope.front().at.value, 48000 + 500);
    session = must(apply(session, MoveClips{{id}, {777}, {}, {}}));
    EXPECT_EQ(clip(session, id).gain_envelope.front().at.value, 48000 + 500);
}

TEST(ClipEdits, a_group_is_left_for_another_copied_as_another_and_dissolved_whole) {
    Session session = small_session();
    const ClipId a = put(session, "DX 1", 0, 1000), b = put(session, "DX 2", 0, 1000);
    const ClipId c = put(session, "FX 1", 0, 1000);
    const auto group_of = [&](const char* track, std::size_t index) {
        return find_track(session, track)->clips[index]->group;
    };
    session = must(apply(session, GroupClips{{a, b}}));
    session = must(apply(session, GroupClips{{b, c}}));
    EXPECT_TRUE(group_of("DX 1", 0));
    EXPECT_NE(group_of("DX 1", 0), group_of("DX 2", 0));
    EXPECT_EQ(group_of("DX 2", 0), group_of("FX 1", 0));
    session = must(apply(session, DuplicateClips{{b, c}, 1, {}}));
    EXPECT_NE(group_of("DX 2", 1), group_of("DX 2", 0));
    EXPECT_EQ(group_of("DX 2", 1), group_of("FX 1", 1));
    session = must(apply(session, UngroupClips{{c}}));
    EXPECT_FALSE(group_of("DX 2", 0) || group_of("FX 1", 0));
    EXPECT_TRUE(group_of("FX 1", 1)) << "the copies stay together";
    EXPECT_FALSE(has_error(check(session)));
}

TEST(ClipEdits, duplicates_follow_the_group_without_gap) {
    Session session = small_session();
    const ClipId a = put(session, "DX 1", 0, 100);
    const ClipId b = put(session, "DX 1", 150, 300);
    session = must(apply(session, DuplicateClips{{a, b}, 2, {}}));
    EXPECT_EQ(places(session, "DX 1"), "0-100 150-300 300-400 450-600 600-700 750-900");
}

TEST(ClipEdits, ripple_insert_cuts_and_moves_what_comes_after) {
    Session session = small_session();
    put(session, "DX 1", 0, 1000);
    put(session, "DX 2", 2000, 3000);
    const Session all = must(apply(session, RippleInsert{from_start(400), {48000}, {}}));
    EXPECT_EQ(places(all, "DX 1"), "0-400 48400-49000");
    EXPECT_EQ(places(all, "DX 2"), "50000-51000");
    const Session one =
        must(apply(session, RippleInsert{from_start(400), {48000}, {track_id(session, "DX 1")}}));
    EXPECT_EQ(places(one, "DX 2"), "2000-3000");
    EXPECT_EQ(one.tracks[1], session.tracks[1]);
}

TEST(ClipEdits, ripple_delete_closes_the_gap) {
    Session session = small_session();
    put(session, "DX 1", 0, 1000);
    put(session, "DX 1", 1000, 2000);
    put(session, "DX 1", 5000, 6000);
    session = must(apply(session, RippleDelete{{from_start(500), from_start(4000)}, {}}));
    EXPECT_EQ(places(session, "DX 1"), "0-500 1500-2500");
}

TEST(ClipEdits, ripple_insert_and_delete_undo_each_other_on_a_gap) {
    Session session = small_session();
    put(session, "DX 1", 0, 1000);
    put(session, "DX 1", 3000, 4000);
    const Session there = must(apply(session, RippleInsert{from_start(2000), {500}, {}}));
    const Session back = must(apply(there, RippleDelete{{from_start(2000), from_start(2500)}, {}}));
    EXPECT_EQ(places(back, "DX 1"), places(session, "DX 1"));
}

// Pictures by first frame from the session's start and length: "0+24 48+24".
std::string pictures(const Session& session) {
    std::string text;
    for (const auto& picture : session.pool->pictures)
        text += (text.empty() ? "" : " ") + std::to_string((picture->at - session.info->start).value) + "+" +
                std::to_string(picture->length.value);
    return text;
}

Session with_pictures(Session session) {
    for (const std::int64_t at : {0, 48, 96})
        session = must(apply(session, AddPicture{{.id = {},
                                                  .path = "video.mov",
                                                  .at = session.info->start + FrameCount{at},
                                                  .length = {24},
                                                  .rate = session.info->timecode.rate}}));
    return session;
}

TEST(ClipEdits, pictures_ripple_with_all_tracks_and_stay_with_some) {
    Session session = with_pictures(small_session());
    const auto inserted = [&](std::int64_t frame, std::vector<TrackId> tracks) {
        return pictures(must(apply(session, RippleInsert{from_start(frame * 2000), {20000}, tracks})));
    };
    EXPECT_EQ(inserted(48, {}), "0+24 58+24 106+24");
    EXPECT_EQ(inserted(12, {}), "0+24 58+24 106+24"); // the first would have to be cut: it stays whole
    EXPECT_EQ(inserted(0, {}), "10+24 58+24 106+24");
    EXPECT_EQ(inserted(0, {track_id(session, "DX 1")}), "0+24 48+24 96+24");
    const auto removed = [&](std::int64_t from, std::int64_t to) {
        const Session next =
            must(apply(session, RippleDelete{{from_start(from * 2000), from_start(to * 2000)}, {}}));
        EXPECT_FALSE(has_error(check(next)));
        return pictures(next);
    };
    EXPECT_EQ(removed(24, 48), "0+24 24+24 72+24");
    EXPECT_EQ(removed(40, 80), "0+24 56+24"); // one lies inside
    EXPECT_EQ(removed(0, 60), "36+24 48+24"); // the second is cut through: whole, and in order
}

TEST(ClipEdits, at_29_97_pictures_and_sound_land_on_the_same_frame) {
    Session session = small_session();
    Info info = *session.info;
    info.timecode = *timecode_format("29.97"); // 1601.6 samples a frame
    info.start = FramePos{};
    session.info = share(std::move(info));
    for (std::int64_t frame = 1; frame < 12; ++frame)
        for (std::int64_t by = 1; by < 12; ++by) {
            const Session placed = must(apply(session, AddPicture{{.id = {},
                                                                   .path = "video.mov",
                                                                   .at = FramePos{frame},
                                                                   .length = {24},
                                                                   .rate = session.info->timecode.rate}}));
            const SampleCount length = sample_of(session, FramePos{by}) - SamplePos{};
            EXPECT_EQ(pictures(must(apply(placed, RippleInsert{{0}, length, {}}))),
                      std::to_string(frame + by) + "+24");
        }
}

} // namespace
} // namespace dub::test
