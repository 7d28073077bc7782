// Lanes over the clips, with the mouse: breakpoints made, dragged and removed, lines drawn; each is one
// entry, and Esc leaves nothing.
#include <gtest/gtest.h>

#include "engine/session/parameters/strip.h"
#include "tests/ui/timeline_rig.h"
#include "ui/timeline/automation_pointer.h"

namespace dub::test {
namespace {

using session::Control;
namespace strip = session::strip;

struct LaneRig : TimelineRig {
    LaneRig()
        : TimelineRig(two_lines_and_a_door()) {
        run("view.lanes");
        timeline.show();
        QCoreApplication::processEvents();
        timeline.hide();
    }
    [[nodiscard]] Control fader() const { return {{track_id(now(), "DX 1"), {}}, {{}, {}, "fader"}}; }
    [[nodiscard]] const std::vector<session::LanePoint>* points() const {
        const session::Lane* const lane = session::lane_of(now(), fader());
        return lane == nullptr ? nullptr : &lane->points;
    }
    // Where a level stands on the first track, a pixel exact.
    [[nodiscard]] QPoint on(std::int64_t sample, double db) const {
        const ui::timeline::Row row{0, -1, 0, 64};
        ui::timeline::Scene scene(const_cast<ui::Ports&>(fakes.ports));
        const double y = ui::timeline::automation_y(scene, row, ui::timeline::height_of(strip::fader, db));
        return {static_cast<int>(sample / pixel), static_cast<int>(std::lround(y))};
    }
    void click(QPoint place, Qt::KeyboardModifiers keys = {}) {
        QTest::mouseClick(lanes, Qt::LeftButton, keys, place);
    }
};

constexpr std::int64_t second = 48000;

TEST(TimelineAutomation, a_click_on_the_line_makes_a_breakpoint_that_is_dragged) {
    LaneRig rig;
    rig.click(rig.on(2 * second, 0));
    ASSERT_NE(rig.points(), nullptr);
    EXPECT_EQ(rig.points()->size(), 1U);
    EXPECT_EQ(rig.gestures(), 1U);
    EXPECT_EQ(rig.last_gesture(), "Breakpoint on DX 1 fader");
    rig.click(rig.on(4 * second, 0));
    ASSERT_EQ(rig.points()->size(), 2U);
    rig.drag(rig.on(4 * second, 0), rig.on(5 * second, -20));
    ASSERT_EQ(rig.points()->size(), 2U);
    EXPECT_EQ(rig.points()->back().at, from_start(5 * second));
    EXPECT_NEAR(rig.points()->back().value, -20, 1);
    EXPECT_EQ(rig.gestures(), 3U);
    EXPECT_EQ(rig.places("DX 1"), "48000-96000 96000-144000") << "the clips stay";
}

TEST(TimelineAutomation, a_breakpoint_goes_with_alt_or_a_double_click) {
    LaneRig rig;
    rig.click(rig.on(2 * second, 0));
    rig.click(rig.on(4 * second, 0));
    rig.click(rig.on(4 * second, 0), Qt::AltModifier);
    EXPECT_EQ(rig.points()->size(), 1U);
    QTest::mouseDClick(rig.lanes, Qt::LeftButton, {}, rig.on(2 * second, 0));
    EXPECT_EQ(rig.points(), nullptr) << "without breakpoints there is no lane";
    ASSERT_TRUE(rig.fakes.document.undo());
    EXPECT_EQ(rig.points()->size(), 1U);
}

TEST(TimelineAutomation, the_pencil_draws_and_shift_draws_straight) {
    LaneRig rig;
    rig.run("tool.pencil");
    QTest::mousePress(rig.lanes, Qt::LeftButton, {}, rig.on(second, 0));
    for (int step = 1; step <= 20; ++step)
        rig.move(rig.on(second + step * second / 10, -step));
    QTest::mouseRelease(rig.lanes, Qt::LeftButton, {}, rig.on(3 * second, -20));
    EXPECT_EQ(rig.gestures(), 1U);
    EXPECT_EQ(rig.last_gesture(), "Draw DX 1 fader");
    EXPECT_NEAR(session::value_at(rig.now(), rig.fader(), from_start(2 * second)), -10, 1);
    rig.drag(rig.on(5 * second, -10), rig.on(6 * second, 0), Qt::ShiftModifier);
    EXPECT_EQ(rig.gestures(), 2U);
    EXPECT_NEAR(session::value_at(rig.now(), rig.fader(), from_start(5 * second + second / 2)), -5, 1);
}

TEST(TimelineAutomation, esc_leaves_it_as_it_was) {
    LaneRig rig;
    QTest::mousePress(rig.lanes, Qt::LeftButton, {}, rig.on(2 * second, 0));
    rig.move(rig.on(3 * second, -20));
    QTest::keyClick(rig.lanes, Qt::Key_Escape);
    QTest::mouseRelease(rig.lanes, Qt::LeftButton, {}, rig.on(3 * second, -20));
    EXPECT_EQ(rig.points(), nullptr);
    EXPECT_EQ(rig.gestures(), 0U);
}

TEST(TimelineAutomation, heights_and_values_belong_to_each_other) {
    for (const session::Parameter& parameter :
         {strip::fader, strip::fader_trim, strip::pan_x, strip::lfe_send})
        for (double height = 0; height <= 1; height += 1.0 / 64)
            EXPECT_NEAR(ui::timeline::height_of(parameter, ui::timeline::value_at_height(parameter, height)),
                        height, 1e-9);
    EXPECT_EQ(ui::timeline::value_at_height(strip::mute, 0.7), 1);
}

} // namespace
} // namespace dub::test
