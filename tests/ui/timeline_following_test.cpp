// Automation follows edits, or stays: by real drags, keys' commands and the clipboard, each one entry.
#include "engine/session/edits/lane_cutting.h"
#include "engine/session/edits/write_lane.h"
#include "tests/ui/named.h"
#include "tests/ui/timeline_rig.h"
#include "ui/timeline/edit_bar.h"

namespace dub::test {
namespace {

using namespace ui::timeline;

const session::ParameterAddress fader{{}, {}, "fader"};
constexpr std::int64_t second = 48000;

// The door, from second 4 to 5 of FX 1, dips by 12 dB in its middle.
session::Session dipped_door() {
    session::Session session = two_lines_and_a_door();
    const session::StripOwner fx{track_id(session, "FX 1"), {}};
    return must(session::apply(session, session::WriteLane{fx,
                                                           fader,
                                                           {{from_start(4 * second), 0},
                                                            {from_start(9 * second / 2), -12},
                                                            {from_start(5 * second), 0}}}));
}

class Following : public testing::Test {
  protected:
    // Decibels that many seconds in.
    [[nodiscard]] double fader_at(double seconds, const char* track = "FX 1") const {
        const session::StripOwner owner{track_id(rig.now(), track), {}};
        const session::Lane* const lane = session::find_lane(*session::find_strip(rig.now(), owner), fader);
        if (lane == nullptr) return 0;
        return *session::value_at(lane->points, from_start(static_cast<std::int64_t>(seconds * second)),
                                  session::Taper::linear);
    }
    void select_door() { rig.select_clip(session::find_track(rig.now(), "FX 1")->clips[0]->id); }
    void put_cursor(const char* track, std::int64_t at) {
        rig.select([&](Selection& selection) {
            selection.clips.clear();
            selection.tracks = {track_id(rig.now(), track)};
            selection.cursor = from_start(at);
        });
    }
    TimelineRig rig{dipped_door()};
};

TEST_F(Following, a_drag_takes_the_dip_along_and_one_undo_brings_both_back) {
    rig.drag(rig.at(second * 9 / 2, 2, 0.7), rig.at(second * 13 / 2, 2, 0.7));
    EXPECT_EQ(rig.gestures(), 1U);
    EXPECT_EQ(fader_at(6.5), -12);
    EXPECT_EQ(fader_at(4.5), 0) << "healed";
    ASSERT_TRUE(rig.fakes.document.undo());
    EXPECT_EQ(fader_at(4.5), -12);
    EXPECT_EQ(fader_at(6.5), 0);
}

TEST_F(Following, with_the_switch_off_automation_stays) {
    EditBar bar(rig.timeline, nullptr);
    bar.tick();
    auto* const follows = named<QToolButton>(bar, "Automation follows edits");
    ASSERT_NE(follows, nullptr);
    EXPECT_TRUE(follows->isChecked()) << "it follows at first";
    QTest::mouseClick(follows, Qt::LeftButton);
    EXPECT_EQ(rig.timeline.view_state().automation, Automation::stays);
    rig.drag(rig.at(second * 9 / 2, 2, 0.7), rig.at(second * 13 / 2, 2, 0.7));
    EXPECT_EQ(rig.places("FX 1"), "288000-336000");
    EXPECT_EQ(fader_at(4.5), -12);
    EXPECT_EQ(fader_at(6.5), 0);
    rig.run("mode.automation-follows");
    bar.tick();
    EXPECT_TRUE(follows->isChecked());
}

TEST_F(Following, a_copy_dragged_and_one_pasted_on_another_track_have_the_dip) {
    rig.drag(rig.at(second * 9 / 2, 2, 0.7), rig.at(second * 13 / 2, 2, 0.7), Qt::AltModifier);
    EXPECT_EQ(fader_at(4.5), -12);
    EXPECT_EQ(fader_at(6.5), -12);
    select_door();
    rig.run("edit.copy");
    put_cursor("DX 1", 8 * second);
    rig.run("edit.paste");
    EXPECT_EQ(rig.gestures(), 2U);
    EXPECT_EQ(fader_at(8.5, "DX 1"), -12);
    EXPECT_EQ(fader_at(9.5, "DX 1"), 0);
}

TEST_F(Following, cut_and_pasted_it_has_moved) {
    select_door();
    rig.run("edit.cut");
    EXPECT_EQ(fader_at(4.5), 0);
    put_cursor("FX 1", 7 * second);
    rig.run("edit.paste");
    EXPECT_EQ(fader_at(7.5), -12);
    ASSERT_TRUE(rig.fakes.document.undo());
    EXPECT_EQ(fader_at(7.5), 0);
}

TEST_F(Following, duplicates_and_nudges_take_it_along) {
    select_door();
    rig.run("edit.duplicate");
    EXPECT_EQ(fader_at(5.5), -12);
    select_door();
    rig.view([](ViewState& view) { view.nudge = 0; });
    const auto before = session::find_track(rig.now(), "FX 1")->clips[0]->place.start;
    rig.run("nudge.earlier");
    const double by =
        static_cast<double>((session::find_track(rig.now(), "FX 1")->clips[0]->place.start - before).value) /
        second;
    ASSERT_LT(by, 0);
    EXPECT_NEAR(fader_at(4.5 + by), -12, 1e-9);
}

TEST_F(Following, a_shuffle_swaps_two_lines_with_their_rides) {
    const session::StripOwner dx{track_id(rig.now(), "DX 1"), {}};
    std::vector<ui::Edit> ride{
        {"write_lane",
         {{"strip", {dx.text()}},
          {"parameter", {std::string("fader")}},
          {"points",
           {session::Value::List{{session::Value::List{{double(from_start(second).value)}, {-3.0}}},
                                 {session::Value::List{{double(from_start(2 * second).value)}, {-3.0}}},
                                 {session::Value::List{{double(from_start(2 * second).value)}, {-9.0}}},
                                 {session::Value::List{{double(from_start(3 * second).value)}, {-9.0}}}}}}}}};
    ASSERT_TRUE(rig.fakes.document.apply(ride, "ride"));
    rig.view([](ViewState& view) { view.mode = EditMode::shuffle; });
    rig.drag(rig.at(second * 3 / 2, 0, 0.7), rig.at(second * 11 / 4, 0, 0.7));
    EXPECT_EQ(session::find_track(rig.now(), "DX 1")->clips[0]->name, "two");
    EXPECT_NEAR(fader_at(1.5, "DX 1"), -9, 1e-9);
    EXPECT_NEAR(fader_at(2.5, "DX 1"), -3, 1e-9);
}

} // namespace
} // namespace dub::test
