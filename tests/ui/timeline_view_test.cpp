// What the timeline repaints, how it follows the transport, and what a screen reader is told.

#include <QAccessible>

#include "tests/ui/film_scene.h"
#include "tests/ui/timeline_rig.h"

namespace dub::test {
namespace {

using namespace ui::timeline;

class TimelineView : public ::testing::Test {
  protected:
    TimelineView() {
        rig.run("view.zoom-all");
        rig.lanes->grab();
    }
    // Pieces painted anew by `change`.
    template <class Change> std::uint64_t painted(const Change& change) {
        const std::uint64_t before = rig.lanes->tiles().drawn();
        change();
        rig.lanes->grab();
        return rig.lanes->tiles().drawn() - before;
    }
    TimelineRig rig{film_scene()};
};

TEST_F(TimelineView, nothing_is_painted_anew_when_nothing_changed) {
    EXPECT_EQ(painted([] {}), 0U);
    EXPECT_EQ(painted([&] { rig.timeline.show(rig.now()); }), 0U);
}

TEST_F(TimelineView, an_edit_repaints_only_the_pieces_it_changed) {
    rig.select_clip(session::find_track(rig.now(), "FS 01")->clips[0]->id);
    rig.lanes->grab();
    EXPECT_LE(painted([&] { rig.run("clip.mute"); }), 2U);
    EXPECT_EQ(painted([&] { rig.run("marker.add"); }), 0U);
}

TEST_F(TimelineView, scrolling_paints_only_what_comes_into_view) {
    EXPECT_LE(painted([&] { rig.view([](ViewState& view) { view.scale.left += 100; }); }),
              rig.lanes->scene().rows.all().size());
}

TEST_F(TimelineView, the_playhead_costs_no_piece_and_a_few_columns) {
    rig.fakes.transport.now.speed = 1;
    rig.fakes.transport.now.heard = from_start(48000 * 20);
    EXPECT_EQ(painted([&] { rig.timeline.tick(0.016); }), 0U);
    EXPECT_LE(rig.lanes->column(from_start(48000 * 20)).width(), 3);
}

TEST_F(TimelineView, waveforms_come_when_the_overview_is_ready) {
    TimelineRig waiting(film_scene());
    waiting.fakes.overviews.ready = false;
    waiting.run("view.zoom-all");
    waiting.lanes->grab();
    const int asked = waiting.fakes.overviews.asked;
    waiting.lanes->grab();
    EXPECT_EQ(waiting.fakes.overviews.asked, asked) << "not asked again before something is new";
    waiting.fakes.overviews.ready = true;
    waiting.fakes.overviews.revised = 2;
    waiting.timeline.tick(0.3);
    waiting.lanes->grab();
    EXPECT_GT(waiting.fakes.overviews.asked, asked);
}

TEST_F(TimelineView, pieces_have_as_many_pixels_as_the_screen) {
    const Scene& scene = rig.lanes->scene();
    const Row& row = scene.rows.all().front();
    const std::int64_t index = scene.view.scale.left / LaneTiles::width;
    EXPECT_EQ(rig.lanes->tiles().tile(scene, row, index, 1).size(), QSize(256, 64));
    const QImage fine = rig.lanes->tiles().tile(scene, row, index, 2);
    EXPECT_EQ(fine.size(), QSize(512, 128));
    EXPECT_EQ(fine.devicePixelRatio(), 2);
}

TEST_F(TimelineView, a_clip_without_its_recording_is_shown_so) {
    const session::Clip& clip = *rig.now().tracks[0]->clips[0];
    const QImage before = rig.lanes->grab(rig.lanes->place_of(clip.id)).toImage();
    TimelineRig other(film_scene());
    other.fakes.overviews.missing = clip.media;
    other.run("view.zoom-all");
    other.lanes->grab();
    EXPECT_NE(other.lanes->grab(other.lanes->place_of(clip.id)).toImage(), before);
}

TEST_F(TimelineView, it_follows_by_pages_or_in_the_middle_or_not) {
    rig.view([](ViewState& view) {
        view.scale.samples_per_pixel = 480;
        view.scale.left = from_start(0).value / 480;
    });
    auto& transport = rig.fakes.transport.now;
    transport.speed = 1;
    const std::int64_t left = rig.timeline.view_state().scale.left;
    transport.heard = from_start(480 * (rig.lanes->width() - 1));
    rig.timeline.tick(0.016);
    EXPECT_EQ(rig.timeline.view_state().scale.left, left);
    transport.heard = from_start(480 * (rig.lanes->width() + 10));
    rig.timeline.tick(0.016);
    EXPECT_GT(rig.timeline.view_state().scale.left, left + rig.lanes->width() / 2) << "a page on";
    rig.run("view.follow-centre");
    rig.timeline.tick(0.016);
    EXPECT_EQ(rig.timeline.view_state().scale.x_of(transport.heard), rig.lanes->width() / 2);
    rig.run("view.follow-off");
    const std::int64_t kept = rig.timeline.view_state().scale.left;
    transport.heard = from_start(48000 * 60);
    rig.timeline.tick(0.016);
    EXPECT_EQ(rig.timeline.view_state().scale.left, kept);
}

TEST_F(TimelineView, clips_are_named_for_screen_readers) {
    QAccessibleInterface* lanes = QAccessible::queryAccessibleInterface(rig.lanes);
    ASSERT_EQ(lanes->childCount(), static_cast<int>(rig.now().tracks.size()));
    QAccessibleInterface* track = lanes->child(0);
    EXPECT_EQ(track->text(QAccessible::Name), "Track DX 01");
    const session::Clip& first = *rig.now().tracks[0]->clips[0];
    QAccessibleInterface* clip = track->child(0);
    EXPECT_EQ(clip->text(QAccessible::Name).toStdString(),
              "Clip Anna take 3 01, " + session::timecode(rig.now(), first.place.start) + " to " +
                  session::timecode(rig.now(), first.place.end));
    EXPECT_EQ(clip->parent(), track);
    EXPECT_EQ(track->indexOfChild(clip), 0);
    EXPECT_FALSE(clip->state().selected);
    clip->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    EXPECT_TRUE(clip->state().selected);
    EXPECT_EQ(rig.timeline.selection().focus, first.id);
    rig.run("edit.delete");
    EXPECT_FALSE(clip->isValid());
}

TEST_F(TimelineView, mute_and_solo_can_be_pressed_by_screen_readers) {
    QAccessibleInterface* headers = QAccessible::queryAccessibleInterface(rig.headers);
    ASSERT_EQ(headers->childCount(), 2 * static_cast<int>(rig.now().tracks.size()));
    QAccessibleInterface* mute = headers->child(0);
    EXPECT_EQ(mute->text(QAccessible::Name), "Mute DX 01");
    EXPECT_EQ(mute->role(), QAccessible::CheckBox);
    EXPECT_FALSE(mute->state().checked);
    mute->actionInterface()->doAction(QAccessibleActionInterface::toggleAction());
    EXPECT_TRUE(mute->state().checked);
}

TEST_F(TimelineView, tracks_that_went_are_no_longer_selected) {
    rig.run("select.all");
    ASSERT_TRUE(rig.fakes.document.apply({{"remove_track", {{"track", {std::string("DX 01")}}}}}, "gone"));
    for (const ClipId clip : rig.timeline.selection().clips)
        EXPECT_TRUE(session::find_clip(rig.now(), clip));
    rig.timeline.grab();
}

} // namespace
} // namespace dub::test
