// The place that is heard: smooth between blocks, never back, right to the sample when blocks come on time.

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "app/playback/heard_clock.h"
#include "tests/support/dice.h"

namespace dub::app {
namespace {

constexpr SampleRate rate{48000};
constexpr std::int64_t ms = 1'000'000;
constexpr int ten_ms = 480;

// A device that asks for a ten_ms every 10 ms, `late` ns late.
struct Device {
    HeardClock& clock;
    std::uint64_t computed = 0;
    SamplePos place{0};
    double speed = 1;

    void ask(std::int64_t late = 0) {
        clock.block(computed, ten_ms, due() + late);
        clock.piece(computed, place, speed);
        computed += ten_ms;
        place += SampleCount{static_cast<std::int64_t>(ten_ms * speed)};
    }
    [[nodiscard]] std::int64_t due() const { return static_cast<std::int64_t>(computed) * 1'000'000 / 48; }
};

TEST(HeardClock, counts_on_between_blocks_and_takes_the_latency_off) {
    HeardClock clock(rate);
    Device device{clock};
    device.ask();
    EXPECT_EQ(clock.at(0, {0}).position, SamplePos{0});
    EXPECT_EQ(clock.at(5 * ms, {0}).position, SamplePos{240});
    device.ask();
    EXPECT_EQ(clock.at(12 * ms, {96}).position, SamplePos{12 * 48 - 96});
}

TEST(HeardClock, nothing_is_heard_that_was_not_computed) {
    HeardClock clock(rate);
    Device device{clock};
    device.ask();
    EXPECT_EQ(clock.at(20 * ms, {960}).position, SamplePos{0}) << "a dead device";
    EXPECT_EQ(clock.at(25 * ms, {960}).position, SamplePos{240}) << "plays what it still has";
    EXPECT_EQ(clock.at(500 * ms, {960}).position, SamplePos{ten_ms}) << "and then stands";
    EXPECT_EQ(clock.at(900 * ms, {4800}).position, SamplePos{ten_ms}) << "another latency does not go back";
}

TEST(HeardClock, a_jump_is_heard_when_its_sample_is) {
    HeardClock clock(rate);
    Device device{clock};
    device.ask();
    device.place = SamplePos{100'000};
    device.ask();
    const SampleCount latency{240};
    EXPECT_EQ(clock.at(10 * ms, latency).position, SamplePos{240});
    EXPECT_EQ(clock.at(14 * ms, latency).position, SamplePos{432});
    EXPECT_EQ(clock.at(15 * ms, latency).position, SamplePos{100'000});
    EXPECT_EQ(clock.at(17 * ms, latency).position, SamplePos{100'096});
}

TEST(HeardClock, standing_and_shuttling_are_places_too) {
    HeardClock clock(rate);
    Device device{clock, 0, SamplePos{5000}, 0};
    device.ask();
    EXPECT_EQ(clock.at(8 * ms, {0}).position, SamplePos{5000});
    EXPECT_EQ(clock.at(8 * ms, {0}).speed, 0);
    device.speed = -2;
    device.ask();
    EXPECT_EQ(clock.at(15 * ms, {0}).position, SamplePos{5000 - 480});
    EXPECT_EQ(clock.at(15 * ms, {0}).speed, -2);
}

// Half a picture frame at 24 is 20.8 ms: the picture must not see that a callback came late.
TEST(HeardClock, late_blocks_move_it_by_less_than_two_milliseconds) {
    test::Dice dice(7);
    HeardClock clock(rate);
    Device device{clock};
    std::int64_t now = 0, worst = 0;
    SamplePos before{0};
    for (int b = 0; b < 3000; ++b) {
        const std::int64_t late = b % 50 == 7 ? dice.whole(5, 15) * ms : dice.whole(0, 200) * 1000;
        const std::int64_t asked = std::max(now, device.due() + late);
        for (; now < asked; now += ms) {
            const SamplePos place = clock.at(now, {960}).position;
            EXPECT_GE(place, before);
            before = place;
            if (b > 10) worst = std::max<std::int64_t>(worst, std::abs(place.value - (now * 48 / ms - 960)));
        }
        device.ask(asked - device.due());
    }
    EXPECT_LE(worst, 96);
}

// As PipeWire does it: four blocks at once, then nothing for as long as they last.
TEST(HeardClock, several_blocks_at_once_make_no_steps) {
    HeardClock clock(rate);
    std::uint64_t computed = 0;
    double least = 1e9, most = -1e9;
    for (int burst = 0; burst < 1000; ++burst) {
        const std::int64_t at = burst * 4 * 10 * ms;
        for (int b = 0; b < 4; ++b, computed += ten_ms) {
            clock.block(computed, ten_ms, at + b * 9000);
            clock.piece(computed, SamplePos{static_cast<std::int64_t>(computed)}, 1);
        }
        for (std::int64_t now = at + ms; now < at + 40 * ms; now += ms) {
            const double off = static_cast<double>(clock.at(now, {2400}).position.value) -
                               static_cast<double>(now) * 48 / ms;
            if (burst < 300) continue; // it settles
            least = std::min(least, off);
            most = std::max(most, off);
        }
    }
    EXPECT_LE(most - least, 96) << "samples; 2 ms of 40";
}

TEST(HeardClock, a_device_that_runs_slower_than_it_says_is_followed) {
    HeardClock clock(rate);
    std::uint64_t computed = 0;
    std::int64_t now = 0;
    for (int b = 0; b < 20'000; ++b) { // 200 s, 0.1 per cent slow
        clock.block(computed, ten_ms, now);
        clock.piece(computed, SamplePos{static_cast<std::int64_t>(computed)}, 1);
        computed += ten_ms;
        now += 10 * ms + 10'000;
    }
    const auto last = static_cast<double>(computed - ten_ms);
    EXPECT_NEAR(static_cast<double>(clock.at(now - 10 * ms - 10'000, {0}).position.value), last, 5);
}

} // namespace
} // namespace dub::app
