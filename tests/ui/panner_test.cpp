// The large panner: grips, what is typed, what is shown of the sound.
#include <gtest/gtest.h>

#include <QApplication>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QTest>

#include "engine/session/parameters/strip.h"
#include "tests/ui/fakes.h"
#include "tests/ui/film_scene.h"
#include "ui/console/pan_stage.h"
#include "ui/console/panner_dialog.h"
#include "ui/edit_values.h"
#include "ui/theme/tokens.h"

namespace dub::test {
namespace {

namespace strip = session::strip;
using ui::PanGrip, ui::PanPlace;

struct PannerRig : FakePorts {
    explicit PannerRig(const char* layout, const char* role = "effects")
        : FakePorts(film_scene()) {
        ports.hands = &hands;
        ports.panner = &panner;
        const auto added = document.apply(
            {{"add_track",
              {{"name", ui::value("PANNED")}, {"layout", ui::value(layout)}, {"role", ui::value(role)}}}},
            "Add");
        EXPECT_TRUE(added) << added.error().text();
        owner.track = session::find_track(document.now(), "PANNED")->id;
        dialog = std::make_unique<ui::PannerDialog>(ports, owner, nullptr);
        dialog->show();
        for (auto* const child : dialog->findChildren<QWidget*>())
            if (auto* const found = dynamic_cast<ui::PanStage*>(child)) stage = found;
        stage->now_ms = [this] { return clock_ms; };
        entries = document.history().size();
    }
    double value(const session::Parameter& parameter) {
        return session::find_track(document.now(), owner.track)->strip->values.get(parameter);
    }
    void pull(PanGrip grip, const PanPlace& to, Qt::KeyboardModifiers keys = {}) {
        const QPointF from = stage->geometry().grip_place(grip, stage->place()),
                      end = stage->geometry().grip_place(grip, to);
        QTest::mousePress(stage, Qt::LeftButton, keys, from.toPoint());
        for (int step = 1; step <= 8; ++step) {
            const QPointF at = from + (end - from) * step / 8;
            QMouseEvent move(QEvent::MouseMove, at, stage->mapToGlobal(at), Qt::NoButton, Qt::LeftButton,
                             keys);
            QApplication::sendEvent(stage, &move);
        }
        QTest::mouseRelease(stage, Qt::LeftButton, keys, end.toPoint());
    }
    std::set<std::string> moved() const {
        std::set<std::string> names;
        for (const auto& move : hands.moves)
            names.insert(move.parameter);
        return names;
    }

    FakeHands hands{document};
    FakePanner panner;
    session::StripOwner owner;
    std::unique_ptr<ui::PannerDialog> dialog;
    ui::PanStage* stage = nullptr;
    std::size_t entries = 0;
    qint64 clock_ms = 0;
};

TEST(PannerGrips, a_field_is_turned_along_the_walls) {
    PannerRig rig("5.1");
    rig.pull(PanGrip::rotate, {.rotate = 45});
    EXPECT_NEAR(rig.value(strip::rotate), 45, 2);
    EXPECT_EQ(rig.moved(), std::set<std::string>{"pan.rotate"});
    EXPECT_EQ(rig.document.history().size(), rig.entries + 1);
    EXPECT_GT(rig.hands.released, 0);
    rig.pull(PanGrip::rotate, {.rotate = 97}, Qt::ShiftModifier);
    EXPECT_EQ(rig.value(strip::rotate), 90);
    const double before = rig.value(strip::rotate);
    rig.pull(PanGrip::rotate, {.rotate = 130}, Qt::ControlModifier);
    EXPECT_NEAR(rig.value(strip::rotate) - before, 4, 1);
}

TEST(PannerGrips, a_turn_beyond_half_goes_on_from_the_other_side) {
    PannerRig rig("5.1");
    for (const double to : {90.0, 170.0, -150.0}) // each way is the short one
        rig.pull(PanGrip::rotate, {.rotate = to});
    EXPECT_NEAR(rig.value(strip::rotate), -150, 6);
}

TEST(PannerGrips, a_field_is_drawn_together_and_out_again_to_the_whole_room) {
    PannerRig rig("7.1");
    rig.pull(PanGrip::scale, {.scale = 0.4});
    EXPECT_NEAR(rig.value(strip::scale), 0.4, 0.03);
    EXPECT_NEAR(rig.panner.asked.get(strip::scale), rig.value(strip::scale), 1e-9);
    EXPECT_EQ(rig.moved(), std::set<std::string>{"pan.scale"});
    rig.pull(PanGrip::scale, {.scale = 1.4});
    EXPECT_EQ(rig.value(strip::scale), 1);
}

TEST(PannerGrips, a_pair_has_a_width) {
    PannerRig rig("2.0");
    rig.pull(PanGrip::width, {.width = 0.5});
    EXPECT_NEAR(rig.value(strip::width), 0.5, 0.03);
    EXPECT_EQ(rig.value(strip::pan_x), 0);
    EXPECT_EQ(rig.moved(), std::set<std::string>{"pan.width"});
}

TEST(PannerGrips, the_keyboard_reaches_them_all) {
    PannerRig rig("5.1");
    QTest::keyClick(rig.stage, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(rig.stage, Qt::Key_Right, Qt::ShiftModifier | Qt::ControlModifier);
    QTest::keyClick(rig.stage, Qt::Key_Down, Qt::ShiftModifier);
    EXPECT_NEAR(rig.value(strip::rotate), 5.5, 1e-9);
    EXPECT_NEAR(rig.value(strip::scale), 0.95, 1e-9);
    EXPECT_NE(rig.stage->accessibleDescription().indexOf(QStringLiteral("size 0.95")), -1);
}

TEST(PannerPuck, alt_and_a_click_set_music_between_the_front_pair_and_all_else_in_the_centre) {
    for (const auto& [role, centre] : {std::pair{"music", 0.0}, {"dialogue", 100.0}}) {
        PannerRig rig("mono", role);
        rig.pull(PanGrip::puck, {.x = -0.5, .y = 0});
        ASSERT_LT(rig.value(strip::pan_x), -0.4);
        QTest::mouseClick(rig.stage, Qt::LeftButton, Qt::AltModifier, {40, 40});
        EXPECT_EQ(rig.value(strip::pan_x), 0);
        EXPECT_EQ(rig.value(strip::pan_y), 1);
        EXPECT_EQ(rig.value(strip::centre), centre) << role;
    }
}

TEST(PannerPuck, escape_in_mid_drag_lets_go_where_it_is) {
    PannerRig rig("mono");
    const QPointF to = rig.stage->point_of(-0.5, 0);
    QTest::mousePress(rig.stage, Qt::LeftButton, {}, rig.stage->point_of(0, 1).toPoint());
    QMouseEvent move(QEvent::MouseMove, to, rig.stage->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
    QApplication::sendEvent(rig.stage, &move);
    ASSERT_EQ(rig.hands.touching.size(), 2U);
    QTest::keyClick(rig.dialog.get(), Qt::Key_Escape);
    EXPECT_FALSE(rig.dialog->isVisible());
    QApplication::processEvents();
    EXPECT_TRUE(rig.hands.touching.empty());
    EXPECT_NEAR(rig.value(strip::pan_x), -0.5, 0.03);
    EXPECT_EQ(rig.document.history().size(), rig.entries + 1);
}

TEST(PannerPuck, a_double_click_takes_a_typed_place_and_leaves_what_is_no_place) {
    PannerRig rig("mono");
    for (const auto& [typed, x, y] :
         {std::tuple{"-0.5 0.25", -0.5, 0.25}, {"left", -0.5, 0.25}, {" 9  -1", 1, -1}}) {
        QTest::mouseDClick(rig.stage, Qt::LeftButton, {}, {130, 130});
        auto* const line = rig.stage->findChild<QLineEdit*>();
        ASSERT_NE(line, nullptr);
        line->setText(QString::fromLatin1(typed));
        QTest::keyClick(line, Qt::Key_Return);
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        EXPECT_EQ(rig.value(strip::pan_x), x) << typed;
        EXPECT_EQ(rig.value(strip::pan_y), y) << typed;
    }
}

TEST(PannerPuck, a_place_that_nobody_typed_stays_as_it_is) {
    PannerRig rig("mono");
    ASSERT_TRUE(rig.document.apply({{"set_parameter",
                                     {{"strip", ui::value(rig.owner)},
                                      {"parameter", ui::value("pan.x")},
                                      {"value", ui::value(-0.3333)}}}},
                                   "Pan"));
    rig.stage->set_place({.x = -0.3333});
    for (const auto& [typed, x, y] : {std::tuple{"", -0.3333, 1.0}, {"-0.33 0.5", -0.3333, 0.5}}) {
        QTest::mouseDClick(rig.stage, Qt::LeftButton, {}, {130, 130});
        auto* const line = rig.stage->findChild<QLineEdit*>();
        ASSERT_NE(line, nullptr);
        EXPECT_TRUE(line->text().startsWith(QStringLiteral("-0.33 ")));
        const auto before = rig.document.history().size();
        QTest::keyClicks(line, QString::fromLatin1(typed));
        QTest::keyClick(line, Qt::Key_Return);
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        EXPECT_EQ(rig.document.history().size(), before + (*typed == 0 ? 0 : 1));
        EXPECT_EQ(rig.value(strip::pan_x), x) << "'" << typed << "': what was rounded to be shown";
        EXPECT_EQ(rig.value(strip::pan_y), y) << typed;
    }
}

TEST(PannerStage, the_trail_is_two_seconds_long) {
    PannerRig rig("mono");
    for (int i = 0; i < 30; ++i) {
        rig.clock_ms += 100;
        rig.stage->set_place({.x = i / 30.0, .y = 0});
        rig.stage->tick();
    }
    EXPECT_EQ(rig.stage->trail().steps().size(), 21U); // both ends
    rig.clock_ms += 2100;
    rig.stage->tick();
    EXPECT_TRUE(rig.stage->trail().steps().empty());
}

TEST(PannerStage, what_the_lane_would_do_is_a_ghost_while_a_hand_is_on_it) {
    PannerRig rig("mono");
    const QPoint at = rig.stage->point_of(0, 1).toPoint();
    QTest::mousePress(rig.stage, Qt::LeftButton, {}, at);
    const QPoint there = rig.stage->point_of(-0.5, -0.5).toPoint();
    const auto around = [&] { return rig.stage->grab(QRect(there - QPoint(9, 9), QSize(19, 19))).toImage(); };
    const QImage without = around();
    rig.stage->set_lane(PanPlace{.x = -0.5, .y = -0.5});
    EXPECT_NE(around(), without);
    rig.stage->set_place({.x = 0.7}); // waits
    EXPECT_EQ(rig.stage->place().x, 0);
    QTest::mouseRelease(rig.stage, Qt::LeftButton, {}, at);
    EXPECT_EQ(around(), without);
}

TEST(PannerStage, a_dot_at_each_speaker_is_as_large_as_it_is_loud) {
    PannerRig rig("5.1");
    const Layout room = session::stem_for(rig.document.now(), session::Role::effects)->layout;
    const auto blue_at = [&](double x) { // beside the speaker and its name
        const QPoint at = rig.stage->point_of(x, 1).toPoint() + QPoint(static_cast<int>(-x * 13), 5);
        return qBlue(rig.stage->grab().toImage().pixel(at));
    };
    rig.panner.answer.powers.assign(static_cast<std::size_t>(room.channels()), 0.0);
    rig.stage->refresh();
    const int left = blue_at(-1), right = blue_at(1);
    rig.panner.answer.powers[static_cast<std::size_t>(*room.find(Speaker::L))] = 0.8;
    rig.stage->refresh();
    EXPECT_GT(blue_at(-1), left + 30);
    EXPECT_EQ(blue_at(1), right);
}

TEST(PannerStage, a_field_shows_each_channel_where_the_law_has_it) {
    PannerRig rig("5.1");
    rig.panner.answer.places = {RoomPosition{-0.4, 0.3, 0},  RoomPosition{0.4, 0.3, 0},
                                RoomPosition{0, 0.5, 0},     std::nullopt,
                                RoomPosition{-0.4, -0.3, 0}, RoomPosition{0.4, -0.3, 0}};
    rig.stage->refresh();
    const QImage image = rig.stage->grab().toImage();
    for (const auto& place : rig.panner.answer.places)
        if (place) {
            EXPECT_EQ(image.pixel(rig.stage->point_of(place->x, place->y).toPoint()), ui::theme::input);
        }
}

TEST(Panner, shows_the_numbers_that_the_source_has) {
    const auto names = [](const char* layout) {
        PannerRig rig(layout);
        std::set<std::string> all;
        for (auto* const box : rig.dialog->findChildren<QDoubleSpinBox*>())
            all.insert(box->accessibleName().toStdString());
        return all;
    };
    const auto point = names("mono"), pair = names("2.0"), field = names("5.1");
    EXPECT_TRUE(point.contains("Centre") && point.contains("Front divergence") && !point.contains("Width"));
    EXPECT_TRUE(pair.contains("Width") && !pair.contains("Rotation in degrees"));
    EXPECT_TRUE(field.contains("Rotation in degrees") && field.contains("Size of the field") &&
                !field.contains("Centre"));
}

TEST(Panner, is_as_large_as_a_hand_needs) {
    PannerRig rig("5.1");
    EXPECT_GE(rig.dialog->width(), 260);
    EXPECT_GE(rig.dialog->height(), 320);
    EXPECT_GE(rig.stage->width(), 180);
}

} // namespace
} // namespace dub::test
