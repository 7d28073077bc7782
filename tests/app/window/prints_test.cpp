// Prints through the window: armed stems recorded in the run are what a render gives, and can be compared.

#include <fstream>

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
    [[nodiscard]] ui::PrintPort& prints() { return *rig.ports().prints; }
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

    [[nodiscard]] bool reached(SamplePos start, std::int64_t samples) {
        return WindowRig::until(
            [&, samples] { return rig.transport().state().heard > start + SampleCount{samples}; });
    }
    static void expect_same(const AudioBuffer& a, const AudioBuffer& b) {
        for (int c = 0; c < b.channels(); ++c)
            for (int i = 0; i < b.samples(); ++i)
                ASSERT_EQ(a.block().data(c)[i], b.block().data(c)[i]) << c << " " << i;
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
        SCOPED_TRACE(name);
        expect_same(read(std::string(name) + " 001.wav", heard), read(std::string(name) + " 002.wav", heard));
    }
}

TEST_F(WindowPrints, an_edit_during_the_take_makes_two_prints_of_it_each_with_the_session_it_was_made_from) {
    ASSERT_TRUE(prints().arm(stem("DX"), ui::Armed::yes));
    rig.key(Qt::Key_F12);
    rig.key(Qt::Key_Space);
    const SamplePos start = sample_of(rig.session(), rig.session().info->start);
    ASSERT_TRUE(reached(start, 48000));
    const auto fader = [&](double level) {
        return rig.document().apply(
            {{"set_parameter",
              {{"strip", ui::value("DX")}, {"parameter", ui::value("fader")}, {"value", ui::value(level)}}}},
            "Fader");
    };
    ASSERT_TRUE(fader(-6));
    ASSERT_TRUE(reached(start, 96000));
    ASSERT_TRUE(fader(0)); // as it was before
    ASSERT_TRUE(reached(start, 144000));
    rig.key(Qt::Key_Space);
    ASSERT_TRUE(WindowRig::until([&] { return rig.session().prints.size() == 1; })) << rig.newest_job().what;
    EXPECT_EQ(rig.newest_job().state, ui::JobState::done);
    EXPECT_EQ(rig.session().prints[0]->clips.size(), 3U);
    EXPECT_EQ(prints().unlaid(), 0U);
}

TEST_F(WindowPrints, a_stem_that_is_renamed_and_played_from_its_print_is_recorded_as_it_is_mixed) {
    prints().print({});
    ASSERT_TRUE(rig.job_ended());
    ASSERT_TRUE(prints().arm(stem("DX"), ui::Armed::yes));
    ASSERT_TRUE(rig.document().apply(
        {{"rename_bus", {{"bus", ui::value("DX")}, {"name", ui::value("DIA")}}},
         {"set_parameter",
          {{"strip", ui::value("DIA")}, {"parameter", ui::value("fader")}, {"value", ui::value(-6.0)}}}},
        "Rename"));
    rig.key(Qt::Key_F12);
    rig.key(Qt::Key_Backslash); // prints are heard, and not recorded again
    ASSERT_EQ(rig.ports().pec_direct->paddles().front().heard, ui::PecDirect::playback);
    rig.key(Qt::Key_Space);
    const SamplePos start = sample_of(rig.session(), rig.session().info->start);
    ASSERT_TRUE(reached(start, 96000));
    rig.key(Qt::Key_Space);
    ASSERT_TRUE(WindowRig::until([&] { return rig.document().history().back().name == "Print DIA"; }));
    prints().print({}); // the same, faster than real time
    ASSERT_TRUE(rig.job_ended());
    const SampleRange part{start + SampleCount{9600}, start + SampleCount{48000}};
    expect_same(read("DIA 001.wav", part), read("DIA 002.wav", part));
}

TEST_F(WindowPrints, what_ended_a_print_is_said_and_F12_does_not_begin_another_unasked) {
    ASSERT_TRUE(prints().arm(stem("DX"), ui::Armed::yes));
    rig.key(Qt::Key_F12);
    rig.key(Qt::Key_Space);
    const SamplePos start = sample_of(rig.session(), rig.session().info->start);
    ASSERT_TRUE(reached(start, 48000));
    rig.transport().locate(start + SampleCount{480000});
    ASSERT_TRUE(WindowRig::until([&] { return !prints().recording(); }));
    ASSERT_TRUE(
        WindowRig::until([&] { return rig.said().find("the transport jumped") != std::string::npos; }));
    rig.key(Qt::Key_F12);
    EXPECT_FALSE(prints().recording()) << rig.said();
    rig.key(Qt::Key_F12);
    EXPECT_TRUE(prints().recording()) << rig.said();
    rig.key(Qt::Key_Space);
    ASSERT_TRUE(WindowRig::until([&] { return rig.session().prints.size() == 1; }));
}

TEST_F(WindowPrints, a_recording_that_is_not_there_is_told_before_it_is_printed_as_silence) {
    std::filesystem::remove(scene.folder() / "FX.wav");
    rig.open(scene.file());
    ASSERT_TRUE(WindowRig::until([&] { return !rig.ports().missing->list().empty(); }));
    ASSERT_TRUE(prints().arm(stem("FX"), ui::Armed::yes));
    const SamplePos start = sample_of(rig.session(), rig.session().info->start);
    rig.key(Qt::Key_Space);
    ASSERT_TRUE(reached(start, 4800));
    rig.key(Qt::Key_F12);
    EXPECT_TRUE(prints().recording());
    ASSERT_TRUE(WindowRig::until([&] {
        return rig.said() == "A recording cannot be read: where it should sound, the print is silent.";
    })) << rig.said();
}

TEST_F(WindowPrints, a_print_that_could_not_be_laid_is_kept_and_laid_again) {
    ASSERT_TRUE(prints().arm(stem("DX"), ui::Armed::yes));
    std::ofstream(scene.folder() / "scene prints") << "in the way of the folder";
    rig.key(Qt::Key_F12);
    rig.key(Qt::Key_Space);
    ASSERT_TRUE(reached(sample_of(rig.session(), rig.session().info->start), 48000));
    rig.key(Qt::Key_Space);
    ASSERT_TRUE(WindowRig::until([&] { return prints().unlaid() == 1; }));
    EXPECT_TRUE(rig.session().prints.empty());
    std::filesystem::remove(scene.folder() / "scene prints");
    prints().lay_again();
    ASSERT_TRUE(WindowRig::until([&] { return rig.session().prints.size() == 1; }));
    EXPECT_EQ(prints().unlaid(), 0U);
}

TEST_F(WindowPrints, an_edit_makes_a_print_stale_where_it_is_heard_and_one_key_compares) {
    prints().print({});
    ASSERT_TRUE(rig.job_ended());
    ASSERT_TRUE(WindowRig::until([&] { return !prints().looking() && !prints().prints().empty(); }));
    for (const ui::PrintRow& row : prints().prints())
        EXPECT_TRUE(row.stale.empty()) << row.name;
    auto& paddles = *rig.ports().pec_direct;
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
    auto& hands = *rig.ports().hands;
    ASSERT_TRUE(prints().arm(stem("DX"), ui::Armed::yes));
    rig.key(Qt::Key_F12);
    rig.key(Qt::Key_Space);
    const SamplePos start = sample_of(rig.session(), rig.session().info->start);
    ASSERT_TRUE(reached(start, 24000));
    hands.move(owner, fader, -12);
    ASSERT_TRUE(reached(start, 48000));
    hands.let_go(owner, fader);
    ASSERT_TRUE(reached(start, 96000));
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
    EXPECT_EQ(rig.ports().pec_direct->paddles().front().heard, ui::PecDirect::playback);
}

} // namespace
} // namespace dub::test
