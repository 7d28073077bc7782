// Hands on the layer of the version that is heard: its trim and mute alone are written, and the main mix does
// not change by a bit.
#include "engine/session/edits/add_version.h"
#include "engine/session/edits/versions.h"
#include "tests/app/playback/ridden.h"
#include "tests/support/small_session.h"

namespace dub::app {
namespace {

class RiddenVersion : public Ridden {
  protected:
    RiddenVersion() {
        history.push("version", test::must(session::apply(history.now(),
                                                          session::AddVersion{"Nearfield", {}, "", "", {}})));
        nearfield = history.now().versions.front()->id;
        hear(nearfield);
        hands(session::HandsWrite::version);
    }
    void hear(VersionId version) {
        riding.hear(version);
        serve_until([&] { return player.up_to_date(); });
    }
    void hands(session::HandsWrite hands) {
        session::PassSettings settings = riding.settings();
        settings.hands = hands;
        riding.set(settings);
    }
    [[nodiscard]] session::VersionStrip layer() {
        return session::layer_of(*session::find_version(history.now(), nearfield), dx);
    }
    // As a file would be rendered.
    [[nodiscard]] test::Sound mix(SampleRange range) {
        return test::rendered(history.now(), recordings, range);
    }
    [[nodiscard]] test::Sound version(SampleRange range) {
        return test::rendered(*session::as_version(history.now(), nearfield), recordings, range);
    }
    [[nodiscard]] double newest_db() { return 20 * std::log10(device->heard[2].back() / 0.5); }

    VersionId nearfield;
    Control trim{dx, {{}, {}, "version.trim"}};
};

TEST_F(RiddenVersion, a_pass_is_in_the_versions_render_and_the_mix_is_bit_identical) {
    lane(fader, {{{0}, -6}, {{4 * second}, -10}});
    mode(AutomationMode::touch);
    const SampleRange range{{second}, {3 * second}};
    const test::Sound mix_before = mix(range);
    const session::Session untouched = history.now();
    play_from(second);
    run(second / 4);
    riding.touch(fader);
    EXPECT_EQ(riding.value(fader, player.heard()), 0) << "the fader is the trim";
    const std::size_t asked = device->heard[2].size();
    riding.move(fader, -20);
    run(second / 2);
    const auto& row = device->heard[2];
    const auto there = std::find_if(row.begin() + static_cast<std::ptrdiff_t>(asked), row.end(),
                                    [](float s) { return 20 * std::log10(s / 0.5F) < -25; });
    EXPECT_LT(there - row.begin() - static_cast<std::ptrdiff_t>(asked), 960) << "within 20 ms";
    riding.let_go(fader);
    run(second);
    const std::size_t entries = history.names().size();
    stop();
    ASSERT_EQ(history.names().size(), entries + 1);
    EXPECT_EQ(history.names().back(), "Pass (Nearfield): DX trim");
    EXPECT_EQ(history.now().tracks, untouched.tracks) << "the mix is the same, not only alike";
    EXPECT_EQ(history.now().routing, untouched.routing);
    EXPECT_EQ(mix(range), mix_before);
    const test::Sound ridden = version(range);
    EXPECT_NEAR(20 * std::log10(ridden[2][second / 2] / mix_before[2][second / 2]), -20, 0.11);
    EXPECT_EQ(ridden[2][100], mix_before[2][100]) << "before the hand came";
    EXPECT_NEAR(riding.value(fader, {second + second / 2}), -20, 0.11);
    ASSERT_TRUE(history.undo());
    EXPECT_TRUE(layer().says_nothing()) << "one undo takes back one pass";
}

TEST_F(RiddenVersion, what_was_written_was_heard) {
    mode(AutomationMode::latch);
    play_from(second);
    listen(second / 4);
    for (const double to : {-3.0, -12.0, -1.0}) {
        riding.move(fader, to);
        listen(second / 4);
    }
    riding.let_go(fader);
    stop();
    const session::VersionStrip made = layer();
    const auto all = all_heard();
    ASSERT_GT(all.size(), 200U);
    for (const Heard& one : all)
        ASSERT_NEAR(*session::value_at(made.lane, one.at, session::Taper::linear), one.db, 0.11)
            << one.at.value;
}

TEST_F(RiddenVersion, a_second_pass_leaves_the_first_one_outside_itself) {
    mode(AutomationMode::latch);
    for (const auto& [from, db] : {std::pair{second, -6.0}, {2 * second, -12.0}}) {
        play_from(from);
        run(second / 4);
        riding.move(fader, db);
        run(second / 2);
        riding.let_go(fader);
        stop();
    }
    const auto points = layer().lane;
    EXPECT_NEAR(*session::value_at(points, {second + second / 2}, session::Taper::linear), -6, 1e-9);
    EXPECT_NEAR(*session::value_at(points, {2 * second + second / 2}, session::Taper::linear), -12, 1e-9);
    EXPECT_EQ(points.back().value, 0);
}

TEST_F(RiddenVersion, what_stands_is_an_edit_of_the_layer) {
    const session::Session untouched = history.now();
    riding.move(fader, -4);
    riding.let_go(fader);
    EXPECT_EQ(history.names().back(), "Version trim of DX (Nearfield)");
    EXPECT_EQ(layer().trim, Db{-4});
    const Control mute{dx, {{}, {}, "mute"}};
    riding.move(mute, 1);
    riding.let_go(mute);
    EXPECT_EQ(history.names().back(), "Mute DX (Nearfield)");
    EXPECT_EQ(layer().muted, true);
    EXPECT_EQ(riding.value(mute, {}), 1);
    riding.move(mute, 0);
    riding.let_go(mute);
    EXPECT_FALSE(layer().muted) << "as the mix has it, and follows it";
    EXPECT_EQ(history.now().tracks, untouched.tracks);
}

TEST_F(RiddenVersion, what_the_layer_cannot_hold_is_refused_and_said) {
    const session::Session untouched = history.now();
    const Control pan{dx, {{}, {}, "pan.x"}};
    riding.move(pan, -0.5);
    riding.let_go(pan);
    EXPECT_EQ(history.now().tracks, untouched.tracks);
    const std::string said = riding.take_sentence();
    EXPECT_NE(said.find("DX pan was not changed"), std::string::npos) << said;
    EXPECT_NE(said.find("Nearfield"), std::string::npos) << said;
}

TEST_F(RiddenVersion, hands_on_the_mix_are_heard_through_the_version) {
    riding.move(fader, -6);
    riding.let_go(fader);
    serve_until([&] { return player.up_to_date(); });
    hands(session::HandsWrite::mix);
    EXPECT_EQ(riding.value(fader, {}), 0) << "the mix's own fader again";
    riding.move(fader, -3);
    riding.let_go(fader);
    EXPECT_EQ(history.names().back(), "Fader of DX");
    EXPECT_EQ(layer().trim, Db{-6});
    play_from(second);
    run(second / 4);
    EXPECT_NEAR(newest_db(), -9, 0.01);
    hear({});
    run(second / 4);
    EXPECT_NEAR(newest_db(), -3, 0.01);
    stop();
}

TEST_F(RiddenVersion, a_version_that_goes_is_heard_as_the_mix_until_it_is_back) {
    riding.move(fader, -6);
    riding.let_go(fader);
    const session::Session with = history.now();
    session::Session without = with;
    without.versions.clear();
    history.push("remove", without);
    EXPECT_FALSE(riding.version());
    EXPECT_EQ(riding.value(fader, {}), 0);
    EXPECT_EQ(riding.heard_of(history.now()).tracks, without.tracks);
    ASSERT_TRUE(history.undo());
    EXPECT_EQ(riding.version(), nearfield);
    EXPECT_EQ(riding.value(fader, {}), -6);
    ASSERT_TRUE(history.redo());
    riding.hear({}); // chosen while it is not there
    ASSERT_TRUE(history.undo());
    EXPECT_FALSE(riding.version());
}

TEST_F(RiddenVersion, a_change_of_what_hands_write_ends_the_pass_of_the_other) {
    mode(AutomationMode::latch);
    play_from(second);
    run(second / 4);
    riding.move(fader, -6);
    run(second / 4);
    hands(session::HandsWrite::mix);
    EXPECT_EQ(history.names().back(), "Pass (Nearfield): DX trim");
    run(second / 4);
    riding.move(fader, -3);
    run(second / 4);
    riding.let_go(fader);
    stop();
    EXPECT_EQ(history.names().back(), "Pass: DX fader");
    EXPECT_NEAR(lane_at(fader, second + 7 * second / 8), -3, 1e-9);
}

TEST_F(RiddenVersion, safe_faders_are_safe_in_the_version_too) {
    edit([&](session::Strip& strip) {
        strip.automation.mode = AutomationMode::latch;
        strip.automation.safe_parameters = {fader.address};
    });
    play_from(second);
    riding.move(fader, -10);
    run(second / 8);
    riding.let_go(fader);
    stop();
    EXPECT_TRUE(layer().lane.empty());
}

} // namespace
} // namespace dub::app
