// Prints through the window: armed stems recorded in the run are what a render gives, and can be compared.

#include <gtest/gtest.h>

#include "formats/wave/wave_reader.h"
#include "tests/app/window/window_rig.h"
#include "tests/support/small_session.h"
#include "ui/console/console.h"
#include "ui/console/strip_view.h"
#include "ui/edit_values.h"

namespace dub::test {
namespace {

class WindowPrints : public testing::Test {
  protected:
    void SetUp() override { rig.open(scene.file()); }
    [[nodiscard]] ui::PrintPort& prints() { return *rig.window.composition()->ports().prints; }
    [[nodiscard]] BusId stem(const char* name) { return session::find_bus(rig.session(), name)->id; }
    // Sound of a file, from a place on the timeline.
    [[nodiscard]] AudioBuffer read(const std::string& name, SampleRange range) {
        auto reader = must(wave::WaveReader::open(scene.folder() / "scene prints" / name));
        const auto start = reader->info().bext->time_reference;
        AudioBuffer sound(reader->format().layout.channels(), static_cast<int>(range.length().value));
        const auto done = reader->read({(range.start - start).value}, sound.block());
        EXPECT_TRUE(done);
        return sound;
    }

    SceneOnDisk scene;
    WindowRig rig;
};

TEST_F(WindowPrints, armed_stems_recorded_in_the_run_are_the_render_to_the_bit_and_can_be_compared) {
    rig.key(Qt::Key_F12);
    EXPECT_EQ(rig.said(), "No stem is armed: press R on the strips of those to be printed.");
    for (const char* const name : {"DX", "MX"})
        ASSERT_TRUE(prints().arm(stem(name), ui::Armed::yes));
    rig.key(Qt::Key_F12);
    rig.key(Qt::Key_Space);
    const SamplePos start = sample_of(rig.session(), rig.session().info->start);
    ASSERT_TRUE(WindowRig::until([&] { return rig.transport().state().heard > start + SampleCount{72000}; }));
    EXPECT_TRUE(prints().recording());
    rig.key(Qt::Key_F12);
    EXPECT_FALSE(prints().recording());
    ASSERT_TRUE(WindowRig::until([&] { return rig.transport().state().heard > start + SampleCount{96000}; }));
    rig.key(Qt::Key_Space);
    ASSERT_TRUE(WindowRig::until([&] { return rig.session().prints.size() == 2; }));
    EXPECT_EQ(rig.document().history().back().name, "Print DX, MX");
    const SampleRange heard = rig.session().prints[0]->clips.front()->place;
    EXPECT_LT(heard.start, start + SampleCount{4800});
    EXPECT_GT(heard.length(), SampleCount{60000});

    prints().print({}); // the same, faster than real time
    ASSERT_TRUE(rig.job_ended());
    for (const char* const name : {"DX", "MX"}) {
        const AudioBuffer in_the_run = read(std::string(name) + " 001.wav", heard);
        const AudioBuffer rendered = read(std::string(name) + " 002.wav", heard);
        for (int c = 0; c < rendered.channels(); ++c)
            for (int i = 0; i < rendered.samples(); ++i)
                ASSERT_EQ(in_the_run.block().data(c)[i], rendered.block().data(c)[i])
                    << name << c << " " << i;
    }
}

TEST_F(WindowPrints, an_edit_makes_a_print_stale_where_it_is_heard_and_one_key_compares) {
    prints().print({});
    ASSERT_TRUE(rig.job_ended());
    ASSERT_TRUE(WindowRig::until([&] { return !prints().looking() && !prints().prints().empty(); }));
    for (const ui::PrintRow& row : prints().prints())
        EXPECT_TRUE(row.stale.empty()) << row.name;
    auto& paddles = *rig.window.composition()->ports().pec_direct;
    EXPECT_EQ(paddles.paddles().front().heard, ui::PecDirect::direct);
    rig.key(Qt::Key_Backslash);
    for (const ui::StemPaddle& one : paddles.paddles())
        EXPECT_EQ(one.heard, ui::PecDirect::playback);
    rig.key(Qt::Key_Backslash);
    EXPECT_EQ(paddles.paddles().front().heard, ui::PecDirect::direct);

    ASSERT_TRUE(rig.document().apply(
        {{"set_mute", {{"strips", ui::value(std::vector<std::string>{"MX"})}, {"muted", ui::value(true)}}}},
        "Mute MX"));
    ASSERT_TRUE(WindowRig::until([&] {
        return !prints().looking() && std::ranges::any_of(prints().prints(), [](const ui::PrintRow& row) {
            return !row.stale.empty();
        });
    }));
    for (const ui::PrintRow& row : prints().prints())
        EXPECT_EQ(row.stale.empty(), row.bus != "MX") << row.bus;
}

TEST_F(WindowPrints, a_ride_that_is_printed_while_it_is_written_does_not_make_the_print_stale) {
    ASSERT_TRUE(rig.document().apply(
        {{"set_automation",
          {{"strips", ui::value(std::vector<std::string>{"DX"})}, {"mode", ui::value("touch")}}}},
        "Touch"));
    const session::StripOwner owner{.track = {}, .bus = stem("DX"), .vca = {}};
    const session::ParameterAddress fader{{}, {}, "fader"};
    auto& hands = *rig.window.composition()->ports().hands;
    ASSERT_TRUE(prints().arm(stem("DX"), ui::Armed::yes));
    rig.key(Qt::Key_F12);
    rig.key(Qt::Key_Space);
    const SamplePos start = sample_of(rig.session(), rig.session().info->start);
    const auto reached = [&](std::int64_t samples) {
        return WindowRig::until(
            [&, samples] { return rig.transport().state().heard > start + SampleCount{samples}; });
    };
    ASSERT_TRUE(reached(24000));
    hands.move(owner, fader, -12);
    ASSERT_TRUE(reached(48000));
    hands.let_go(owner, fader);
    ASSERT_TRUE(reached(96000));
    rig.key(Qt::Key_Space);
    ASSERT_TRUE(WindowRig::until([&] { return rig.session().prints.size() == 1; }));
    EXPECT_FALSE(session::find_bus(rig.session(), "DX")->strip->lanes.empty()) << "the ride was written";
    ASSERT_TRUE(WindowRig::until([&] { return !prints().looking() && !prints().prints().empty(); }));
    EXPECT_TRUE(prints().prints().front().stale.empty());
    EXPECT_TRUE(prints().prints().front().unknown.empty());
}

TEST_F(WindowPrints, the_buttons_of_a_stem_arm_and_turn) {
    rig.key(Qt::Key_Equal, Qt::ControlModifier);
    auto& console = *child_of<ui::Console>(rig.window);
    ui::StripView& strip = *console.strip({.track = {}, .bus = stem("DX")});
    const auto button = [&](const QString& name) {
        for (auto* const one : strip.findChildren<QAbstractButton*>())
            if (one->accessibleName() == name) return one;
        throw std::logic_error("there is no " + name.toStdString());
    };
    QTest::mouseClick(button(QStringLiteral("Arm print of DX")), Qt::LeftButton);
    EXPECT_EQ(prints().armed(stem("DX")), ui::Armed::yes);
    EXPECT_FALSE(button(QStringLiteral("Print of DX or direct"))->isEnabled());
    prints().print({});
    ASSERT_TRUE(rig.job_ended());
    ASSERT_EQ(rig.session().prints.size(), 1U) << "the armed one alone";
    ASSERT_TRUE(
        WindowRig::until([&] { return button(QStringLiteral("Print of DX or direct"))->isEnabled(); }));
    QTest::mouseClick(button(QStringLiteral("Print of DX or direct")), Qt::LeftButton);
    EXPECT_EQ(rig.window.composition()->ports().pec_direct->paddles().front().heard, ui::PecDirect::playback);
}

} // namespace
} // namespace dub::test
