// The timeline's commands: what keys and menus do to clips, view and cursor.

#include <set>

#include "engine/session/edits/add_playlist.h"
#include "engine/session/edits/crossfade.h"
#include "tests/ui/timeline_rig.h"
#include "ui/timeline/fade_gestures.h"

namespace dub::test {
namespace {

using namespace ui::timeline;

class Command : public ::testing::Test {
  protected:
    static constexpr std::int64_t second = 48000;
    [[nodiscard]] const session::Clip& clip(const char* track, std::size_t index) const {
        return *session::find_track(rig.now(), track)->clips[index];
    }
    void cursor(const char* track, std::int64_t at) {
        rig.select([&](Selection& selection) {
            selection.clips.clear();
            selection.range.reset();
            selection.tracks = {track_id(rig.now(), track)};
            selection.cursor = from_start(at);
        });
    }
    void range(const char* track, std::int64_t from, std::int64_t to) {
        cursor(track, from);
        rig.select([&](Selection& selection) {
            selection.range = SampleRange{from_start(from), from_start(to)};
        });
    }
    TimelineRig rig{two_lines_and_a_door()};
};

TEST_F(Command, ids_are_given_once_and_every_command_has_a_name_and_a_group) {
    std::set<std::string> ids;
    for (const ui::Command& command : rig.timeline.commands()) {
        EXPECT_TRUE(ids.insert(command.id).second) << command.id;
        EXPECT_FALSE(command.name.empty()) << command.id;
        EXPECT_FALSE(command.group.empty()) << command.id;
        ASSERT_TRUE(command.run) << command.id;
    }
    EXPECT_GT(ids.size(), 60U);
}

TEST_F(Command, every_command_runs_on_an_empty_session_and_changes_nothing_it_should_not) {
    session::Info info;
    info.home = *layout_named("5.1");
    TimelineRig empty(session::new_session(info));
    for (auto& [id, command] : empty.commands) {
        command.enabled();
        command.run();
    }
    EXPECT_LE(empty.gestures(), 2U) << "a marker, no more";
}

TEST_F(Command, split_cuts_at_the_cursor_or_at_both_ends_of_the_range) {
    cursor("FX 1", second * 9 / 2);
    rig.run("clip.split");
    EXPECT_EQ(rig.places("FX 1"), "192000-216000 216000-240000");
    range("DX 1", second * 5 / 4, second * 7 / 4);
    rig.run("clip.split");
    EXPECT_EQ(rig.places("DX 1"), "48000-60000 60000-84000 84000-96000 96000-144000");
    EXPECT_EQ(rig.gestures(), 2U);
}

TEST_F(Command, heal_joins_what_was_split_and_nothing_else) {
    cursor("FX 1", second * 9 / 2);
    rig.run("clip.split");
    cursor("FX 1", second * 19 / 4);
    rig.run("clip.split");
    rig.run("select.all");
    rig.run("clip.heal");
    EXPECT_EQ(rig.places("FX 1"), "192000-240000");
    EXPECT_EQ(rig.places("DX 1"), "48000-96000 96000-144000") << "never were one clip";
    rig.run("clip.heal");
    EXPECT_EQ(rig.gestures(), 3U);
}

TEST_F(Command, trims_and_fades_go_to_the_cursor) {
    cursor("FX 1", second * 9 / 2);
    rig.run("fade.in");
    EXPECT_EQ(clip("FX 1", 0).in.length.value, second / 2);
    rig.run("fade.out");
    EXPECT_EQ(clip("FX 1", 0).out.length.value, second / 2);
    rig.run("clip.trim-start");
    EXPECT_EQ(rig.places("FX 1"), "216000-240000");
    cursor("DX 1", second * 3 / 2);
    rig.run("clip.trim-end");
    EXPECT_EQ(rig.places("DX 1"), "48000-72000 96000-144000");
}

TEST_F(Command, crossfade_takes_the_cut_nearest_to_the_cursor_or_the_width_of_the_range) {
    cursor("DX 1", second * 19 / 10);
    rig.run("fade.cross");
    EXPECT_EQ(rig.places("DX 1"), "48000-96240 95760-144000");
    ASSERT_TRUE(rig.fakes.document.undo());
    range("DX 1", second * 3 / 2, second * 5 / 2);
    rig.run("fade.cross");
    EXPECT_EQ(rig.places("DX 1"), "48000-120000 72000-144000");
}

TEST_F(Command, nudges_move_by_the_value_and_the_next_bigger_one) {
    rig.select_clip(clip("FX 1", 0).id);
    rig.run("nudge.later");
    EXPECT_EQ(rig.places("FX 1"), "194000-242000") << "a frame at 24 fps";
    rig.run("nudge.later-more");
    EXPECT_EQ(rig.places("FX 1"), "198000-246000") << "two more";
    rig.run("nudge.value-1");
    rig.run("nudge.earlier");
    EXPECT_EQ(rig.places("FX 1"), "197999-245999");
    rig.run("nudge.end-later");
    EXPECT_EQ(rig.places("FX 1"), "197999-246000");
    rig.run("nudge.sound-later");
    EXPECT_EQ(clip("FX 1", 0).source_start, SamplePos{47999});
}

TEST_F(Command, without_clips_a_nudge_moves_the_cursor) {
    cursor("DX 2", second);
    rig.run("nudge.later");
    EXPECT_EQ(rig.timeline.selection().cursor, from_start(second + 2000));
    EXPECT_EQ(rig.gestures(), 0U);
}

TEST_F(Command, what_is_copied_is_pasted_as_it_was) {
    rig.run("select.all");
    rig.run("clip.gain-up");
    cursor("DX 1", second);
    rig.select([&](Selection& selection) { selection.clips = {clip("DX 1", 0).id, clip("DX 1", 1).id}; });
    rig.run("fade.cross");
    rig.run("edit.copy");
    const auto before = rig.gestures();
    cursor("DX 2", 10 * second);
    rig.run("edit.paste");
    ASSERT_EQ(rig.gestures(), before + 1);
    EXPECT_EQ(rig.places("DX 2"), "480000-528240 527760-576000");
    for (const std::size_t i : {0U, 1U}) {
        session::Clip pasted = clip("DX 2", i);
        const session::Clip& from = clip("DX 1", i);
        pasted.id = from.id;
        pasted.place = from.place;
        EXPECT_EQ(pasted, from);
    }
    EXPECT_EQ(rig.timeline.selection().clips.size(), 2U) << "what was pasted is selected";
}

TEST_F(Command, a_range_is_cut_and_pasted_with_its_silence) {
    range("DX 1", second / 2, second * 3 / 2);
    rig.run("edit.cut");
    EXPECT_EQ(rig.places("DX 1"), "72000-96000 96000-144000");
    cursor("FX 1", 6 * second);
    rig.run("edit.paste");
    EXPECT_EQ(rig.places("FX 1"), "192000-240000 312000-336000");
}

TEST_F(Command, delete_leaves_a_gap_and_ripple_delete_closes_it) {
    rig.select_clip(clip("DX 1", 0).id);
    rig.run("edit.delete");
    EXPECT_EQ(rig.places("DX 1"), "96000-144000");
    ASSERT_TRUE(rig.fakes.document.undo());
    rig.select_clip(clip("DX 1", 0).id);
    rig.run("edit.ripple-delete");
    EXPECT_EQ(rig.places("DX 1"), "48000-96000");
    EXPECT_EQ(rig.places("FX 1"), "192000-240000") << "other tracks stay";
    range("FX 1", second * 17 / 4, second * 18 / 4);
    rig.run("edit.delete");
    EXPECT_EQ(rig.places("FX 1"), "192000-204000 216000-240000");
}

TEST_F(Command, mute_and_lock_switch_back_and_forth) {
    rig.select_clip(clip("FX 1", 0).id);
    rig.run("clip.mute");
    EXPECT_TRUE(clip("FX 1", 0).muted);
    rig.run("clip.mute");
    EXPECT_FALSE(clip("FX 1", 0).muted);
    rig.run("clip.lock");
    rig.run("nudge.later");
    EXPECT_EQ(rig.places("FX 1"), "192000-240000");
    rig.run("clip.lock");
    rig.run("nudge.later");
    EXPECT_EQ(rig.places("FX 1"), "194000-242000");
}

TEST_F(Command, duplicate_and_repeat_follow_the_original) {
    rig.select_clip(clip("FX 1", 0).id);
    rig.run("edit.duplicate");
    EXPECT_EQ(rig.places("FX 1"), "192000-240000 240000-288000");
    rig.timeline.repeat(2);
    EXPECT_EQ(rig.gestures(), 2U);
}

TEST_F(Command, a_group_is_selected_whole) {
    rig.run("select.all");
    rig.run("clip.group");
    rig.run("select.none");
    QTest::mouseClick(rig.lanes, Qt::LeftButton, {}, rig.at(second * 9 / 2, 2, 0.7));
    EXPECT_EQ(rig.timeline.selection().clips.size(), 3U);
    ASSERT_EQ(rig.gestures(), 1U);
    rig.run("clip.ungroup");
    EXPECT_EQ(rig.gestures(), 2U) << "groups are of the session: undo knows them";
    rig.run("select.none");
    QTest::mouseClick(rig.lanes, Qt::LeftButton, {}, rig.at(second * 9 / 2, 2, 0.7));
    EXPECT_EQ(rig.timeline.selection().clips.size(), 1U);
}

TEST_F(Command, a_group_is_nudged_from_under_the_cursor_copied_and_pasted_as_a_group) {
    rig.select([&](Selection& selection) { selection.clips = {clip("DX 1", 1).id, clip("FX 1", 0).id}; });
    rig.run("clip.group");
    cursor("FX 1", second * 9 / 2);
    rig.run("nudge.later");
    EXPECT_EQ(rig.places("DX 1") + " | " + rig.places("FX 1"), "48000-96000 98000-146000 | 194000-242000");
    rig.run("edit.copy");
    cursor("DX 1", 10 * second);
    rig.run("edit.paste");
    const session::Clip &line = clip("DX 1", 2), &door = clip("FX 1", 1);
    EXPECT_TRUE(line.group);
    EXPECT_EQ(line.group, door.group);
    EXPECT_NE(line.group, clip("DX 1", 1).group);
}

TEST_F(Command, in_shuffle_a_paste_makes_room_and_a_cut_closes_the_gap) {
    rig.view([](ViewState& view) { view.mode = EditMode::shuffle; });
    rig.select_clip(clip("DX 1", 0).id);
    rig.run("edit.cut");
    EXPECT_EQ(rig.places("DX 1"), "48000-96000");
    cursor("DX 1", second);
    rig.run("edit.paste");
    EXPECT_EQ(rig.places("DX 1"), "48000-96000 96000-144000");
    EXPECT_EQ(clip("DX 1", 0).name, "one");
    EXPECT_EQ(rig.gestures(), 2U);
}

TEST_F(Command, bare_edges_get_short_fades_and_cuts_crossfades_in_one_gesture) {
    rig.run("select.all");
    rig.run("fade.short");
    EXPECT_EQ(rig.places("DX 1"), "48000-96240 95760-144000");
    EXPECT_EQ(clip("DX 1", 0).in.length.value, 480);
    EXPECT_EQ(clip("DX 1", 1).out.length.value, 480);
    EXPECT_EQ(clip("FX 1", 0).in.length.value, 480);
    EXPECT_EQ(rig.gestures(), 1U);
    rig.run("fade.short");
    EXPECT_EQ(rig.gestures(), 1U) << "nothing is bare any more";
}

TEST_F(Command, many_fades_are_set_at_once_as_far_as_clips_and_recordings_go) {
    rig.run("select.all");
    using session::FadeCurve;
    rig.timeline.fade(
        {session::Fade{{12000}, FadeCurve::linear}, {}, session::Fade{{9600}, FadeCurve::s_curve}});
    EXPECT_EQ(rig.places("DX 1"), "48000-100800 91200-144000");
    EXPECT_EQ(clip("DX 1", 0).in, (session::Fade{{12000}, FadeCurve::linear}));
    EXPECT_EQ(clip("DX 1", 1).in, (session::Fade{{9600}, FadeCurve::s_curve}));
    EXPECT_EQ(clip("FX 1", 0).out.length.value, 0) << "was not wished for";
    rig.timeline.fade({session::Fade{{1 << 30}, FadeCurve::linear}, {}, {}});
    EXPECT_EQ(clip("FX 1", 0).in.length.value, 48000) << "no longer than the clip";
}

TEST_F(Command, with_automatic_fades_an_edit_fades_the_edges_it_makes_and_no_others) {
    rig.run("fade.automatic");
    cursor("FX 1", second * 9 / 2);
    rig.run("clip.split");
    EXPECT_EQ(clip("FX 1", 0).out.length.value, 0) << "the sound runs through this cut";
    rig.run("clip.trim-end"); // nothing: the cursor is at the edge
    cursor("FX 1", second * 17 / 4);
    rig.run("clip.trim-end");
    EXPECT_EQ(clip("FX 1", 0).out.length.value, 480);
    EXPECT_EQ(clip("FX 1", 0).in.length.value, 0);
    EXPECT_EQ(clip("FX 1", 1).in.length.value, 0);
    EXPECT_EQ(rig.gestures(), 2U) << "in the same entry";
}

TEST_F(Command, clips_snap_to_frames_and_silence_is_put_in) {
    rig.select_clip(clip("FX 1", 0).id);
    rig.run("nudge.value-1");
    rig.run("nudge.later");
    rig.run("clip.to-frames");
    EXPECT_EQ(rig.places("FX 1"), "192000-240000");
    range("DX 1", 2 * second, 3 * second);
    rig.run("edit.insert-silence");
    EXPECT_EQ(rig.places("DX 1"), "48000-96000 144000-192000");
}

TEST_F(Command, zoom_presets_are_recalled_and_kept) {
    rig.run("view.zoom-2");
    EXPECT_DOUBLE_EQ(rig.timeline.view_state().scale.samples_per_pixel, 200);
    rig.run("view.keep-zoom-5");
    rig.run("view.zoom-1");
    rig.run("view.zoom-5");
    EXPECT_DOUBLE_EQ(rig.timeline.view_state().scale.samples_per_pixel, 200);
}

TEST_F(Command, playlists_are_made_and_played_in_turn) {
    cursor("DX 1", 0);
    rig.run("track.playlist-duplicate");
    EXPECT_EQ(rig.places("DX 1"), "48000-96000 96000-144000");
    rig.run("track.playlist-new");
    EXPECT_EQ(rig.places("DX 1"), "");
    rig.run("track.playlist-next");
    EXPECT_EQ(rig.places("DX 1"), "48000-96000 96000-144000") << "after the last comes the first";
    EXPECT_EQ(rig.gestures(), 3U);
}

TEST_F(Command, edges_are_visited_in_order) {
    cursor("DX 1", 0);
    std::vector<std::int64_t> visited;
    for (int i = 0; i < 4; ++i) {
        rig.run("go.next-edge");
        visited.push_back((rig.timeline.selection().cursor - from_start(0)).value);
    }
    EXPECT_EQ(visited, (std::vector<std::int64_t>{second, 2 * second, 3 * second, 3 * second}));
    rig.run("go.previous-edge");
    EXPECT_EQ(rig.timeline.selection().cursor, from_start(2 * second));
    rig.run("select.to-next-edge");
    EXPECT_EQ(rig.timeline.selection().range, (SampleRange{from_start(2 * second), from_start(3 * second)}));
}

TEST_F(Command, clips_are_walked_by_the_keyboard) {
    cursor("DX 1", 0);
    rig.run("go.next-clip");
    EXPECT_EQ(rig.timeline.selection().focus, clip("DX 1", 0).id);
    rig.run("go.next-clip");
    EXPECT_EQ(rig.timeline.selection().clips, (std::set{clip("DX 1", 1).id}));
    rig.run("go.next-clip");
    EXPECT_EQ(rig.timeline.selection().focus, clip("DX 1", 1).id) << "the last";
}

TEST_F(Command, tracks_are_walked_up_and_down) {
    cursor("DX 1", 0);
    rig.run("track.down");
    rig.run("track.down");
    rig.run("track.down");
    EXPECT_EQ(rig.timeline.selection().tracks, (std::set{track_id(rig.now(), "FX 1")}));
    rig.run("track.up");
    EXPECT_EQ(rig.timeline.selection().tracks, (std::set{track_id(rig.now(), "DX 2")}));
}

TEST_F(Command, markers_are_added_found_and_removed) {
    cursor("DX 1", second);
    rig.run("marker.add");
    cursor("DX 1", 3 * second);
    rig.run("marker.add");
    ASSERT_EQ(rig.now().markers->size(), 2U);
    rig.run("marker.previous");
    EXPECT_EQ(rig.timeline.selection().cursor, from_start(second));
    rig.run("marker.next");
    EXPECT_EQ(rig.timeline.selection().cursor, from_start(3 * second));
    rig.run("marker.remove");
    EXPECT_EQ(rig.now().markers->size(), 1U);
}

TEST_F(Command, zoom_to_the_selection_shows_all_of_it) {
    rig.select_clip(clip("FX 1", 0).id);
    rig.run("view.zoom-selection");
    const Scale scale = rig.timeline.view_state().scale;
    EXPECT_GT(scale.x_of(from_start(4 * second)), 0);
    EXPECT_LT(scale.x_of(from_start(5 * second)), rig.lanes->width());
    EXPECT_GT(scale.x_of(from_start(5 * second)) - scale.x_of(from_start(4 * second)),
              rig.lanes->width() * 9 / 10);
    rig.run("view.zoom-out");
    EXPECT_DOUBLE_EQ(rig.timeline.view_state().scale.samples_per_pixel, 2 * scale.samples_per_pixel);
}

TEST_F(Command, zoom_toggle_goes_back_to_where_it_was) {
    const Scale before = rig.timeline.view_state().scale;
    rig.select_clip(clip("FX 1", 0).id);
    rig.run("view.zoom-toggle");
    EXPECT_NE(rig.timeline.view_state().scale, before);
    rig.run("view.zoom-toggle");
    EXPECT_EQ(rig.timeline.view_state().scale, before);
}

TEST_F(Command, selected_tracks_are_muted_and_soloed_in_one_gesture) {
    rig.select([&](Selection& selection) {
        selection.tracks = {track_id(rig.now(), "DX 1"), track_id(rig.now(), "FX 1")};
    });
    rig.run("track.solo");
    EXPECT_TRUE(rig.now().tracks[0]->strip->soloed);
    EXPECT_FALSE(rig.now().tracks[1]->strip->soloed);
    EXPECT_TRUE(rig.now().tracks[2]->strip->soloed);
    EXPECT_EQ(rig.gestures(), 1U);
    rig.run("track.solo");
    EXPECT_FALSE(rig.now().tracks[0]->strip->soloed);
    EXPECT_EQ(rig.last_gesture(), "End Solo of 2 tracks");
}

TEST_F(Command, a_clip_of_a_playlist_is_taken_by_a_double_click) {
    session::Session session =
        must(apply(rig.now(), session::AddPlaylist{track_id(rig.now(), "DX 1"), "new", false}));
    TimelineRig other(std::move(session));
    other.select([&](Selection& selection) { selection.tracks = {track_id(other.now(), "DX 1")}; });
    other.run("view.playlists");
    EXPECT_EQ(other.places("DX 1"), "");
    QTest::mouseDClick(other.lanes, Qt::LeftButton, {}, QPoint(150, 64 + 20));
    EXPECT_EQ(other.places("DX 1"), "48000-96000");
}

} // namespace
} // namespace dub::test
