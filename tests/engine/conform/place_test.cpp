// A list on the tracks of a session: where clips come to lie, what they play, and what is said of the rest.

#include <cmath>

#include <gtest/gtest.h>

#include "engine/conform/curves.h"
#include "engine/conform/role_words.h"
#include "engine/core/units.h"
#include "engine/session/parameters/strip.h"
#include "tests/engine/conform/lists.h"
#include "tests/support/small_session.h"

namespace {

using namespace dub;
using namespace dub::conform;
using namespace dub::test;
using session::Role;

const session::Clip& only_clip(const session::Session& session, std::string_view track) {
    return *session::find_track(session, track)->clips.front();
}

TEST(Place, a_clip_lies_at_its_timecode_and_plays_its_source) {
    Stage stage{turnover({track("DX 1", {{"line", 2, 3, 5}})})};
    const auto before = small_session();
    const auto placed = must(stage.place(before));
    const session::Clip& clip = only_clip(placed.session, "DX 1");
    EXPECT_EQ(clip.place, (SampleRange{from_start(96000), from_start(240000)}));
    EXPECT_EQ(clip.source_start, SamplePos{240000});
    EXPECT_EQ(clip.channels, std::vector<int>{0});
    EXPECT_EQ(placed.session.tracks.size(), before.tracks.size()) << "the template's track was taken";
}

TEST(Place, both_ends_are_rounded_and_the_length_follows) {
    Stage stage{turnover({track("DX 1", {{"a"}, {"b"}})})};
    auto& events = stage.list.tracks[0].events;
    // Two that butt between two samples: no gap, no overlap.
    const Rational cut = hour() + Rational(100001, 96000);
    events[0].record = {hour(), cut};
    events[1].record = {cut, hour() + Rational{2}};
    const auto placed = must(stage.place(small_session()));
    EXPECT_EQ(places(placed.session, "DX 1"), "0-50001 50001-96000");
}

TEST(Place, roles_come_from_the_list_the_name_or_the_department) {
    struct Row {
        const char *name, *role, *department;
        std::optional<Role> expected;
    };
    for (const Row& row :
         {Row{"A1", "dialogue.boom-1", "", Role::dialogue}, Row{"A1", "", "music", Role::music},
          Row{"SFX hard 2", "", "dialogue", Role::effects}, Row{"A1", "", "", std::nullopt}}) {
        PlaceWish wish;
        wish.department = row.department;
        ListTrack one = track(row.name, {{"x"}});
        one.role = row.role;
        EXPECT_EQ(role_of(one, wish).role, row.expected) << row.name << row.role << row.department;
    }
    EXPECT_EQ(role_in("effects"), Role::effects);
    EXPECT_EQ(role_in("Track 7"), std::nullopt);
}

TEST(Place, tracks_of_a_role_go_to_free_tracks_of_the_template_and_then_to_new_ones) {
    Stage stage{
        turnover({track("A1", {{"a"}}), track("A2", {{"b", 0, 1, 2}}), track("A3", {{"c", 0, 1, 4}})})};
    stage.wish.department = "dialogue";
    const auto placed = must(stage.place(small_session()));
    EXPECT_EQ(only_clip(placed.session, "DX 1").name, "a");
    EXPECT_EQ(only_clip(placed.session, "DX 2").name, "b");
    const auto* const third = session::find_track(placed.session, "dialogue A3");
    ASSERT_NE(third, nullptr);
    EXPECT_EQ(third->role, Role::dialogue);
    EXPECT_EQ(third->department, "dialogue");
    EXPECT_EQ(third->output, session::find_track(placed.session, "DX 1")->output);
    EXPECT_EQ(placed.session.tracks[2]->id, third->id) << "behind those of its role";
}

TEST(Place, rules_of_a_person_go_first) {
    Stage stage{turnover({track("A1", {{"a"}}), track("A2", {{"b", 0, 1, 2}})})};
    stage.wish.rules.tracks = {{"A2", "", "", "", Take::no, {}, {}},
                               {"a?", "", "", "", Take::yes, Role::adr, "DX 2"}};
    const auto placed = must(stage.place(small_session()));
    EXPECT_EQ(only_clip(placed.session, "DX 2").name, "a");
    EXPECT_EQ(placed.clips, 1U);
    EXPECT_TRUE(has(placed.diagnostics, "place.left-out"));
    EXPECT_TRUE(fits("*BOOM*", "dx boom 1"));
    EXPECT_FALSE(fits("A?", "A12"));
    EXPECT_TRUE(fits("A*2", "A1212"));
}

TEST(Place, dual_mono_becomes_one_track_and_stereo_stays_wide) {
    for (const bool dual : {true, false}) {
        auto right = track("A2", {{"x"}});
        right.events[0].channels = {1};
        Stage stage{turnover({track("A1", {{"x"}}), right})};
        stage.files = {file("rec 0", 2)};
        stage.files[0].dual_mono = dual;
        stage.wish.role = Role::dialogue;
        EXPECT_EQ(must(stage.place(small_session())).clips, dual ? 1U : 2U);
    }
    auto wide = track("Music", {{"x"}});
    wide.channels = 2;
    wide.events[0].channels = {0, 1};
    Stage stage{turnover({wide})};
    stage.files = {file("rec 0", 2)};
    stage.prepare(small_session());
    EXPECT_EQ(stage.rows[0].layout.name(), "2.0");
    stage.files[0].dual_mono = true;
    stage.prepare(small_session());
    EXPECT_EQ(stage.rows[0].layout.name(), "mono");
    stage.files = {file("rec 0", 6)};
    stage.list.tracks[0].channels = 6;
    stage.list.tracks[0].events[0].channels = {0, 1, 2, 3, 4, 5};
    stage.prepare(small_session());
    EXPECT_EQ(stage.rows[0].layout.name(), "5.1");
}

TEST(Place, a_curve_straight_in_amplitude_sounds_so_within_two_thousandths_of_a_decibel) {
    const Curve curve{{{Rational{0}, -60}, {Rational{1}, 0}, {Rational{2}, minus_infinity}},
                      CurveShape::linear_gain};
    const auto points =
        points_of(curve, {-144, 36}, [](Rational at) { return SamplePos{(at * Rational{48000}).nearest()}; });
    EXPECT_LT(points.size(), 600U);
    for (std::int64_t s = 0; s < 96000; s += 37) {
        const double exact = s < 48000 ? 0.001 + 0.999 * static_cast<double>(s) / 48000
                                       : 1 - (static_cast<double>(s) - 48000) / 48000;
        const double db = to_db({exact}).value;
        if (db < -90) continue;
        EXPECT_NEAR(*session::value_at(points, SamplePos{s}, session::Taper::linear), db, 0.002) << s;
    }
}

TEST(Place, steps_hold_until_the_next_point) {
    const Curve curve{{{Rational{0}, 0}, {Rational{1}, -6}}, CurveShape::constant};
    const auto points =
        points_of(curve, {-144, 36}, [](Rational at) { return SamplePos{(at * Rational{100}).nearest()}; });
    ASSERT_EQ(points.size(), 3U);
    EXPECT_EQ(points[1], (session::LanePoint{SamplePos{100}, 0}));
    EXPECT_EQ(points[2], (session::LanePoint{SamplePos{100}, -6}));
}

TEST(Place, gain_curves_move_with_the_sound_and_fades_keep_their_shape) {
    Stage stage{turnover({track("DX 1", {{"line", 0, 4, 5}})})};
    auto& event = stage.list.tracks[0].events[0];
    event.gain = Db{-3};
    event.gain_curve = {{{Rational{1}, 0}, {Rational{2}, -12}}, CurveShape::linear_db};
    event.fade_in = {Rational(1, 2), FadeShape::linear};
    event.fade_out = {Rational{1}, FadeShape::logarithmic};
    const auto placed = must(stage.place(small_session()));
    const session::Clip& clip = only_clip(placed.session, "DX 1");
    EXPECT_EQ(clip.gain, Db{-3});
    EXPECT_EQ(clip.gain_envelope,
              (std::vector<session::LanePoint>{{SamplePos{48000 * 6}, 0}, {SamplePos{48000 * 7}, -12}}));
    EXPECT_EQ(clip.in, (session::Fade{{24000}, session::FadeCurve::linear}));
    EXPECT_EQ(clip.out, (session::Fade{{48000}, session::FadeCurve::equal_power}));
    EXPECT_TRUE(has(placed.diagnostics, "place.fade-shape"));
}

TEST(Place, a_crossfade_of_the_list_is_one_of_the_session) {
    Stage stage{turnover({track("DX 1", {{"a", 0, 2}, {"b", 1, 2, 9, 1}})})};
    auto& events = stage.list.tracks[0].events;
    events[0].fade_out.length = Rational{1};
    events[1].fade_in.length = Rational{1} - Rational(1, 100000); // a rounding of its writer
    const auto placed = must(stage.place(small_session()));
    EXPECT_EQ(places(placed.session, "DX 1"), "0-96000 48000-144000");
}

TEST(Place, what_sounds_at_once_without_a_crossfade_gets_tracks_of_its_own) {
    Stage stage{turnover({track("DX 1", {{"a", 0, 3}, {"b", 1, 1, 5, 1}})})};
    const auto placed = must(stage.place(small_session()));
    EXPECT_EQ(places(placed.session, "DX 1"), "0-144000");
    EXPECT_EQ(places(placed.session, "DX 1 (2)"), "48000-96000");
    EXPECT_TRUE(has(placed.diagnostics, "place.overlap"));
}

TEST(Place, missing_recordings_keep_their_clips_for_relink) {
    Stage stage{turnover({track("DX 1", {{"line", 0, 2, 5}})})};
    stage.files.clear();
    const auto placed = must(stage.place(small_session()));
    EXPECT_EQ(only_clip(placed.session, "DX 1").source_start, SamplePos{240000});
    const auto& media = *placed.session.pool->media.back();
    EXPECT_EQ(media.path, "rec 0.wav");
    EXPECT_GE(media.length.value, 7 * 48000);
    EXPECT_TRUE(media.hash.empty());
    EXPECT_FALSE(stage.links.complete());
}

TEST(Place, speeds_are_kept_where_sound_can_play_them) {
    Stage stage{turnover({track("DX 1", {{"fast", 0, 2, 4}, {"back", 5, 2, 4}})})};
    auto& events = stage.list.tracks[0].events;
    events[0].speed = Rational{2};
    events[0].played = {Rational{4}, Rational{8}};
    events[1].speed = Rational{-1};
    const auto placed = must(stage.place(small_session()));
    const session::Clip& clip = only_clip(placed.session, "DX 1");
    EXPECT_EQ(clip.source_start, SamplePos{96000}) << "4 s of the recording are 2 s at twice its speed";
    const auto* const media = session::find_media(placed.session, clip.media);
    EXPECT_EQ(media->speed.num, 2);
    EXPECT_EQ(placed.clips, 1U);
    EXPECT_TRUE(has(placed.diagnostics, "place.speed"));
}

TEST(Place, a_list_of_another_frame_rate_keeps_its_first_label_and_says_so) {
    Stage stage{turnover({track("DX 1", {{"line", 10, 2}})})};
    stage.list.timecode = *timecode_format("23.976");
    stage.list.tracks[0].events[0].record = {seconds_at(FramePos{24 * 3610}, {24000, 1001}),
                                             seconds_at(FramePos{24 * 3612}, {24000, 1001})};
    const auto placed = must(stage.place(small_session()));
    EXPECT_EQ(places(placed.session, "DX 1"), "480480-576576")
        << "01:00:00:00 stays, ten seconds of 23.976 last 10.01 s";
    EXPECT_TRUE(has(placed.diagnostics, "place.rate"));
}

TEST(Place, volume_becomes_a_fader_or_its_lane_and_a_constant_hard_pan_does_not) {
    auto moving = track("DX 1", {{"a"}});
    moving.volume = {{{hour(), -6}, {hour() + Rational{1}, 0}}, CurveShape::linear_db};
    auto still = track("DX 2", {{"b", 0, 1, 3}});
    still.volume = {{{hour(), -4}}, CurveShape::linear_db};
    still.pan = {{{hour(), -1}}, CurveShape::linear_db};
    Stage stage{turnover({moving, still})};
    stage.list.markers = {{hour() + Rational{1}, {}, "door", "too loud", "#ff0000", "", -1}};
    const auto placed = must(stage.place(small_session()));
    const auto& lane = *session::find_track(placed.session, "DX 1")->strip->lanes.front();
    EXPECT_EQ(lane.target.parameter, "fader");
    EXPECT_EQ(lane.points.front(), (session::LanePoint{from_start(0), -6}));
    const auto& values = session::find_track(placed.session, "DX 2")->strip->values;
    EXPECT_EQ(values.get(session::strip::fader), -4);
    EXPECT_EQ(values.get(session::strip::pan_x), 0);
    EXPECT_TRUE(has(placed.diagnostics, "place.pan"));
    ASSERT_EQ(placed.session.markers->size(), 1U);
    EXPECT_EQ(placed.session.markers->front().at, FramePos{24 * 3601});
}

} // namespace
