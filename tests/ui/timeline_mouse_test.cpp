// The smart tool by real mouse and key events: what lands in the session, as one entry of its history.

#include "tests/ui/timeline_rig.h"
#include "ui/timeline/hit.h"

namespace dub::test {
namespace {

using namespace ui::timeline;
using session::Clip;

// A second is 100 pixels.
class Mouse : public ::testing::Test {
  protected:
    static constexpr std::int64_t second = 48000;
    [[nodiscard]] ClipId id(const char* track, std::size_t index) const {
        return session::find_track(rig.now(), track)->clips[index]->id;
    }
    [[nodiscard]] const Clip& clip(const char* track, std::size_t index) const {
        return *session::find_track(rig.now(), track)->clips[index];
    }
    TimelineRig rig{two_lines_and_a_door()};
};

TEST_F(Mouse, a_click_in_the_lower_part_selects_the_clip) {
    QTest::mouseClick(rig.lanes, Qt::LeftButton, {}, rig.at(second * 3 / 2, 0, 0.7));
    EXPECT_EQ(rig.timeline.selection().clips, (std::set{id("DX 1", 0)}));
    QTest::mouseClick(rig.lanes, Qt::LeftButton, Qt::ShiftModifier, rig.at(second * 5 / 2, 0, 0.7));
    EXPECT_EQ(rig.timeline.selection().clips.size(), 2U);
    QTest::mouseClick(rig.lanes, Qt::LeftButton, Qt::ShiftModifier, rig.at(second * 5 / 2, 0, 0.7));
    EXPECT_EQ(rig.timeline.selection().clips, (std::set{id("DX 1", 0)}));
    EXPECT_EQ(rig.gestures(), 0U);
}

TEST_F(Mouse, a_click_in_the_upper_third_puts_the_cursor_and_the_transport) {
    QTest::mouseClick(rig.lanes, Qt::LeftButton, {}, rig.at(second * 3 / 2, 0, 0.2));
    EXPECT_EQ(rig.timeline.selection().cursor, from_start(second * 3 / 2));
    EXPECT_EQ(rig.fakes.transport.now.heard, from_start(second * 3 / 2));
    EXPECT_TRUE(rig.timeline.selection().clips.empty());
}

TEST_F(Mouse, a_drag_in_the_upper_third_selects_time_on_the_tracks_it_covers) {
    rig.drag(rig.at(second * 3 / 2, 0, 0.2), rig.at(2 * second, 1, 0.5));
    EXPECT_EQ(rig.timeline.selection().range,
              (SampleRange{from_start(second * 3 / 2), from_start(2 * second)}));
    EXPECT_EQ(rig.timeline.selection().tracks.size(), 2U);
}

TEST_F(Mouse, a_drag_moves_the_clip_in_one_gesture_that_undo_takes_back) {
    rig.drag(rig.at(second * 9 / 2, 2, 0.7), rig.at(second * 13 / 2, 2, 0.7));
    EXPECT_EQ(rig.places("FX 1"), "288000-336000");
    EXPECT_EQ(rig.gestures(), 1U);
    EXPECT_EQ(rig.last_gesture(), "Move door");
    ASSERT_TRUE(rig.fakes.document.undo());
    EXPECT_EQ(rig.places("FX 1"), "192000-240000");
    rig.lanes->grab(); // what was undone is painted without a word
}

TEST_F(Mouse, while_it_is_dragged_the_clip_is_shown_where_it_would_lie) {
    QTest::mousePress(rig.lanes, Qt::LeftButton, {}, rig.at(second * 9 / 2, 2, 0.7));
    rig.move(rig.at(second * 13 / 2, 2, 0.7));
    EXPECT_EQ(rig.gestures(), 0U);
    EXPECT_EQ(places(rig.lanes->scene().seen(), "FX 1"), "288000-336000");
    EXPECT_EQ(rig.places("FX 1"), "192000-240000");
    QTest::keyClick(rig.lanes, Qt::Key_Escape);
    EXPECT_EQ(places(rig.lanes->scene().seen(), "FX 1"), "192000-240000");
    QTest::mouseRelease(rig.lanes, Qt::LeftButton, {}, rig.at(second * 13 / 2, 2, 0.7));
    EXPECT_EQ(rig.gestures(), 0U) << "Esc forgets the drag";
}

TEST_F(Mouse, a_drag_down_moves_the_clip_to_another_track) {
    rig.drag(rig.at(second * 3 / 2, 0, 0.7), rig.at(second * 3 / 2, 1, 0.7));
    EXPECT_EQ(rig.places("DX 1"), "96000-144000");
    EXPECT_EQ(rig.places("DX 2"), "48000-96000");
}

TEST_F(Mouse, a_whole_selection_moves_down_without_overwriting_itself) {
    rig.drag(rig.at(second * 3 / 2, 0, 0.7), rig.at(second * 3 / 2, 1, 0.7));
    rig.select([&](Selection& selection) { selection.clips = {id("DX 1", 0), id("DX 2", 0)}; });
    rig.drag(rig.at(second * 3 / 2, 1, 0.7), rig.at(second * 3 / 2, 2, 0.7));
    EXPECT_EQ(rig.places("DX 2"), "96000-144000");
    EXPECT_EQ(rig.places("FX 1"), "48000-96000 192000-240000");
}

TEST_F(Mouse, alt_copies) {
    rig.drag(rig.at(second * 9 / 2, 2, 0.7), rig.at(second * 13 / 2, 2, 0.7), Qt::AltModifier);
    EXPECT_EQ(rig.places("FX 1"), "192000-240000 288000-336000");
}

TEST_F(Mouse, alt_copies_to_another_track_too) {
    rig.drag(rig.at(second * 3 / 2, 0, 0.7), rig.at(second * 7 / 2, 1, 0.7), Qt::AltModifier);
    EXPECT_EQ(rig.places("DX 1"), "48000-96000 96000-144000");
    EXPECT_EQ(rig.places("DX 2"), "144000-192000");
    EXPECT_EQ(clip("DX 2", 0).source_start, clip("DX 1", 0).source_start);
    EXPECT_EQ(rig.gestures(), 1U);
}

TEST_F(Mouse, on_the_grid_clips_land_on_frames) {
    rig.view([](ViewState& view) { view.mode = EditMode::grid; });
    rig.drag(rig.at(second * 9 / 2, 2, 0.7), rig.at(second * 9 / 2 + 9 * 480, 2, 0.7)); // 4320 samples
    EXPECT_EQ(clip("FX 1", 0).place.start, from_start(4 * second + 4000));
}

TEST_F(Mouse, edges_trim) {
    rig.drag(rig.at(4 * second + 2 * 480, 2, 0.6), rig.at(4 * second + 52 * 480, 2, 0.6));
    EXPECT_EQ(rig.places("FX 1"), "216000-240000");
    rig.drag(rig.at(5 * second - 3 * 480, 2, 0.6), rig.at(5 * second + 47 * 480, 2, 0.6));
    EXPECT_EQ(rig.places("FX 1"), "216000-264000");
    EXPECT_EQ(rig.gestures(), 2U);
}

TEST_F(Mouse, a_trim_goes_no_further_than_the_recording) {
    rig.drag(rig.at(4 * second + 2 * 480, 2, 0.6), rig.at(480 * 20, 2, 0.6)); // there is one second of handle
    EXPECT_EQ(rig.places("FX 1"), "144000-240000");
    EXPECT_EQ(clip("FX 1", 0).source_start, SamplePos{});
}

TEST_F(Mouse, top_corners_fade) {
    rig.drag(rig.at(4 * second + 2 * 480, 2, 0.1), rig.at(4 * second + 30 * 480, 2, 0.1));
    EXPECT_EQ(clip("FX 1", 0).in.length.value, 30 * 480);
    rig.drag(rig.at(5 * second - 3 * 480, 2, 0.1), rig.at(5 * second - 20 * 480, 2, 0.1));
    EXPECT_EQ(clip("FX 1", 0).out.length.value, 20 * 480);
    EXPECT_EQ(rig.last_gesture(), "Fade out door");
}

TEST_F(Mouse, bottom_corners_crossfade_with_the_neighbour) {
    rig.drag(rig.at(2 * second - 4 * 480, 0, 0.95), rig.at(2 * second - 25 * 480, 0, 0.95));
    EXPECT_EQ(rig.places("DX 1"), "48000-108000 84000-144000");
    EXPECT_TRUE(session::crossfaded(clip("DX 1", 0), clip("DX 1", 1)));
    EXPECT_EQ(rig.gestures(), 1U);
}

TEST_F(Mouse, the_gain_line_is_pulled_by_tenths_of_a_decibel) {
    rig.view([](ViewState& view) { view.gain_lines = GainLines::shown; });
    const int y = 2 * 64 + static_cast<int>(std::lround(gain_y(14, 63 - 14, 0)));
    const QPoint line(450, y);
    rig.drag(line, line + QPoint(0, 35));
    EXPECT_NEAR(clip("FX 1", 0).gain.value, -3.5, 1e-9);
    const QPoint lower(450, 2 * 64 + static_cast<int>(std::lround(gain_y(14, 63 - 14, -3.5))));
    QTest::mouseDClick(rig.lanes, Qt::LeftButton, {}, lower);
    EXPECT_EQ(clip("FX 1", 0).gain.value, 0);
}

// Of "door" (4 s … 5 s on the third track), whose body begins 14 pixels down and is 49 high.
class GainPoints : public Mouse {
  protected:
    GainPoints() {
        rig.view([](ViewState& view) { view.gain_lines = GainLines::shown; });
    }
    static QPoint line(int x, double db) {
        return {x, 2 * 64 + static_cast<int>(std::lround(gain_y(14, 49, db)))};
    }
    // Seconds in the clip and dB.
    [[nodiscard]] std::vector<std::pair<double, double>> points() const {
        std::vector<std::pair<double, double>> found;
        const Clip& door = clip("FX 1", 0);
        for (const auto& point : door.gain_envelope)
            found.emplace_back(static_cast<double>((point.at - door.source_start).value) / 48000,
                               point.value);
        return found;
    }
    using Points = std::vector<std::pair<double, double>>;
};

TEST_F(GainPoints, alt_adds_one_where_it_is_let_go_in_one_gesture) {
    QTest::mouseClick(rig.lanes, Qt::LeftButton, Qt::AltModifier, line(420, 0));
    EXPECT_EQ(points(), (Points{{0.2, 0}}));
    rig.drag(line(450, 0), line(460, -12), Qt::AltModifier);
    ASSERT_EQ(points().size(), 2U);
    EXPECT_DOUBLE_EQ(points()[1].first, 0.6);
    EXPECT_NEAR(points()[1].second, -12, 0.5) << "half a pixel";
    EXPECT_EQ(rig.gestures(), 2U);
    rig.lanes->grab();
    ASSERT_TRUE(rig.fakes.document.undo());
    EXPECT_EQ(points(), (Points{{0.2, 0}}));
}

TEST_F(GainPoints, one_is_pulled_finely_with_control_and_never_past_its_neighbour) {
    for (const int x : {420, 450})
        QTest::mouseClick(rig.lanes, Qt::LeftButton, Qt::AltModifier, line(x, 0));
    rig.drag(line(450, 0), line(450, 0) + QPoint(10, 10), Qt::ControlModifier);
    EXPECT_EQ(points(), (Points{{0.2, 0}, {0.5, -1}})) << "a tenth of a pixel's decibel, the time stays";
    rig.drag(line(450, -1), line(405, -1));
    ASSERT_EQ(points().size(), 2U);
    EXPECT_DOUBLE_EQ(points()[1].first, 0.2 + 1.0 / 48000);
    EXPECT_EQ(rig.gestures(), 4U);
}

TEST_F(GainPoints, alt_and_a_click_or_a_double_click_remove_one) {
    for (const int x : {420, 450})
        QTest::mouseClick(rig.lanes, Qt::LeftButton, Qt::AltModifier, line(x, 0));
    QTest::mouseClick(rig.lanes, Qt::LeftButton, Qt::AltModifier, line(420, 0));
    EXPECT_EQ(points(), (Points{{0.5, 0}}));
    QTest::mouseDClick(rig.lanes, Qt::LeftButton, {}, line(450, 0));
    EXPECT_TRUE(points().empty());
}

TEST_F(GainPoints, the_line_is_still_pulled_whole_where_it_bends) {
    for (const auto& [x, db] : {std::pair(420, 0.0), std::pair(460, -12.0)})
        rig.drag(line(x, 0), line(x, db), Qt::AltModifier);
    const double middle = gain_line_at(clip("FX 1", 0), from_start(4 * second + second * 2 / 5));
    rig.drag(line(440, middle), line(440, middle) + QPoint(0, 20));
    EXPECT_NEAR(clip("FX 1", 0).gain.value, -2, 1e-9);
    EXPECT_EQ(points().size(), 2U);
}

TEST_F(Mouse, tools_do_the_one_thing_everywhere_on_a_clip) {
    const auto with = [&](const char* tool, double part) {
        rig.run(tool);
        rig.drag(rig.at(second * 9 / 2, 2, part), rig.at(second * 9 / 2 + 20 * 480, 2, part));
    };
    with("tool.select", 0.8);
    EXPECT_EQ(rig.timeline.selection().range->length().value, 20 * 480);
    EXPECT_EQ(rig.gestures(), 0U);
    with("tool.grab", 0.1);
    EXPECT_EQ(rig.places("FX 1"), "201600-249600");
    with("tool.trim", 0.5);
    EXPECT_EQ(rig.places("FX 1"), "211200-249600") << "the nearer edge";
    with("tool.pencil", 0.5);
    EXPECT_EQ(clip("FX 1", 0).gain_envelope.size(), 1U);
    rig.run("tool.pencil");
    EXPECT_EQ(rig.timeline.view_state().tool, Tool::smart) << "again: back to the smart one";
    with("tool.scrub", 0.5);
    EXPECT_EQ(rig.fakes.transport.auditioned.start, from_start(second * 9 / 2 + 20 * 480));
    with("tool.zoom", 0.5);
    const Scale scale = rig.timeline.view_state().scale;
    EXPECT_NEAR(static_cast<double>(scale.x_of(from_start(second * 9 / 2 + 20 * 480)) -
                                    scale.x_of(from_start(second * 9 / 2))),
                rig.lanes->width() * 0.95, 3);
    EXPECT_EQ(rig.gestures(), 3U);
}

TEST_F(Mouse, a_group_moves_whole_and_is_trimmed_only_at_the_edge_it_shares) {
    rig.select([&](Selection& selection) { selection.clips = {id("DX 1", 1), id("FX 1", 0)}; });
    rig.run("clip.group");
    rig.run("select.none");
    rig.drag(rig.at(second * 9 / 2, 2, 0.7), rig.at(second * 11 / 2, 2, 0.7));
    EXPECT_EQ(rig.places("DX 1") + " | " + rig.places("FX 1"), "48000-96000 144000-192000 | 240000-288000");
    rig.drag(rig.at(6 * second - 3 * 480, 2, 0.6), rig.at(6 * second - 53 * 480, 2, 0.6));
    EXPECT_EQ(rig.places("DX 1") + " | " + rig.places("FX 1"), "48000-96000 144000-192000 | 240000-264000");
    rig.drag(rig.at(second * 21 / 4, 2, 0.7), rig.at(second * 29 / 4, 2, 0.7), Qt::AltModifier);
    ASSERT_EQ(rig.places("FX 1"), "240000-264000 336000-360000");
    EXPECT_NE(clip("FX 1", 1).group, clip("FX 1", 0).group) << "the copy is a group of its own";
    EXPECT_EQ(clip("FX 1", 1).group, clip("DX 1", 2).group);
}

TEST_F(Mouse, a_marker_is_dragged_to_another_frame_in_one_gesture) {
    rig.select([&](Selection& selection) { selection.cursor = from_start(second); });
    rig.run("marker.add");
    const int y = rig.rulers->height() - 12;
    const auto move = [&](QPoint to) {
        QMouseEvent event(QEvent::MouseMove, to, rig.rulers->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                          {});
        QCoreApplication::sendEvent(rig.rulers, &event);
    };
    const QPoint from(header_width + 100, y), to(header_width + 303, y);
    ASSERT_TRUE(rig.rulers->marker_at(from));
    QTest::mousePress(rig.rulers, Qt::LeftButton, {}, from);
    move(from + QPoint(10, 0));
    move(to);
    QTest::mouseRelease(rig.rulers, Qt::LeftButton, {}, to);
    EXPECT_EQ(session::sample_of(rig.now(), rig.now().markers->front().at), from_start(146000));
    EXPECT_EQ(rig.gestures(), 2U);
}

TEST_F(Mouse, control_and_alt_slip_the_sound) {
    rig.drag(rig.at(second * 9 / 2, 2, 0.7), rig.at(second * 9 / 2 + 50 * 480, 2, 0.7),
             Qt::ControlModifier | Qt::AltModifier);
    EXPECT_EQ(clip("FX 1", 0).source_start, SamplePos{48000 - 50 * 480});
    EXPECT_EQ(rig.places("FX 1"), "192000-240000");
}

TEST_F(Mouse, shuffle_changes_places) {
    rig.view([](ViewState& view) { view.mode = EditMode::shuffle; });
    const ClipId one = id("DX 1", 0);
    rig.drag(rig.at(second * 3 / 2, 0, 0.7), rig.at(second * 14 / 5, 0, 0.7));
    EXPECT_EQ(rig.places("DX 1"), "48000-96000 96000-144000");
    EXPECT_EQ(id("DX 1", 1), one);
    EXPECT_EQ(rig.gestures(), 1U);
}

TEST_F(Mouse, in_shuffle_a_trim_takes_along_what_follows) {
    rig.view([](ViewState& view) { view.mode = EditMode::shuffle; });
    rig.drag(rig.at(2 * second - 4 * 480, 0, 0.6), rig.at(2 * second - 54 * 480, 0, 0.6));
    EXPECT_EQ(rig.places("DX 1"), "48000-72000 72000-120000");
    rig.drag(rig.at(72000 - 4 * 480, 0, 0.6), rig.at(72000 + 46 * 480, 0, 0.6));
    EXPECT_EQ(rig.places("DX 1"), "48000-96000 96000-144000");
}

TEST_F(Mouse, in_spot_mode_a_click_asks_where_the_clip_goes) {
    rig.view([](ViewState& view) { view.mode = EditMode::spot; });
    ClipId asked;
    rig.timeline.ask_spot = [&](ClipId clip, std::optional<SamplePos>) { asked = clip; };
    QTest::mouseClick(rig.lanes, Qt::LeftButton, {}, rig.at(second * 9 / 2, 2, 0.7));
    EXPECT_EQ(asked, id("FX 1", 0));
    rig.timeline.spot(asked, from_start(7 * second));
    EXPECT_EQ(rig.places("FX 1"), "336000-384000");
}

TEST_F(Mouse, a_locked_clip_stays_and_says_why) {
    rig.select_clip(id("FX 1", 0));
    rig.run("clip.lock");
    rig.drag(rig.at(second * 9 / 2, 2, 0.7), rig.at(second * 13 / 2, 2, 0.7));
    EXPECT_EQ(rig.places("FX 1"), "192000-240000");
    EXPECT_EQ(rig.gestures(), 1U) << "only the lock";
    EXPECT_NE(rig.hint.find("locked"), std::string::npos) << rig.hint;
}

TEST_F(Mouse, a_session_open_elsewhere_is_not_edited) {
    rig.fakes.document.locked = true;
    rig.drag(rig.at(second * 9 / 2, 2, 0.7), rig.at(second * 13 / 2, 2, 0.7));
    EXPECT_EQ(rig.gestures(), 0U);
    EXPECT_NE(rig.hint.find("read-only"), std::string::npos) << rig.hint;
}

TEST_F(Mouse, the_pointer_shows_what_a_press_would_do) {
    rig.move(rig.at(second * 9 / 2, 2, 0.7));
    EXPECT_EQ(rig.lanes->cursor().shape(), Qt::OpenHandCursor);
    rig.move(rig.at(second * 9 / 2, 2, 0.1));
    EXPECT_EQ(rig.lanes->cursor().shape(), Qt::IBeamCursor);
    rig.move(rig.at(4 * second + 2 * 480, 2, 0.6));
    EXPECT_EQ(rig.lanes->cursor().shape(), Qt::SplitHCursor);
    EXPECT_NE(rig.hint.find("trim"), std::string::npos);
}

TEST_F(Mouse, control_and_wheel_zoom_about_the_pointer) {
    const QPoint at(400, 100);
    const SamplePos under = rig.timeline.view_state().scale.at_x(400);
    QWheelEvent event(at, rig.lanes->mapToGlobal(at), {}, {0, 240}, Qt::NoButton, Qt::ControlModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(rig.lanes, &event);
    EXPECT_DOUBLE_EQ(rig.timeline.view_state().scale.samples_per_pixel, 240);
    EXPECT_NEAR(static_cast<double>((rig.timeline.view_state().scale.at_x(400) - under).value), 0, 480);
}

TEST_F(Mouse, headers_mute_solo_and_change_height) {
    const Row row = *rig.lanes->scene().rows.of(2);
    const HeaderParts parts = parts_of(rig.headers->place_of(row), false);
    QTest::mouseClick(rig.headers, Qt::LeftButton, {}, parts.solo.center());
    EXPECT_TRUE(rig.now().tracks[2]->strip->soloed);
    QTest::mouseClick(rig.headers, Qt::LeftButton, Qt::AltModifier, parts.mute.center());
    EXPECT_EQ(rig.gestures(), 2U) << "all tracks in one gesture";
    QTest::mouseClick(rig.headers, Qt::LeftButton, Qt::ControlModifier, parts.solo.center());
    EXPECT_TRUE(rig.now().tracks[2]->strip->solo_safe);
    EXPECT_TRUE(rig.now().tracks[2]->strip->soloed) << "as it was";
    QTest::mousePress(rig.headers, Qt::LeftButton, {}, parts.edge.center());
    const QPoint lower = parts.edge.center() + QPoint(0, 50);
    QMouseEvent move(QEvent::MouseMove, lower, rig.headers->mapToGlobal(lower), Qt::NoButton, Qt::LeftButton,
                     {});
    QCoreApplication::sendEvent(rig.headers, &move);
    QTest::mouseRelease(rig.headers, Qt::LeftButton, {}, lower);
    EXPECT_EQ(rig.lanes->scene().rows.of(2)->height, 112);
}

TEST_F(Mouse, a_click_in_the_rulers_goes_there_and_a_drag_selects_on_all_tracks) {
    const auto x = [](std::int64_t sample) { return header_width + static_cast<int>(sample / 480); };
    QTest::mousePress(rig.rulers, Qt::LeftButton, {}, QPoint(x(second), 10));
    EXPECT_EQ(rig.fakes.transport.now.heard, from_start(second));
    const QPoint to(x(3 * second), 10);
    QMouseEvent move(QEvent::MouseMove, to, rig.rulers->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(rig.rulers, &move);
    EXPECT_EQ(rig.timeline.selection().range, (SampleRange{from_start(second), from_start(3 * second)}));
    EXPECT_EQ(rig.timeline.selection().tracks.size(), 3U);
}

} // namespace
} // namespace dub::test
