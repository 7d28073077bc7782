// The timeline painted: what can be told from pixels is checked; with DUB_SHOTS set to a folder the pictures
// are kept there to be looked at.

#include <QDir>

#include "tests/ui/film_scene.h"
#include "tests/ui/timeline_rig.h"
#include "ui/theme/tokens.h"

namespace dub::test {
namespace {

using namespace ui::timeline;

QImage shot(ui::Timeline& timeline, const char* name) {
    const QImage image = timeline.grab().toImage();
    if (const QString folder = qEnvironmentVariable("DUB_SHOTS"); !folder.isEmpty())
        image.save(QDir(folder).filePath(QString::fromLatin1(name) + QStringLiteral(".png")));
    return image;
}

bool holds(const QImage& image, QColor colour) {
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, y) == colour) return true;
    return false;
}

class Painting : public ::testing::Test {
  protected:
    Painting() {
        for (const auto& track : rig.now().tracks)
            rig.fakes.meters.levels[{track->id, {}}] = -18 + static_cast<double>(track->id.value % 5) * 4;
        rig.fakes.pictures.cuts = {{24 * 9}, {24 * 21}, {24 * 44}};
        rig.timeline.resize(1600, 900);
        rig.timeline.grab(); // lays it out
        rig.timeline.tick(0.02);
    }
    TimelineRig rig{film_scene()};
};

TEST_F(Painting, the_whole_scene) {
    rig.view([](ViewState& view) { view.open.clear(); });
    rig.run("view.zoom-all");
    const QImage image = shot(rig.timeline, "whole");
    EXPECT_TRUE(holds(image, QColor(ui::theme::playhead)));
    EXPECT_TRUE(holds(image, ui::theme::role_colour(session::Role::dialogue)));
    EXPECT_TRUE(holds(image, ui::theme::role_colour(session::Role::score)));
}

TEST_F(Painting, close_with_gain_lines_selection_and_playlists) {
    const auto& dialogue = *session::find_track(rig.now(), "DX 01");
    const auto& boom = *session::find_track(rig.now(), "DX 02");
    rig.select([&](Selection& selection) {
        selection.clips = {dialogue.clips[1]->id};
        selection.cursor = dialogue.clips[1]->place.start + SampleCount{48000};
    });
    rig.view([&](ViewState& view) {
        view.gain_lines = GainLines::shown;
        view.open = {boom.id};
        view.heights[dialogue.id] = 3;
        view.shown_rulers = {rulers.begin(), rulers.end()};
        view.scale = Scale::fitting({dialogue.clips[0]->place.start, dialogue.clips[3]->place.end}, 1380);
    });
    EXPECT_TRUE(holds(shot(rig.timeline, "close"), Qt::white));
}

TEST_F(Painting, down_to_samples) {
    const auto& clip = *session::find_track(rig.now(), "DX 01")->clips[0];
    rig.view([&](ViewState& view) {
        view.scale.samples_per_pixel = 0.125;
        view.scale.left = view.scale.pixel(clip.place.start + SampleCount{48000});
    });
    shot(rig.timeline, "samples");
}

TEST_F(Painting, heights_and_a_range) {
    rig.run("view.zoom-all");
    rig.view([&](ViewState& view) {
        int height = 0;
        for (const auto& track : rig.now().tracks)
            view.heights[track->id] = height++ % 4;
    });
    rig.select([&](Selection& selection) {
        selection.range = SampleRange{from_start(48000 * 10), from_start(48000 * 30)};
        selection.tracks = {track_id(rig.now(), "DX 02"), track_id(rig.now(), "ADR 01")};
    });
    shot(rig.timeline, "heights");
}

TEST_F(Painting, a_drag_shows_where_the_clip_would_lie_and_where_it_lies) {
    rig.run("view.zoom-all");
    const auto& clip = *session::find_track(rig.now(), "MX 01")->clips[0];
    const QPoint grip = rig.lanes->place_of(clip.id).center() + QPoint(0, 12);
    QTest::mousePress(rig.lanes, Qt::LeftButton, {}, grip);
    rig.move(grip + QPoint(90, -2 * 64));
    shot(rig.timeline, "drag");
    EXPECT_EQ(rig.lanes->scene().seen().tracks[5]->clips.back()->id, clip.id);
    QTest::keyClick(rig.lanes, Qt::Key_Escape);
    rig.fakes.overviews.missing = clip.media;
    rig.view([](ViewState& view) { view.wave_height = 2; });
    shot(rig.timeline, "missing");
}

} // namespace
} // namespace dub::test
