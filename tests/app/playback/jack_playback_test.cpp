// The whole way: session, plan, live driver, PortAudio, JACK, and back. What was recorded is, bit for bit on
// eight channels, what the offline driver computes from the log.

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <gtest/gtest.h>

#include "app/device/portaudio_devices.h"
#include "tests/app/playback/played.h"
#include "tests/support/jack/jack_server.h"

namespace dub::app {
namespace {

constexpr std::int64_t second = 48000;

// The printmaster, and what the device recorded meanwhile.
class Recording final : public Listening {
  public:
    explicit Recording(std::int64_t samples_max)
        : rows(8) {
        for (auto& row : rows)
            row.reserve(static_cast<std::size_t>(samples_max));
    }
    plan::Target target(const session::Session& session, const Layout& device) const override {
        return direct_.target(session, device);
    }
    void hear(const render::LivePiece& piece, AudioBlock device) noexcept override {
        direct_.hear(piece, device);
        for (int c = 0; c < piece.input.channels(); ++c) {
            auto& row = rows[static_cast<std::size_t>(c)];
            if (row.empty() && c == 0) first = piece.output_sample;
            const auto part = piece.input.channel(c);
            if (row.size() + part.size() <= row.capacity()) row.insert(row.end(), part.begin(), part.end());
        }
    }
    test::Sound rows;
    std::uint64_t first = 0; // output sample of the first that was recorded

  private:
    DirectListening direct_;
};

class OnJack : public testing::Test {
  protected:
    void SetUp() override {
        if (const auto missing = test::JackServer::missing()) GTEST_SKIP() << *missing;
        server = std::make_unique<test::JackServer>();
        ASSERT_TRUE(server->ready()) << "jackd does not start";
        player = std::make_unique<Player>(
            PlayerParts{portaudio_devices(), &recording, recordings.opener(), {}, {}}, sessions.front());
    }
    template <class Done> void serve_until(Done done) {
        longest = std::max(longest, test::serve_until(*player, done));
    }
    void play_for(std::int64_t samples) {
        const auto until = player->engine().output_samples + static_cast<std::uint64_t>(samples);
        serve_until([&] { return player->engine().output_samples >= until; });
    }
    void change(double fader_db) {
        sessions.push_back(test::with_fader(sessions.back(), "FX", fader_db));
        player->session_changed(sessions.back());
        serve_until([&] { return !player->state().compiling; });
    }
    void connect() {
        DeviceChoice choice;
        choice.record = true;
        player->connect(choice);
        serve_until([&] { return !player->state().connecting && !player->state().compiling; });
        ASSERT_EQ(player->state().health, DeviceHealth::running) << player->state().device_sentence;
    }

    test::Recordings recordings;
    std::vector<session::Session> sessions{test::noisy_session()};
    std::unique_ptr<test::JackServer> server;
    Recording recording{30 * second};
    std::unique_ptr<Player> player;
    std::chrono::nanoseconds longest{0}; // service
};

TEST_F(OnJack, what_comes_back_is_bit_for_bit_what_the_log_says) {
    connect();
    ASSERT_EQ(player->state().device, "JACK: system, 48000 Hz, 8 outputs");
    ASSERT_TRUE(server->loop_back("Dubstage"));
    const auto plugged = player->engine().output_samples + 4096;
    player->locate({2 * second});
    player->play();
    play_for(second);
    change(-12); // an edit
    play_for(second);
    player->locate({20 * second}); // a jump
    play_for(second);
    player->loop(SampleRange{{20 * second}, {20 * second + second / 2}}); // three turns
    play_for(2 * second);
    const session::StripOwner strip{session::find_track(sessions.front(), "DX")->id, {}};
    for (int db = 0; db > -30; --db) { // a hand on a fader
        EXPECT_TRUE(player->move(strip, {{}, {}, "fader"}, db));
        play_for(480);
    }
    change(-3);
    player->stop();
    play_for(second / 2);
    player->disconnect();

    EXPECT_EQ(player->state().underruns, 0U);
    DirectListening again;
    const auto log = player->take_log();
    EXPECT_EQ(log.lost, 0U);
    const auto expected =
        test::replayed(log, recording.first + recording.rows[0].size(), sessions, recordings, again, again);
    // The loop's offset is found by one sample of sound, then holds for all.
    const std::int64_t from = static_cast<std::int64_t>(plugged) + second;
    const auto& back = recording.rows[0];
    const std::int64_t begin = from - static_cast<std::int64_t>(recording.first);
    const auto at = std::search(back.begin() + begin, back.end(), expected[0].begin() + from,
                                expected[0].begin() + from + 64);
    ASSERT_NE(at, back.end());
    const std::int64_t offset = at - (back.begin() + begin);
    RecordProperty("offset_samples", static_cast<int>(offset));
    std::int64_t wrong = 0, compared = 0;
    for (std::size_t c = 0; c < 8; ++c)
        for (std::int64_t i = from;
             i - static_cast<std::int64_t>(recording.first) + offset < static_cast<std::int64_t>(back.size());
             ++i, ++compared)
            wrong += recording.rows[c][static_cast<std::size_t>(
                         i - static_cast<std::int64_t>(recording.first) + offset)] !=
                     expected[c][static_cast<std::size_t>(i)];
    EXPECT_EQ(wrong, 0);
    EXPECT_GT(compared, 8 * 4 * second);
    std::printf("compared %lld samples of 8 channels, offset %lld, %llu late calls of the host\n",
                static_cast<long long>(compared / 8), static_cast<long long>(offset),
                static_cast<unsigned long long>(player->times().late()));
}

// Promise R12 of the whole player.
TEST_F(OnJack, a_server_killed_under_play_leaves_the_position_and_can_be_had_again) {
    const int rounds = std::getenv("DUBSTAGE_FULL") != nullptr ? 50 : 3;
    for (int round = 0; round < rounds; ++round) {
        connect();
        player->locate({(2 + round) * second});
        player->play();
        play_for(second / 2);
        const auto place = player->heard();
        server->kill();
        const auto killed = std::chrono::steady_clock::now();
        serve_until([&] { return player->state().health == DeviceHealth::lost; });
        EXPECT_LE(std::chrono::steady_clock::now() - killed, std::chrono::milliseconds(500)) << round;
        serve_until([&] { return player->state().speed == 0; });
        EXPECT_NEAR(static_cast<double>(player->heard().value), static_cast<double>(place.value),
                    0.2 * second);
        server->start();
        ASSERT_TRUE(server->ready());
    }
    EXPECT_LE(longest, std::chrono::milliseconds(100)) << "a window must not stand still";
    const auto before = std::chrono::steady_clock::now();
    player.reset();
    EXPECT_LE(std::chrono::steady_clock::now() - before, std::chrono::seconds(3)) << "quitting must not hang";
}

} // namespace
} // namespace dub::app
