// The player on a device under the test's hand: what it plays, where it says it is, and what happens when the
// device goes.

#include <atomic>
#include <cmath>

#include <gtest/gtest.h>

#include "tests/app/playback/played.h"
#include "tests/support/dice.h"
#include "tests/support/real_time_watch.h"

namespace dub::app {
namespace {

using test::Sound;

class Played : public testing::Test {
  protected:
    Played() {
        serve_until([&] { return !player.state().compiling; });
    }

    template <class Done> void serve_until(Done done) { test::serve_until(player, done); }
    void connect() {
        player.connect({});
        serve_until([&] { return !player.state().connecting; });
        ASSERT_EQ(player.state().health, DeviceHealth::running) << player.state().device_sentence;
        device = devices->device();
        before = player.engine().output_samples;
    }
    // One block, and the time it lasts.
    void step(int samples = 256) {
        now += samples * 1'000'000LL / 48;
        device->step(samples);
        player.service();
    }
    void run(std::int64_t samples) {
        for (; samples > 0; samples -= 256)
            step();
    }
    // Plays from there; returns when sound comes.
    void play_from(std::int64_t at) {
        player.locate({at});
        player.play();
        for (int i = 0; i < 2000 && (player.state().speed == 0 || player.state().waiting); ++i) {
            step();
            std::this_thread::yield();
        }
        ASSERT_FALSE(player.state().waiting);
    }
    [[nodiscard]] std::int64_t heard() { return player.heard().value; }
    // What the device got, and what the log says.
    void expect_as_logged() {
        DirectListening again;
        const Sound all = test::replayed(player.take_log(), player.engine().output_samples, sessions,
                                         recordings, again, again);
        for (int c = 0; c < 8; ++c) {
            const auto row = static_cast<std::size_t>(c);
            const std::vector<float> tail(all[row].begin() + static_cast<std::int64_t>(before),
                                          all[row].end());
            EXPECT_EQ(device->heard[row], tail) << c;
        }
    }

    test::Recordings recordings;
    std::vector<session::Session> sessions{test::noisy_session()};
    std::shared_ptr<test::FakeDevices> devices = std::make_shared<test::FakeDevices>(
        DeviceInfo{"ALSA: Box", "ALSA", 8, 0, {{48000}}, {48000}, 0, true}, latency);
    std::shared_ptr<test::FakeDevice> device;
    std::atomic<std::int64_t> now{1};
    std::uint64_t before = 0; // computed for the clock, before the device came
    Player player{{devices, nullptr, recordings.opener(), {.threads = 0}, [this] { return now.load(); }},
                  sessions.front()};
};

TEST_F(Played, the_device_gets_what_the_log_says_through_blocks_of_any_size) {
    connect();
    play_from(5 * second);
    test::Dice dice(3);
    for (int i = 0; i < 300; ++i)
        step(static_cast<int>(dice.whole(1, 1500)));
    EXPECT_GT(test::peak(device->heard[0]), 0.01);
    EXPECT_EQ(player.state().underruns, 0U);
    expect_as_logged();
}

TEST_F(Played, an_edit_while_it_plays_is_heard_and_logged) {
    connect();
    play_from(second);
    run(second / 2);
    sessions.push_back(test::with_fader(sessions.front(), "FX", -20));
    player.session_changed(sessions.back());
    serve_until([&] { return !player.state().compiling; });
    run(second / 2);
    EXPECT_EQ(player.engine().plan, 2U);
    expect_as_logged();
}

TEST_F(Played, what_is_heard_is_the_position_less_the_latency) {
    connect();
    play_from(5 * second);
    run(second);
    EXPECT_EQ(heard(), player.engine().position.value - 256 - latency.value) << "a block was just begun";
    now += 2'000'000;
    EXPECT_EQ(heard(), player.engine().position.value - 256 - latency.value + 96)
        << "it counts on between blocks";
    now += 200'000'000;
    EXPECT_EQ(heard(), player.engine().position.value) << "but not beyond what was computed";
}

TEST_F(Played, it_never_goes_back_while_it_plays) {
    connect();
    play_from(0);
    test::Dice dice(5);
    for (std::int64_t last = heard(), i = 0; i < 2000; ++i) {
        now += dice.whole(0, 3'000'000);
        if (i % 2 == 0) device->step(256);
        player.service();
        EXPECT_GE(heard(), last);
        last = heard();
    }
}

TEST_F(Played, a_place_asked_for_is_shown_at_once_and_kept) {
    connect();
    player.locate({7 * second});
    EXPECT_EQ(heard(), 7 * second);
    for (int i = 0; i < 20; ++i) {
        step();
        EXPECT_EQ(heard(), 7 * second);
    }
    play_from(9 * second);
    run(second / 2);
    player.stop();
    run(second / 4);
    const auto stood = heard();
    run(second / 4);
    EXPECT_EQ(heard(), stood);
    EXPECT_EQ(player.state().speed, 0);
}

TEST_F(Played, an_audition_sounds_to_the_sample_and_stands_at_its_start_again) {
    connect();
    recordings.set(sessions.front().pool->media.front()->id, test::steady(0.5));
    const SampleRange frame{{10 * second}, {10 * second + 2000}};
    const auto silent_until = device->heard[0].size();
    player.audition(frame);
    for (int i = 0; i < 400; ++i) {
        step(100);
        std::this_thread::yield();
    }
    std::int64_t sounding = 0;
    for (std::size_t i = silent_until; i < device->heard[0].size(); ++i)
        for (const auto& row : device->heard)
            if (row[i] != 0) {
                ++sounding;
                break;
            }
    EXPECT_GE(sounding, 2000 - 2);
    EXPECT_LE(sounding, 2000);
    EXPECT_EQ(player.state().speed, 0);
    EXPECT_EQ(heard(), frame.start.value);
    play_from(20 * second);
    run(second);
    EXPECT_GT(test::peak(std::vector(device->heard[0].end() - 1000, device->heard[0].end())), 0.01)
        << "play after it sounds";
}

TEST_F(Played, a_device_that_dies_leaves_the_position_and_can_come_back) {
    for (int round = 0; round < 5; ++round) {
        connect();
        play_from((3 + round) * second);
        run(second / 2);
        const auto place = heard();
        device->unplug();
        for (int i = 0; i < 100 && player.state().health != DeviceHealth::lost; ++i) {
            now += 10'000'000;
            player.service();
        }
        EXPECT_EQ(player.state().health, DeviceHealth::lost);
        EXPECT_NE(player.state().device_sentence.find("went away"), std::string::npos);
        EXPECT_EQ(device->callback, nullptr);
        serve_until([&] { return player.state().speed == 0; });
        EXPECT_NEAR(static_cast<double>(heard()), static_cast<double>(place), 256 + 480) << round;
    }
}

TEST_F(Played, without_a_device_the_transport_runs_by_the_clock) {
    player.locate({second});
    player.play();
    serve_until([&] {
        now += 1'000'000;
        return heard() > second + 4800;
    });
    player.stop();
    serve_until([&] { return player.state().speed == 0; });
}

TEST_F(Played, a_narrower_device_hears_the_fold_down) {
    DeviceChoice stereo;
    stereo.layout = *layout_named("2.0");
    player.connect(stereo);
    serve_until([&] { return !player.state().connecting && !player.state().compiling; });
    device = devices->device();
    play_from(2 * second);
    run(second);
    EXPECT_EQ(device->heard.size(), 2U);
    EXPECT_GT(test::peak(device->heard[0]), 0.01);
    EXPECT_GT(test::peak(device->heard[1]), 0.01);
}

TEST_F(Played, what_cannot_be_read_is_told_and_the_rest_plays) {
    recordings.lose(sessions.front().pool->media.front()->id);
    Player other{{devices, nullptr, recordings.opener(), {.threads = 0}, [this] { return now.load(); }},
                 sessions.front()};
    test::serve_until(other, [&] { return !other.diagnostics().empty() && !other.state().compiling; });
    EXPECT_EQ(other.diagnostics().front().code, "live.media-silent");
    other.play();
    test::serve_until(other, [&] {
        now += 1'000'000;
        return other.engine().position > SamplePos{second};
    });
}

// What stands between the plan and the loudspeakers is told in time.
TEST_F(Played, the_listening_knows_session_and_device_before_it_hears) {
    struct Told final : Listening {
        DirectListening direct;
        std::vector<std::string> words;
        std::atomic<bool> early{false};
        std::atomic<int> channels{0};
        Wanted wanted(const session::Session& session, const Layout& device) const override {
            return direct.wanted(session, device);
        }
        void follow(const session::Session& session) override {
            words.push_back("session of " + std::to_string(session.tracks.size()));
        }
        void move_to(const DeviceFormat& device) override {
            words.push_back("device '" + device.name + "'");
            channels = device.layout.channels();
        }
        void hear(const render::LivePiece& piece, AudioBlock device) noexcept override {
            if (channels != device.channels()) early = true;
            direct.hear(piece, device);
        }
    } told;
    Player other{{devices, &told, recordings.opener(), {.threads = 0}, [this] { return now.load(); }},
                 sessions.front()};
    DeviceChoice stereo;
    stereo.layout = *layout_named("2.0");
    other.connect(stereo);
    test::serve_until(other, [&] { return !other.state().connecting && !other.state().compiling; });
    devices->device()->step(256);
    EXPECT_FALSE(told.early);
    ASSERT_GE(told.words.size(), 3U);
    EXPECT_EQ(told.words[0], "device ''");
    EXPECT_EQ(told.words[1], "session of 3");
    EXPECT_EQ(told.words[2], "device 'ALSA: Box'");
}

// Promise R1, of all that lies between the device and the engine: nothing of it asks the heap, locks or
// enters the kernel. The clock is the machine's.
TEST_F(Played, the_callback_touches_neither_heap_nor_lock_nor_kernel) {
    connect();
    test::RealTimeWatch watch;
    const auto watched = [&](int blocks) {
        for (int i = 0; i < blocks; ++i) {
            AudioBuffer block(8, 256);
            ++device->callbacks;
            watch.begin();
            device->callback->process(block.block(), {});
            (void)std::chrono::steady_clock::now();
            watch.end();
            now += 256 * 1'000'000LL / 48;
            player.service();
        }
    };
    player.locate({second});
    player.play();
    watched(300);
    player.locate({30 * second});
    player.loop(SampleRange{{30 * second}, {30 * second + 10'000}});
    watched(300);
    player.session_changed(test::with_fader(sessions.front(), "FX", -20));
    serve_until([&] { return !player.state().compiling; });
    watched(100);
    player.audition({{5 * second}, {5 * second + 2000}});
    watched(100);
    for (const double speed : {-1.0, 0.5, 8.0}) {
        player.play(speed);
        watched(50);
    }
    player.stop();
    watched(50);
    EXPECT_EQ(watch.allocations(), 0);
    EXPECT_EQ(watch.locks(), 0);
    EXPECT_EQ(watch.system_calls(), 0) << "call " << watch.last_system_call();
}

} // namespace
} // namespace dub::app
