// The list of markers, and what dialogs make of what is typed: a marker, fades, a reel, a place to spot to,
// rolls.

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>

#include "engine/session/edits/add_marker.h"
#include "engine/session/edits/add_segment.h"
#include "tests/ui/timeline_rig.h"
#include "ui/markers/marker_dialog.h"
#include "ui/markers/markers_panel.h"
#include "ui/markers/reel_dialog.h"
#include "ui/timeline/fades_dialog.h"
#include "ui/timeline/spot_dialog.h"
#include "ui/transport/transport_bar.h"

namespace dub::test {
namespace {

using namespace ui;

template <class Widget> Widget& named(QWidget& parent, const char* name) {
    for (Widget* const one : parent.findChildren<Widget*>())
        if (one->accessibleName() == QLatin1String(name)) return *one;
    throw std::logic_error(std::string("no control called ") + name);
}

session::Session with_markers() {
    session::Session session = small_session();
    const FramePos start = session.info->start;
    session = must(apply(session, session::AddMarker{start + FrameCount{24}, "Anna enters", ""}));
    return must(apply(session, session::AddMarker{start + FrameCount{48}, "gunshot", "#EB5757", "too soft"}));
}

class Markers : public ::testing::Test {
  protected:
    Markers() {
        panel.go_to = [this](SamplePos at) { gone_to = at; };
        panel.ask = [this](MarkerId marker) { asked = marker; };
        fakes.document.changed = [this](const session::Session& now) { panel.show(now); };
        panel.resize(400, 300);
        panel.show();
    }
    [[nodiscard]] QPoint middle_of(int row) { return list.visualItemRect(list.topLevelItem(row)).center(); }

    FakePorts fakes{with_markers()};
    MarkersPanel panel{fakes.document};
    QTreeWidget& list = named<QTreeWidget>(panel, "List of markers");
    SamplePos gone_to;
    MarkerId asked;
};

TEST_F(Markers, a_click_goes_there_and_a_double_click_asks_what_it_says) {
    ASSERT_EQ(list.topLevelItemCount(), 2);
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, middle_of(1));
    EXPECT_EQ(gone_to, from_start(2 * 48000));
    QTest::mouseDClick(list.viewport(), Qt::LeftButton, {}, middle_of(1));
    EXPECT_EQ(asked, (*fakes.document.now().markers)[1].id);
}

TEST_F(Markers, what_is_typed_narrows_the_list_by_name_and_comment_and_numbers_stay) {
    QTest::keyClicks(&named<QLineEdit>(panel, "Search markers"), "SOFT");
    ASSERT_EQ(list.topLevelItemCount(), 1);
    EXPECT_EQ(list.topLevelItem(0)->text(0), "2");
    EXPECT_EQ(list.topLevelItem(0)->text(1), "01:00:02:00");
}

TEST_F(Markers, del_removes_the_chosen_one_as_one_entry) {
    list.setCurrentItem(list.topLevelItem(0));
    QTest::keyClick(&list, Qt::Key_Delete);
    EXPECT_EQ(fakes.document.now().markers->size(), 1U);
    EXPECT_EQ(list.topLevelItemCount(), 1);
    EXPECT_EQ(fakes.document.history().back().name, "Remove marker Anna enters");
}

class Answer : public ::testing::Test {
  protected:
    void ok() { dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok)->click(); }
    session::Session session = with_markers();
    std::optional<Edit> made;
    MarkerDialog dialog{session, session.markers->front(),
                        [this](const Edit& edit) -> Result<void> {
                            made = edit;
                            return {};
                        },
                        nullptr};
};

TEST_F(Answer, only_what_is_another_now_is_in_the_edit) {
    named<QLineEdit>(dialog, "Name").setText("Anna runs");
    named<QLineEdit>(dialog, "Position").setText("+12");
    named<QPlainTextEdit>(dialog, "Comment").setPlainText("louder");
    ok();
    ASSERT_TRUE(made);
    const auto after = must(session::find_edit("set_marker")->apply(session, made->arguments));
    EXPECT_EQ(after.markers->front().name, "Anna runs");
    EXPECT_EQ(after.markers->front().at, session.markers->front().at + FrameCount{12});
    EXPECT_EQ(after.markers->front().comment, "louder");
    EXPECT_FALSE(made->arguments.contains("colour"));
}

TEST_F(Answer, a_position_that_is_none_is_said_and_the_dialog_stays) {
    dialog.show();
    named<QLineEdit>(dialog, "Position").setText("half past two");
    ok();
    EXPECT_FALSE(made);
    EXPECT_TRUE(dialog.isVisible());
    EXPECT_TRUE(named<QLabel>(dialog, "What is wrong").text().contains("half past two"));
}

TEST(Fades, the_dialog_says_which_how_long_and_which_shape) {
    ui::timeline::FadesDialog dialog(
        {48000}, [](const ui::timeline::FadeWish&) {}, nullptr);
    named<QDoubleSpinBox>(dialog, "Fade in length").setValue(250);
    named<QComboBox>(dialog, "Fade in shape").setCurrentText("s-curve");
    for (QCheckBox* const one : dialog.findChildren<QCheckBox*>())
        if (one->text() == "Crossfade") one->setChecked(false);
    const auto wish = dialog.wish();
    EXPECT_EQ(wish.in, (session::Fade{{12000}, session::FadeCurve::s_curve}));
    EXPECT_EQ(wish.out, (session::Fade{{480}, session::FadeCurve::equal_power}));
    EXPECT_FALSE(wish.cross);
}

TEST(Reel, the_last_frame_is_the_one_that_is_seen_and_the_leader_counts_frames) {
    session::Session session = small_session();
    const FramePos start = session.info->start;
    session::AddSegment add;
    add.segment.name = "R1";
    add.segment.action = {start, start + FrameCount{240}};
    session = must(apply(session, add));
    std::optional<Edit> made;
    ReelDialog dialog(
        session, session.segments->front(),
        [&](const Edit& edit) -> Result<void> {
            made = edit;
            return {};
        },
        nullptr);
    EXPECT_EQ(named<QLineEdit>(dialog, "LFOA").text(), "01:00:09:23");
    named<QLineEdit>(dialog, "LFOA").setText("01:00:19:23");
    named<QLineEdit>(dialog, "Leader, frames").setText("192");
    named<QCheckBox>(dialog, "2-pop").setChecked(true);
    dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok)->click();
    ASSERT_TRUE(made);
    const auto after = must(session::find_edit("set_segment")->apply(session, made->arguments));
    const session::Segment& reel = after.segments->front();
    EXPECT_EQ(reel.action, (FrameRange{start, start + FrameCount{480}}));
    EXPECT_EQ(reel.leader.value, 192);
    EXPECT_TRUE(reel.two_pop);
    EXPECT_FALSE(reel.tail_pop);
}

class Spot : public ::testing::Test {
  protected:
    void ok() { dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok)->click(); }
    session::Session session = two_lines_and_a_door();
    std::optional<SamplePos> to;
    ui::timeline::SpotDialog dialog{session, *session::find_track(session, "FX 1")->clips[0],
                                    from_start(10 * 48000), [this](SamplePos at) { to = at; }, nullptr};
};

TEST_F(Spot, the_time_stamp_is_offered_and_the_end_moves_the_start) {
    EXPECT_EQ(named<QLineEdit>(dialog, "Start").text(), "01:00:10:00");
    QLineEdit& end = named<QLineEdit>(dialog, "End");
    end.selectAll();
    QTest::keyClicks(&end, "01:00:30:00");
    EXPECT_EQ(named<QLineEdit>(dialog, "Start").text(), "01:00:29:00") << "it is a second long";
    ok();
    EXPECT_EQ(to, from_start(29 * 48000));
}

TEST_F(Spot, what_is_no_timecode_goes_nowhere) {
    QLineEdit& start = named<QLineEdit>(dialog, "Start");
    start.selectAll();
    QTest::keyClicks(&start, "noon");
    ok();
    EXPECT_FALSE(to);
    EXPECT_TRUE(named<QLabel>(dialog, "What is wrong").text().contains("noon"));
}

TEST(Rolls, their_lengths_are_typed_into_the_bar) {
    FakePorts fakes(small_session());
    TransportControl control(fakes.transport, fakes.document);
    TransportBar bar(fakes.ports, control);
    named<QDoubleSpinBox>(bar, "Pre-roll").setValue(1.5);
    EXPECT_EQ(control.roll.pre_seconds, 1.5);
    control.roll.post_seconds = 4;
    bar.tick(fakes.transport.now);
    EXPECT_EQ(named<QDoubleSpinBox>(bar, "Post-roll").value(), 4);
}

} // namespace
} // namespace dub::test
