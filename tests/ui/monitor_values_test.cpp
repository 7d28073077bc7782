// What the monitor section computes without a widget: where speakers stand, what is kept, what a calibration
// makes of its readings.

#include <cmath>

#include <gtest/gtest.h>

#include "tests/ui/fake_monitor.h"
#include "ui/monitor/calibration.h"
#include "ui/monitor/control.h"
#include "ui/monitor/kept.h"

namespace dub::ui {
namespace {

using monitor::Switch;

Place place(const char* layout, Speaker speaker) {
    const Layout all = *layout_named(layout);
    return places_of(all)[static_cast<std::size_t>(*all.find(speaker))];
}

TEST(Places, a_room_is_seen_from_above_with_its_screen_at_the_top) {
    EXPECT_EQ(place("7.1", Speaker::L), (Place{0, 0}));
    EXPECT_EQ(place("7.1", Speaker::C), (Place{0, 2}));
    EXPECT_EQ(place("7.1", Speaker::LFE), (Place{0, 3}));
    EXPECT_EQ(place("7.1", Speaker::R), (Place{0, 4}));
    EXPECT_EQ(place("7.1", Speaker::Lss), (Place{1, 0}));
    EXPECT_EQ(place("7.1", Speaker::Rrs), (Place{2, 4}));
    EXPECT_EQ(place("5.1", Speaker::Rs), (Place{1, 4}));
    EXPECT_EQ(place("7.1.4", Speaker::Ltf), (Place{1, 1}));
    EXPECT_EQ(place("7.1.4", Speaker::Rtr), (Place{3, 3}));
}

TEST(Places, no_two_speakers_stand_in_the_same_place) {
    for (const NamedLayout& named : layouts()) {
        const auto places = places_of(named.layout);
        for (std::size_t a = 0; a < places.size(); ++a)
            for (std::size_t b = 0; b < a; ++b)
                EXPECT_FALSE(places[a] == places[b]) << named.name << " " << a << " " << b;
    }
}

TEST(Arranging, a_first_start_fits_every_device) {
    for (const int channels : {1, 2, 6, 8, 16})
        for (const NamedLayout& home : layouts())
            EXPECT_TRUE(monitor::check(first_settings(home.layout, channels), channels))
                << home.name << " on " << channels;
    EXPECT_EQ(first_settings(*layout_named("7.1"), 8).sets[0].layout, *layout_named("7.1"));
    EXPECT_EQ(first_settings(*layout_named("7.1"), 6).sets[0].layout, *layout_named("5.1"));
    EXPECT_EQ(first_settings(*layout_named("7.1"), 2).sets[0].layout, *layout_named("2.0"));
}

TEST(Arranging, other_speakers_keep_the_controls_of_those_that_stay) {
    auto set = monitor::plain_set("A", *layout_named("7.1"));
    set.controls[static_cast<std::size_t>(*set.layout.find(Speaker::C))].trim = {-3};
    set.crossover = Hz{80};
    const auto narrow = rearranged(set, *layout_named("3.0"), 8);
    EXPECT_EQ(narrow.controls[static_cast<std::size_t>(*narrow.layout.find(Speaker::C))].trim.value, -3);
    EXPECT_FALSE(narrow.crossover) << "there is no sub any more";
    EXPECT_EQ(rearranged(set, *layout_named("7.1.4"), 8).patch.back(), -1) << "the device ends at 8";
}

TEST(Arranging, a_taken_output_is_traded) {
    const auto set = patched(monitor::plain_set("A", *layout_named("5.1")), 0, 5);
    EXPECT_EQ(set.patch, (std::vector{5, 1, 2, 3, 4, 0}));
    EXPECT_EQ(patched(set, 0, -1).patch.front(), -1);
}

// Nothing of it is as it begins.
monitor::MonitorSettings unusual() {
    monitor::MonitorSettings all = first_settings(*layout_named("7.1.4"), 16);
    all.source = "Musik für \"Akt 2\"";
    all.listen = monitor::Listen::lo_ro;
    all.mono = all.dim = all.mute = all.headphones.on = Switch::on;
    all.level_spl = 81.5;
    all.surrounds = {-3};
    all.dim_db = 12;
    all.set = 1;
    auto& set = all.sets[0];
    set.name = "Große";
    set.patch[0] = -1;
    set.controls[1] = {Switch::on, Switch::on, Switch::on, {-2.3}, 11.7};
    set.reference_spl = 83.2;
    set.crossover = Hz{90};
    set.lfe = {4};
    all.headphones.patch = {14, 15};
    all.headphones.level = {-31.5};
    all.input = {*layout_named("5.1"), {6, 7, -1, 3, 2, 1}};
    return all;
}

TEST(Kept, what_is_kept_comes_back) {
    const auto all = unusual();
    const auto back = restored(kept_text(all), {}, 16);
    EXPECT_EQ(back.sentence, "");
    EXPECT_TRUE(back.settings == all);
}

TEST(Kept, nothing_starts_by_making_noise) {
    auto noisy = unusual();
    noisy.noise = Speaker::C;
    EXPECT_FALSE(restored(kept_text(noisy), {}, 16).settings.noise);
}

TEST(Kept, damage_is_told_and_the_fallback_taken) {
    const auto fallback = first_settings(*layout_named("2.0"), 2);
    const std::string good = kept_text(unusual());
    const auto replaced = [&](const std::string& what, const std::string& by) {
        std::string text = good;
        const auto at = text.find(what);
        EXPECT_NE(at, std::string::npos) << what;
        return text.replace(at, what.size(), by);
    };
    for (const std::string& text :
         {std::string("{"), std::string("[]"), good.substr(0, good.size() / 2), std::string(1 << 17, ' '),
          replaced("\"level_spl\":81.5", "\"level_spl\":300"), replaced("\"dim\":true", "\"dim\":1"),
          replaced("\"patch\":[-1", "\"patch\":[0.5"), replaced("\"patch\":[-1", "\"patch\":[1e300"),
          replaced("\"set\":1", "\"set\":2"), replaced("\"Lo/Ro\"", "\"9.1\""),
          replaced("\"speakers\":[\"L\"", "\"speakers\":[\"R\""),
          replaced("\"crossover_hz\":90", "\"crossover_hz\":\"x\""), replaced("[14,15]", "[14]")}) {
        const auto back = restored(text, fallback, 16);
        EXPECT_TRUE(back.settings == fallback) << text;
        EXPECT_NE(back.sentence.find("starts as new"), std::string::npos) << text;
    }
    EXPECT_NE(restored(replaced("\"dim\":true", "\"dim\":1"), fallback, 16).sentence.find("dim"),
              std::string::npos);
}

TEST(Kept, what_the_device_cannot_do_falls_back_and_says_so) {
    const auto fallback = first_settings(*layout_named("2.0"), 2);
    const auto back = restored(kept_text(unusual()), fallback, 2);
    EXPECT_TRUE(back.settings == fallback);
    EXPECT_NE(back.sentence.find("channel"), std::string::npos);
    EXPECT_EQ(restored("", fallback, 2).sentence, "") << "a first start is no damage";
}

class Calibrating : public ::testing::Test {
  protected:
    monitor::MonitorSettings before = first_settings(*layout_named("5.1"), 6);
};

// The oracle is the room: a speaker that gives `room` dB SPL for the noise at 0 dB gives the level that is
// asked for once the gain of the monitor is applied.
TEST_F(Calibrating, makes_every_speaker_as_loud_as_the_level_says) {
    const std::map<Speaker, double> room{
        {Speaker::L, 84}, {Speaker::R, 86.5}, {Speaker::C, 83}, {Speaker::Ls, 80}, {Speaker::Rs, 90}};
    before.sets[0].controls[0].trim = {7}; // of an older day
    Calibration calibration(before);
    EXPECT_EQ(calibration.count(), 5) << "not the sub";
    EXPECT_EQ(calibration.speaker(), Speaker::C) << "the one the others are compared with";
    while (const auto speaker = calibration.speaker()) {
        const auto sounding = calibration.settings();
        EXPECT_EQ(sounding.noise, speaker);
        EXPECT_FLOAT_EQ(speaker_gains(sounding, sounding.sets[0])[static_cast<std::size_t>(*speaker)], 1);
        calibration.read(room.at(*speaker));
    }
    auto after = calibration.result();
    EXPECT_FALSE(after.noise);
    after.level_spl = 79;
    const auto gains = speaker_gains(after, after.sets[0]);
    for (const auto& [speaker, spl] : room)
        EXPECT_NEAR(spl + 20 * std::log10(gains[static_cast<std::size_t>(speaker)]), 79, 1e-4)
            << label(speaker);
}

TEST_F(Calibrating, goes_back_to_read_again) {
    Calibration calibration(before);
    calibration.read(85);
    calibration.read(80);
    calibration.back();
    EXPECT_EQ(calibration.reading(), 80);
    calibration.read(81);
    EXPECT_TRUE(calibration.result() == before) << "not all are read";
}

TEST_F(Calibrating, says_what_to_do_at_every_step) {
    Calibration calibration(before);
    EXPECT_NE(calibration.preparation().find("C first"), std::string::npos);
    EXPECT_NE(calibration.sentence().find("from C alone"), std::string::npos);
    while (calibration.speaker())
        calibration.read(85);
    EXPECT_NE(calibration.sentence().find("C gives 85.0 dB SPL"), std::string::npos);
    before.sets[0].patch.assign(6, -1);
    EXPECT_NE(Calibration(before).preparation().find("connected"), std::string::npos);
}

class Controlling : public ::testing::Test {
  protected:
    void run(const std::string& id) {
        for (const Command& command : control.commands())
            if (command.id == id) return command.run();
        ADD_FAILURE() << "no command " << id;
    }
    test::FakeMonitor port;
    MonitorControl control{port};
};

TEST_F(Controlling, every_command_does_what_its_name_says) {
    run("monitor.dim");
    run("monitor.mute");
    run("monitor.mono");
    run("monitor.headphones");
    EXPECT_EQ(port.now.dim, Switch::on);
    EXPECT_EQ(port.now.mute, Switch::on);
    EXPECT_EQ(port.now.mono, Switch::on);
    EXPECT_EQ(port.now.headphones.on, Switch::on);
    run("monitor.speakers");
    EXPECT_EQ(port.now.set, 1);
    run("monitor.speakers");
    EXPECT_EQ(port.now.set, 0);
    run("monitor.listen-lo-ro");
    EXPECT_EQ(port.now.listen, monitor::Listen::lo_ro);
    run("monitor.listen-mono");
    EXPECT_EQ(port.now.listen, monitor::Listen::mono);
    run("monitor.listen-5-1");
    EXPECT_EQ(port.now.listen, monitor::Listen::five_one);
    run("monitor.listen-7-1");
    EXPECT_EQ(port.now.listen, monitor::Listen::seven_one);
    run("monitor.listen-as-it-is");
    EXPECT_EQ(port.now.listen, monitor::Listen::as_it_is);
    run("monitor.level-85-82");
    EXPECT_EQ(port.now.level_spl, 85);
    EXPECT_EQ(port.now.surrounds.value, -3);
    for (const int level : {82, 79, 76}) {
        run("monitor.level-" + std::to_string(level));
        EXPECT_EQ(port.now.level_spl, level);
        EXPECT_EQ(port.now.surrounds.value, 0);
    }
}

TEST_F(Controlling, sources_go_round) {
    run("monitor.source-previous");
    EXPECT_EQ(port.now.source, "minus dialogue");
    run("monitor.source-next");
    run("monitor.source-next");
    EXPECT_EQ(port.now.source, "DX");
    port.now.source = "a stem that is gone";
    run("monitor.source-next");
    EXPECT_EQ(port.now.source, "printmaster");
}

TEST_F(Controlling, level_stays_in_its_range) {
    for (int step = 0; step < 100; ++step)
        run("monitor.level-up");
    EXPECT_EQ(port.now.level_spl, highest_spl);
    run("monitor.level-down");
    EXPECT_EQ(port.now.level_spl, highest_spl - 1);
}

TEST_F(Controlling, what_does_not_fit_is_said_and_changes_nothing) {
    std::string said;
    control.say = [&](const std::string& sentence) { said = sentence; };
    port.channels = 4;
    const auto before = port.now;
    run("monitor.dim");
    EXPECT_NE(said.find("channel 5"), std::string::npos) << said;
    EXPECT_TRUE(port.now == before);
}

} // namespace
} // namespace dub::ui
