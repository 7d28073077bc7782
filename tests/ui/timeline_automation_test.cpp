// Lanes over the clips, with the mouse: breakpoints made, dragged and removed, lines drawn; each is one
// entry, and Esc leaves nothing.
#include <gtest/gtest.h>

#include "engine/session/parameters/strip.h"
#include "tests/ui/timeline_rig.h"
#include "ui/edit_values.h"
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
    // What the command says until it says the same again.
    std::vector<std::string> hints_of(const char* command) {
        std::vector<std::string> all;
        for (run(command); all.empty() || hint != all.front(); run(command))
            all.push_back(hint);
        run(command == std::string("view.lane-next") ? "view.lane-previous" : "view.lane-next");
        return all;
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

// Of two mono tracks and a pair; with a wide one what a field has.
TEST(TimelineAutomation, another_one_goes_through_what_the_tracks_have) {
    LaneRig rig;
    const auto names = [&] {
        std::vector<std::string> all;
        for (std::string& one : rig.hints_of("view.lane-next"))
            all.push_back(one.substr(one.rfind(": ") + 2));
        return all;
    };
    const auto has = [](const std::vector<std::string>& all, std::string_view name) {
        return std::ranges::find(all, name) != all.end();
    };
    const auto of_points = names();
    EXPECT_EQ(of_points.front(), "Trim") << "the volume is shown already";
    EXPECT_TRUE(has(of_points, "Width") && has(of_points, "Front divergence") && has(of_points, "Centre"));
    EXPECT_FALSE(has(of_points, "Rotation in degrees") || has(of_points, "Trim of the input"));
    ASSERT_TRUE(rig.fakes.document.apply(
        {{"add_track",
          {{"name", ui::value("WIDE")}, {"layout", ui::value("7.1")}, {"role", ui::value("effects")}}}},
        "Add"));
    const auto of_fields = names();
    EXPECT_TRUE(has(of_fields, "Rotation in degrees") && has(of_fields, "Size of the field"));
    EXPECT_EQ(of_fields.size(), of_points.size() + 2);
    // A row shows clips alone where its source has nothing of the kind.
    rig.view([](ui::timeline::ViewState& state) { state.lane = strip::rotate.id; });
    const auto shown = [&](const char* track) {
        return ui::timeline::shown_control(rig.now(), rig.timeline.view_state(),
                                           *session::find_track(rig.now(), track));
    };
    EXPECT_FALSE(shown("DX 1"));
    EXPECT_EQ(shown("WIDE")->address.parameter, "pan.rotate");
    const auto before = rig.gestures();
    rig.click({100, 3 * 64 + 32}); // the line at rest, in the middle of the wide track
    EXPECT_EQ(rig.gestures(), before + 1);
    EXPECT_EQ(rig.last_gesture(), "Breakpoint on WIDE pan");
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
