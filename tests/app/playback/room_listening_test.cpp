// The player through the control room: heard on the room's channels, metered, and silent where a device does
// not fit the room.

#include "app/playback/room_listening.h"

#include <gtest/gtest.h>

#include "tests/app/playback/played.h"
#include "tests/support/small_session.h"

namespace dub::app {
namespace {

monitor::MonitorSettings eight_speakers() {
    monitor::MonitorSettings settings;
    settings.source = "printmaster";
    settings.sets = {monitor::plain_set("A", test::wide), monitor::plain_set("B", *layout_named("2.0"))};
    return settings;
}

class PlayedInTheRoom : public testing::Test {
  protected:
    void connect(int outputs) {
        DeviceChoice choice;
        choice.layout = outputs_in_order(outputs);
        player.connect(choice);
        test::serve_until(player, [&] { return !player.state().connecting && !player.state().compiling; });
        ASSERT_EQ(player.state().health, DeviceHealth::running) << player.state().device_sentence;
        device = devices->device();
    }
    void play(int blocks) {
        player.locate({48000});
        player.play();
        for (int i = 0; i < blocks; ++i) {
            now += 256 * 1'000'000LL / 48;
            device->step(256);
            player.service();
        }
    }

    test::Recordings recordings;
    session::Session session = test::noisy_session();
    std::shared_ptr<test::FakeDevices> devices = std::make_shared<test::FakeDevices>(
        DeviceInfo{"ALSA: Box", "ALSA", 10, 0, {{48000}}, {48000}, 0, true});
    std::shared_ptr<test::FakeDevice> device;
    std::atomic<std::int64_t> now{1};
    std::unique_ptr<ControlRoom> room =
        test::must(ControlRoom::open(session, {{48000}, 8, 0}, eight_speakers()));
    RoomListening listening{*room, session};
    Player player{{devices, &listening, recordings.opener(), {.threads = 0}, [this] { return now.load(); }},
                  session};
};

TEST_F(PlayedInTheRoom, every_speaker_sounds_on_its_channel_and_the_spare_outputs_are_silent) {
    connect(10);
    play(400);
    EXPECT_EQ(listening.sentence(), "");
    ASSERT_EQ(device->heard.size(), 10U);
    for (std::size_t c = 0; c < 8; ++c)
        EXPECT_GT(test::peak(device->heard[c]), 1e-4) << c;
    EXPECT_EQ(test::peak(device->heard[8]), 0);
    EXPECT_EQ(test::peak(device->heard[9]), 0);
    EXPECT_EQ(room->device_levels().channels(), 10);
}

TEST_F(PlayedInTheRoom, a_device_with_too_few_outputs_for_the_room_is_silent_and_says_so) {
    connect(6);
    EXPECT_NE(listening.sentence(), "");
    play(100);
    for (const auto& row : device->heard)
        EXPECT_EQ(test::peak(row), 0);
    connect(8);
    EXPECT_EQ(listening.sentence(), "");
    play(400);
    EXPECT_GT(test::peak(device->heard[0]), 1e-4);
}

TEST_F(PlayedInTheRoom, an_edit_goes_through_the_room_while_it_plays) {
    connect(8);
    play(200);
    player.session_changed(test::with_fader(session, "FX", -20));
    test::serve_until(player, [&] { return !player.state().compiling; });
    play(100);
    EXPECT_EQ(player.engine().plan, 2U);
    EXPECT_EQ(listening.sentence(), "");
    EXPECT_EQ(player.state().underruns, 0U);
}

} // namespace
} // namespace dub::app
