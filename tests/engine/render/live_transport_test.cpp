// Play, stop, locate, loop, hands on faders, and other speeds: told by a recording whose samples say where
// they come from.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "engine/session/parameters/strip.h"
#include "tests/support/live_rig.h"

namespace dub::test {
namespace {

using session::Session;

// Exact in a float, and different at each of 65536 places in a row.
double code(std::int64_t at) { return static_cast<double>(at % 65536) / 131072 + 0.25; }

// One track in C at unity.
struct Stage {
    explicit Stage(
        Formula formula = [](int, std::int64_t at) { return code(at); }, session::Strip strip = {}) {
        recordings.set(
            add_track(session, {.name = "T", .place = {{0}, {4800000}}, .strip = std::move(strip)}),
            std::move(formula));
    }
    Session session = empty_session(*layout_named("5.1"));
    Recordings recordings;
};
constexpr std::size_t centre = 2;
const session::ParameterAddress fader{{}, {}, "fader"};

session::StripOwner owner_of(const Session& session) { return {session.tracks.front()->id, {}}; }

// Every sample comes from the place it is said to come from, but within a quantum after a start or a turn.
void expect_true_places(const LiveRig& rig, int at_least) {
    const auto& recorder = rig.recorder;
    std::size_t since = 0;
    int compared = 0;
    for (std::size_t i = 1; i < recorder.places.size(); ++i) {
        const bool goes_on = recorder.speeds[i] == 1 && recorder.speeds[i - 1] == 1 &&
                             recorder.places[i] - recorder.places[i - 1] == SampleCount{1};
        since = goes_on ? since + 1 : 0;
        if (since <= 2 * plan::quantum) continue; // a tail may last as long as the fade
        ++compared;
        ASSERT_EQ(rig.heard(0, centre)[i], static_cast<float>(code(recorder.places[i].value))) << i;
    }
    EXPECT_GT(compared, at_least);
}

TEST(LiveTransport, every_sample_comes_from_the_place_it_is_said_to) {
    Stage stage;
    LiveRig rig(stage.recordings);
    rig.give(stage.session);
    Dice dice(3);
    for (int step = 0; step < 40; ++step) {
        rig.driver.locate({dice.whole(0, 4000000)});
        if (dice.chance(0.8)) rig.driver.play();
        rig.run(dice.whole(1, 3000));
        if (dice.chance(0.3)) rig.driver.stop();
        rig.run(dice.whole(1, 700));
    }
    expect_true_places(rig, 10000);
    EXPECT_EQ(rig.driver.state().misses, 0U);
}

TEST(LiveTransport, stop_leaves_the_position_where_it_was_heard_and_play_goes_on_there) {
    Stage stage;
    LiveRig rig(stage.recordings);
    rig.give(stage.session);
    rig.driver.locate({12345});
    rig.driver.play();
    rig.run(1001);
    EXPECT_EQ(rig.driver.state().position, SamplePos{12345 + 1001});
    rig.driver.stop();
    rig.run(500);
    EXPECT_EQ(rig.driver.state().position, SamplePos{12345 + 1001});
    EXPECT_FALSE(rig.driver.state().playing);
    const Row& heard = rig.heard(0, centre);
    EXPECT_LT(bend(heard, 900, heard.size()), 0.02); // faded, not cut
    EXPECT_EQ(heard[1001 + 64], 0.0F);
    EXPECT_EQ(heard.back(), 0.0F);
    rig.driver.play();
    rig.run(1000);
    EXPECT_EQ(rig.driver.state().position, SamplePos{12345 + 2001});
    expect_true_places(rig, 1500);
}

TEST(LiveTransport, a_loop_of_any_length_turns_on_its_sample_and_is_crossfaded) {
    Stage stage([](int, std::int64_t at) { return 0.5 * std::sin(static_cast<double>(at) * 0.01); });
    for (const std::int64_t length : {513, 1001, 2002, 4096}) {
        LiveRig rig(stage.recordings);
        rig.give(stage.session);
        const SampleRange loop{{100003}, {100003 + length}};
        rig.driver.loop(loop);
        rig.driver.locate({100010});
        rig.driver.play();
        rig.run(20000);
        std::int64_t turns = 0;
        for (std::size_t i = 1; i < rig.recorder.places.size(); ++i) {
            const SamplePos before = rig.recorder.places[i - 1], now = rig.recorder.places[i];
            if (now == loop.start) ++turns;
            ASSERT_EQ(now, before + SampleCount{1} == loop.end ? loop.start : before + SampleCount{1}) << i;
        }
        EXPECT_EQ(turns, (20000 - 1 + 7) / length);
        EXPECT_LT(bend(rig.heard(0, centre), 100, 20000), 0.05);
    }
}

TEST(LiveTransport, play_that_begins_behind_a_loop_does_not_turn) {
    Stage stage;
    LiveRig rig(stage.recordings);
    rig.give(stage.session);
    rig.driver.loop(SampleRange{{1000}, {2000}});
    rig.driver.locate({2001});
    rig.driver.play();
    rig.run(5000);
    EXPECT_EQ(rig.driver.state().position, SamplePos{7001});
}

TEST(LiveTransport, a_moved_fader_is_heard_at_once_smoothly_and_until_released) {
    Stage stage(steady(0.5));
    LiveRig rig(stage.recordings);
    rig.give(stage.session);
    rig.driver.play();
    for (int b = 0; b < 20; ++b)
        rig.block(256);
    ASSERT_TRUE(rig.driver.move(owner_of(stage.session), fader, -20));
    for (int b = 0; b < 20; ++b)
        rig.block(256);
    const Row& heard = rig.heard(0, centre);
    const std::size_t moved = 20 * 256;
    EXPECT_EQ(heard[moved - 1], 0.5F);
    EXPECT_LT(heard[moved + 64 + 64], 0.5F);                // on its way within two quanta
    EXPECT_NEAR(heard[moved + 64 + 256 + 1], 0.05, 1e-6);   // there within 20 ms: 960 samples
    EXPECT_LT(bend(heard, moved - 10, moved + 1000), 0.01); // no step: that would be 0.45
    ASSERT_TRUE(rig.driver.release(owner_of(stage.session), fader));
    for (int b = 0; b < 20; ++b)
        rig.block(256);
    EXPECT_EQ(heard.back(), 0.5F);
    EXPECT_FALSE(rig.driver.move(owner_of(stage.session), {{}, {}, "no such thing"}, 1));
}

TEST(LiveTransport, a_closed_fader_and_a_mute_open_under_the_hand) {
    for (const bool muted : {false, true}) {
        session::Strip strip;
        strip.values.set(muted ? session::strip::mute : session::strip::fader,
                         muted ? 1 : session::strip::fader_min_db);
        Stage stage(steady(0.5), std::move(strip));
        LiveRig rig(stage.recordings);
        rig.give(stage.session);
        rig.driver.play();
        rig.run(2000);
        EXPECT_EQ(rig.heard(0, centre).back(), 0.0F);
        ASSERT_TRUE(rig.driver.move(owner_of(stage.session), {{}, {}, muted ? "mute" : "fader"}, 0));
        rig.run(2000);
        EXPECT_EQ(rig.heard(0, centre).back(), 0.5F);
        EXPECT_LT(bend(rig.heard(0, centre), 100, 4000), 0.02);
    }
}

TEST(LiveTransport, the_plan_that_holds_a_move_takes_it_over_and_another_keeps_it) {
    Stage stage(steady(0.5));
    LiveRig rig(stage.recordings);
    rig.give(stage.session);
    rig.driver.play();
    rig.run(2000);
    ASSERT_TRUE(rig.driver.move(owner_of(stage.session), fader, -20));
    rig.run(2000);
    rig.give(stage.session, printmaster(), render::Moves::kept);
    rig.run(2000);
    EXPECT_NEAR(rig.heard(0, centre).back(), 0.05, 1e-6);
    Session written = stage.session;
    change_track(written, "T", [](session::Track& track) {
        session::Strip strip;
        strip.values.set(session::strip::fader, -20);
        track.strip = std::make_shared<const session::Strip>(std::move(strip));
    });
    rig.give(written);
    rig.run(2000);
    EXPECT_LT(bend(rig.heard(0, centre), 4500, 8000), 1e-4); // it was there already
    rig.give(stage.session);                                 // undone
    rig.run(2000);
    EXPECT_EQ(rig.heard(0, centre).back(), 0.5F);
}

// How often the sound goes up through zero, in Hz.
double pitch(const Row& row, std::size_t from, std::size_t to) {
    int passes = 0;
    for (std::size_t i = from + 1; i < to; ++i)
        passes += row[i - 1] < 0 && row[i] >= 0 ? 1 : 0;
    return passes * 48000.0 / static_cast<double>(to - from);
}

TEST(LiveSpeed, varispeed_moves_pitch_and_position) {
    for (const double speed : {0.25, 0.5, 0.9, 1.25, 2.0}) {
        Stage stage([](int, std::int64_t at) {
            return 0.5 * std::sin(2 * std::numbers::pi * 1000 * static_cast<double>(at) / 48000);
        });
        LiveRig rig(stage.recordings);
        rig.give(stage.session);
        rig.driver.speed(speed);
        rig.driver.locate({480000});
        rig.driver.play();
        rig.run(48000);
        EXPECT_NEAR(pitch(rig.heard(0, centre), 1000, 48000), 1000 * speed, 2) << speed;
        EXPECT_NEAR(static_cast<double>((rig.driver.state().position - SamplePos{480000}).value),
                    48000 * speed, 100)
            << speed;
        const double step = 2 * std::numbers::pi * 1000 * speed / 48000;
        EXPECT_LT(bend(rig.heard(0, centre), 200, 48000), 0.5 * step * step * 1.05 + 1e-3) << speed;
        EXPECT_NEAR(peak(rig.heard(0, centre)), 0.5, 0.005) << speed;
    }
}

TEST(LiveSpeed, backwards_and_shuttle_are_heard_in_the_direction_of_travel) {
    // A slow rise: the sound itself says where it is.
    Stage stage([](int, std::int64_t at) { return static_cast<double>(at) / 4800000; });
    for (const double speed : {-1.0, -0.5, -8.0, 4.0, 8.0, 0.1}) {
        LiveRig rig(stage.recordings);
        rig.give(stage.session);
        rig.driver.speed(speed);
        rig.driver.locate({2400000});
        rig.driver.play();
        rig.run(48000);
        const SamplePos there = rig.driver.state().position;
        EXPECT_NEAR(static_cast<double>((there - SamplePos{2400000}).value), 46500 * speed,
                    2500 * std::abs(speed))
            << speed;
        const Row& heard = rig.heard(0, centre);
        EXPECT_NEAR(heard.back() * 4800000, static_cast<double>(there.value), 2500 * std::abs(speed))
            << speed;
        EXPECT_LT(bend(heard, 3000, 48000), 1e-3) << speed; // crossfaded where it leaves something out
        double against = 0;
        for (std::size_t i = 3001; i < 48000; ++i)
            against =
                std::max(against, (static_cast<double>(heard[i - 1]) - heard[i]) * (speed < 0 ? -1 : 1));
        EXPECT_LT(against, 1e-6) << speed; // never the other way
    }
}

TEST(LiveSpeed, speed_one_is_exact_again_after_any_other) {
    Stage stage;
    LiveRig rig(stage.recordings);
    rig.give(stage.session);
    rig.driver.play();
    for (const double speed : {1.0, 0.5, 1.0, -1.0, 1.0, 0.0, 1.0}) {
        rig.driver.speed(speed);
        rig.run(9000);
    }
    expect_true_places(rig, 25000);
}

TEST(LiveSpeed, backwards_ends_where_time_begins) {
    Stage stage;
    LiveRig rig(stage.recordings);
    rig.give(stage.session);
    rig.driver.speed(-2);
    rig.driver.locate({10000});
    rig.driver.play();
    rig.run(40000);
    EXPECT_EQ(rig.driver.state().position, SamplePos{0});
    EXPECT_EQ(rig.heard(0, centre).back(), 0.0F);
}

} // namespace
} // namespace dub::test
