// The whole way: session, plan, live driver, PortAudio, JACK, and back. What was recorded is, bit for bit on
// eight channels, what the offline driver computes from the log.

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <gtest/gtest.h>

#include "app/device/portaudio_devices.h"
#include "app/playback/room_listening.h"
#include "tests/app/playback/played.h"
#include "tests/support/jack/jack_server.h"
#include "tests/support/small_session.h"

namespace dub::app {
namespace {

// The printmaster, and what the device recorded meanwhile.
class Recording final : public Listening {
  public:
    explicit Recording(std::int64_t samples_max)
        : rows(8) {
        for (auto& row : rows)
            row.reserve(static_cast<std::size_t>(samples_max));
    }
    Wanted wanted(const session::Session& session, const Layout& device) const override {
        return direct_.wanted(session, device);
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

// Speakers on six outputs; the other two are a generator, plugged into the inputs of their numbers.
class PluggedIn final : public Listening {
  public:
    PluggedIn(ControlRoom& room, const session::Session& session)
        : room_(room, session) {}
    Wanted wanted(const session::Session& session, const Layout& device) const override {
        return room_.wanted(session, device);
    }
    void follow(const session::Session& session) override { room_.follow(session); }
    void move_to(const DeviceFormat& device) override { room_.move_to(device); }
    void hear(const render::LivePiece& piece, AudioBlock device) noexcept override {
        room_.hear(piece, device);
        for (int i = 0; i < device.samples(); ++i) {
            const auto at = static_cast<std::int64_t>(piece.output_sample) + i;
            device.data(6)[i] = tone(at);
            device.data(7)[i] = -tone(at);
        }
        for (int c = 0; c < 6 && piece.input.channels() == 8; ++c) {
            auto& row = back[static_cast<std::size_t>(c)];
            if (row.empty() && c == 0) first = static_cast<std::int64_t>(piece.output_sample);
            const auto part = piece.input.channel(c);
            if (row.size() + part.size() <= row.capacity()) row.insert(row.end(), part.begin(), part.end());
        }
    }
    static float tone(std::int64_t at) { return static_cast<float>(at % 40009) / 131072; }

    test::Sound back = test::Sound(6);
    std::int64_t first = 0;

  private:
    RoomListening room_;
};

TEST_F(OnJack, what_is_plugged_in_is_heard_on_its_speakers_bit_for_bit) {
    monitor::MonitorSettings settings;
    settings.source = monitor::input_name;
    settings.sets = {monitor::plain_set("A", *layout_named("5.1")), monitor::plain_set("B", {Speaker::C})};
    settings.sets[0].lfe = {0};
    settings.input = {*layout_named("2.0"), {7, 6}}; // L comes in on the eighth input
    const auto room = test::must(ControlRoom::open(sessions.front(), {{48000}, 8, 0}, settings));
    PluggedIn plugged(*room, sessions.front());
    for (auto& row : plugged.back)
        row.reserve(8 * second);
    const struct Leaving { // before what it goes through
        std::unique_ptr<Player>& player;
        ~Leaving() { player.reset(); }
    } leaving{player};
    player = std::make_unique<Player>(PlayerParts{portaudio_devices(), &plugged, recordings.opener(), {}, {}},
                                      sessions.front());
    DeviceChoice choice;
    choice.record = true;
    choice.layout = outputs_in_order(8);
    player->connect(choice);
    serve_until([&] { return !player->state().connecting && !player->state().compiling; });
    ASSERT_EQ(player->state().health, DeviceHealth::running) << player->state().device_sentence;
    ASSERT_EQ(room->sources(sessions.front()).back().name, monitor::input_name);
    ASSERT_TRUE(server->loop_back("Dubstage"));
    play_for(3 * second);
    player->disconnect();

    // Out by the generator's outputs, in, through the monitor, out by L and R, and in again.
    const auto& left = plugged.back[0];
    const std::int64_t end = static_cast<std::int64_t>(left.size()) - second / 2, begin = end - second;
    ASSERT_GT(begin, 0);
    std::int64_t late = -1;
    for (std::int64_t tried = 0; tried < second / 2 && late < 0; ++tried)
        if (left[static_cast<std::size_t>(begin)] == -PluggedIn::tone(plugged.first + begin - tried) &&
            left[static_cast<std::size_t>(begin)] != 0)
            late = tried;
    ASSERT_GE(late, 0) << "nothing came through";
    std::int64_t wrong = 0;
    for (std::int64_t i = begin; i < end; ++i) {
        const float sent = PluggedIn::tone(plugged.first + i - late);
        const auto at = static_cast<std::size_t>(i);
        wrong += plugged.back[0][at] != -sent || plugged.back[1][at] != sent || plugged.back[2][at] != 0;
    }
    EXPECT_EQ(wrong, 0);
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
