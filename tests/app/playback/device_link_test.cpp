// Devices come and go; whatever they do, somebody asks for sound and nobody waits.

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "app/playback/device_link.h"
#include "tests/support/fake_device.h"

namespace dub::app {
namespace {

using std::chrono::milliseconds;

struct Counting final : AudioCallback {
    std::atomic<long> calls{0};
    void process(AudioBlock out, ConstAudioBlock) noexcept override {
        ++calls;
        for (int c = 0; c < out.channels(); ++c)
            std::ranges::fill(out.channel(c), 0.0F);
    }
};

class Linked : public testing::Test {
  protected:
    DeviceLink::Event settle() {
        auto event = DeviceLink::Event::nothing;
        while (link.connecting()) {
            event = link.service(now);
            std::this_thread::yield();
        }
        return event;
    }
    // Looks every 20 ms until something happens, a second at most.
    DeviceLink::Event look(milliseconds& passed) {
        for (const auto begun = now; now < begun + milliseconds(1000); now += milliseconds(20))
            if (const auto event = link.service(now); event != DeviceLink::Event::nothing) {
                passed = std::chrono::duration_cast<milliseconds>(now - begun);
                return event;
            }
        return DeviceLink::Event::nothing;
    }

    const Layout wide = *layout_named("5.1");
    std::shared_ptr<test::FakeDevices> devices = std::make_shared<test::FakeDevices>(
        DeviceInfo{"ALSA: Box", "ALSA", 6, 0, {{48000}}, {48000}, 0, true}, SampleCount{480});
    Counting callback;
    int changes = 0;
    DeviceWatch::Time now{0};
    DeviceLink link{devices, callback, wide, {48000}, [this](const DeviceFormat&) { ++changes; }};
};

TEST_F(Linked, without_a_device_the_clock_asks) {
    EXPECT_EQ(link.health(), DeviceHealth::none);
    EXPECT_EQ(link.name(), "");
    while (callback.calls < 3)
        std::this_thread::yield();
    EXPECT_EQ(link.format().latency, SampleCount{0});
}

TEST_F(Linked, a_device_takes_the_clocks_place_and_is_alone_in_it) {
    link.connect({});
    EXPECT_EQ(settle(), DeviceLink::Event::connected);
    EXPECT_EQ(link.health(), DeviceHealth::running);
    EXPECT_EQ(link.name(), "ALSA: Box, 48000 Hz, 6 outputs");
    EXPECT_EQ(link.format().latency, SampleCount{480});
    EXPECT_EQ(changes, 2);
    const long before = callback.calls;
    devices->device()->step(100);
    EXPECT_EQ(callback.calls, before + 1);
}

TEST_F(Linked, one_that_does_not_fit_is_said_and_the_clock_goes_on) {
    DeviceChoice wider;
    wider.layout = *layout_named("7.1");
    link.connect(wider);
    EXPECT_EQ(settle(), DeviceLink::Event::failed);
    EXPECT_EQ(link.health(), DeviceHealth::none);
    EXPECT_NE(link.sentence().find("fold-down to 5.1"), std::string::npos) << link.sentence();
    const long before = callback.calls;
    while (callback.calls < before + 2)
        std::this_thread::yield();
}

TEST_F(Linked, its_death_is_noticed_and_it_can_be_had_again_fifty_times) {
    for (int round = 0; round < 50; ++round) {
        link.connect({});
        ASSERT_EQ(settle(), DeviceLink::Event::connected) << round;
        for (int i = 0; i < 5; ++i) {
            devices->device()->step(256);
            now += milliseconds(5);
            ASSERT_EQ(link.service(now), DeviceLink::Event::nothing);
        }
        devices->device()->unplug();
        devices->take_away();
        milliseconds passed{};
        ASSERT_EQ(look(passed), DeviceLink::Event::lost) << round;
        EXPECT_LE(passed, milliseconds(500));
        EXPECT_EQ(link.health(), DeviceHealth::lost);
        EXPECT_NE(link.sentence().find("ALSA: Box went away"), std::string::npos);
        link.connect_again();
        EXPECT_EQ(settle(), DeviceLink::Event::failed) << "it is not back yet";
        EXPECT_EQ(link.health(), DeviceHealth::lost);
        devices->put_back();
    }
}

} // namespace
} // namespace dub::app
