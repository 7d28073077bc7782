// A dead device is noticed within half a second, a late one is not taken for dead; a callback is never
// called once it was taken away.

#include <thread>

#include <gtest/gtest.h>

#include "app/device/callback_gate.h"
#include "app/device/clock_device.h"
#include "app/device/device_watch.h"
#include "engine/core/audio_buffer.h"

namespace dub::app {
namespace {

using std::chrono::milliseconds;

// Looks every `step` from `from` on; the time at which it is said to be dead.
milliseconds dead_at(DeviceWatch& watch, const DevicePulse& pulse, milliseconds from, milliseconds step) {
    for (auto now = from; now < from + milliseconds(2000); now += step)
        if (watch.died(pulse, now)) return now;
    return milliseconds::max();
}

TEST(DeviceWatch, silence_is_noticed_within_half_a_second_however_often_one_looks) {
    for (const int step : {1, 5, 20, 50}) {
        DeviceWatch watch;
        EXPECT_FALSE(watch.died({100, false}, milliseconds(1000)));
        const auto noticed = dead_at(watch, {100, false}, milliseconds(1000), milliseconds(step));
        EXPECT_LE(noticed, milliseconds(1500)) << step;
        EXPECT_GE(noticed, milliseconds(1200)) << "a busy machine keeps callbacks waiting";
    }
}

TEST(DeviceWatch, what_the_library_says_counts_at_once) {
    DeviceWatch watch;
    EXPECT_FALSE(watch.died({1, false}, milliseconds(0)));
    EXPECT_TRUE(watch.died({2, true}, milliseconds(1)));
}

TEST(DeviceWatch, time_in_which_nobody_looked_does_not_count) {
    DeviceWatch watch;
    EXPECT_FALSE(watch.died({1, false}, milliseconds(0)));
    EXPECT_FALSE(watch.died({1, false}, milliseconds(60'000))) << "the machine slept";
    EXPECT_FALSE(watch.died({2, false}, milliseconds(60'010)));
}

struct Counting final : AudioCallback {
    std::atomic<long> calls{0};
    std::atomic<bool> allowed{true}, broken{false};
    void process(AudioBlock out, ConstAudioBlock) noexcept override {
        if (!allowed) broken = true;
        ++calls;
        for (int c = 0; c < out.channels(); ++c)
            std::ranges::fill(out.channel(c), 1.0F);
    }
};

TEST(CallbackGate, nothing_is_called_once_it_is_shut) {
    CallbackGate gate;
    Counting callback;
    std::atomic<bool> stop{false};
    std::thread audio([&] {
        AudioBuffer block(2, 16);
        while (!stop)
            (void)gate.process(block.block(), {});
    });
    for (int i = 0; i < 50; ++i) {
        callback.allowed = true;
        gate.open(callback);
        const long before = callback.calls;
        while (callback.calls == before)
            std::this_thread::yield();
        gate.shut();
        callback.allowed = false;
    }
    stop = true;
    audio.join();
    EXPECT_FALSE(callback.broken);
}

TEST(ClockDevice, asks_for_sound_at_the_pace_of_the_clock) {
    Counting callback;
    const auto device = clock_device(Layout{Speaker::L, Speaker::R}, {48000});
    const auto before = std::chrono::steady_clock::now();
    ASSERT_TRUE(device->start(callback));
    while (callback.calls < 20) {}
    const auto passed = std::chrono::steady_clock::now() - before;
    EXPECT_GE(passed, milliseconds(200)) << "19 blocks of 512 samples at 48 kHz last 203 ms";
    device->stop();
    const long calls = callback.calls;
    callback.allowed = false;
    EXPECT_GE(device->pulse().callbacks, static_cast<std::uint64_t>(calls));
    EXPECT_FALSE(callback.broken);
}

} // namespace
} // namespace dub::app
