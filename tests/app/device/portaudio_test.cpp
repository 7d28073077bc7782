// PortAudio against a JACK server of the test's own: listed, refused, played bit for bit, and killed again
// and again.

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include <gtest/gtest.h>

#include "app/device/device_watch.h"
#include "app/device/portaudio_devices.h"
#include "tests/support/jack/jack_server.h"
#include "tests/support/temp_folder.h"

namespace dub::app {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

const Layout seven_one = *layout_named("7.1");

DeviceChoice eight_channels() {
    return {.name = "", .layout = seven_one, .patch = {}, .rate = {48000}, .latency = {}};
}

// A sample that tells its channel and its place, and is no round number.
float sample_at(std::int64_t at, int channel) {
    const auto mixed = static_cast<std::uint32_t>(at * 8 + channel) * 2654435761U;
    return static_cast<float>(static_cast<std::int32_t>(mixed)) / 2147483648.0F;
}

// Plays the pattern and keeps what comes back.
struct Loop final : AudioCallback {
    static constexpr std::int64_t length = 3 * 48000;
    std::atomic<std::int64_t> played{0};
    std::vector<std::vector<float>> recorded;
    explicit Loop(int channels)
        : recorded(static_cast<std::size_t>(channels)) {
        for (auto& row : recorded)
            row.reserve(length + 4096);
    }
    void process(AudioBlock out, ConstAudioBlock in) noexcept override {
        const std::int64_t at = played.load();
        for (int c = 0; c < out.channels(); ++c)
            for (int i = 0; i < out.samples(); ++i)
                out.data(c)[i] = sample_at(at + i, c);
        for (int c = 0; c < in.channels(); ++c) {
            auto& row = recorded[static_cast<std::size_t>(c)];
            if (row.size() + static_cast<std::size_t>(in.samples()) <= row.capacity())
                row.insert(row.end(), in.data(c), in.data(c) + in.samples());
        }
        played = at + out.samples();
    }
};

class PortAudioOnJack : public testing::Test {
  protected:
    void SetUp() override {
        if (const auto missing = test::JackServer::missing()) GTEST_SKIP() << *missing;
        server = std::make_unique<test::JackServer>();
        ASSERT_TRUE(server->ready()) << "jackd does not start";
        devices = portaudio_devices();
    }
    std::unique_ptr<AudioDevice> opened(const DeviceChoice& choice) {
        auto device = devices->open(choice);
        if (device) return std::move(*device);
        ADD_FAILURE() << device.error().text();
        return nullptr;
    }
    std::unique_ptr<test::JackServer> server;
    std::shared_ptr<AudioDevices> devices;
};

// What the sound libraries look at, for a while.
class Surroundings {
  public:
    Surroundings(const std::string& jack_server, const std::string& alsa_settings) {
        ::setenv("JACK_NO_START_SERVER", "1", 1);
        ::setenv("JACK_DEFAULT_SERVER", jack_server.c_str(), 1);
        ::setenv("ALSA_CONFIG_PATH", alsa_settings.c_str(), 1);
    }
    Surroundings(const Surroundings&) = delete;
    Surroundings& operator=(const Surroundings&) = delete;
    ~Surroundings() {
        ::unsetenv("JACK_DEFAULT_SERVER");
        ::unsetenv("ALSA_CONFIG_PATH");
    }
};

template <class Done> bool within(milliseconds limit, Done done) {
    const auto end = Clock::now() + limit;
    while (!done()) {
        if (Clock::now() > end) return false;
        std::this_thread::yield();
    }
    return true;
}

TEST_F(PortAudioOnJack, the_servers_device_is_listed_first) {
    const auto list = devices->list();
    ASSERT_TRUE(list) << list.error().text();
    const DeviceInfo& first = list->front();
    EXPECT_EQ(first.name, "JACK: system");
    EXPECT_EQ(first.outputs, 8);
    EXPECT_EQ(first.inputs, 8);
    EXPECT_EQ(first.rates, std::vector{SampleRate{48000}});
    EXPECT_TRUE(first.is_default);
    EXPECT_GE(first.latency_ms, 0);
    EXPECT_LE(first.latency_ms, 2000);
}

TEST_F(PortAudioOnJack, what_does_not_fit_is_refused_and_said) {
    DeviceChoice fast = eight_channels();
    fast.rate = {96000};
    const auto rate = devices->open(fast);
    ASSERT_FALSE(rate);
    EXPECT_EQ(rate.error().code, ErrorCode::unfit);
    EXPECT_NE(rate.error().sentence.find("Start the JACK server with -r 96000"), std::string::npos)
        << rate.error().sentence;
    DeviceChoice wider = eight_channels();
    wider.layout = *layout_named("7.1.4");
    const auto channels = devices->open(wider);
    ASSERT_FALSE(channels);
    EXPECT_NE(channels.error().sentence.find("Listen to the fold-down to 7.1"), std::string::npos)
        << channels.error().sentence;
    DeviceChoice strange = eight_channels();
    strange.name = "no such thing";
    const auto name = devices->open(strange);
    ASSERT_FALSE(name);
    EXPECT_EQ(name.error().code, ErrorCode::io);
    EXPECT_NE(name.error().sentence.find("'JACK: system'"), std::string::npos) << name.error().sentence;
}

TEST_F(PortAudioOnJack, eight_channels_arrive_bit_for_bit) {
    DeviceChoice choice = eight_channels();
    choice.record = true;
    const auto device = opened(choice);
    ASSERT_NE(device, nullptr);
    Loop loop(8);
    ASSERT_TRUE(device->start(loop));
    ASSERT_TRUE(server->loop_back("Dubstage"));
    const std::int64_t from = loop.played + 4096; // behind what was on its way when the plugs were changed
    ASSERT_TRUE(within(std::chrono::seconds(30), [&] { return loop.played >= Loop::length; }));
    device->stop();

    // Where the sample played at `from` came back: the same constant offset for all of them.
    const auto& first = loop.recorded.front();
    const auto at = std::find(first.begin() + from, first.end(), sample_at(from, 0));
    ASSERT_NE(at, first.end());
    const std::int64_t offset = at - first.begin() - from;
    RecordProperty("offset_samples", static_cast<int>(offset));
    std::int64_t wrong = 0, compared = 0;
    for (int c = 0; c < 8; ++c)
        for (std::int64_t i = from; i + offset < static_cast<std::int64_t>(first.size()); ++i, ++compared)
            wrong += loop.recorded[static_cast<std::size_t>(c)][static_cast<std::size_t>(i + offset)] !=
                     sample_at(i, c);
    EXPECT_EQ(wrong, 0);
    EXPECT_GT(compared, 8 * 48000);
}

TEST_F(PortAudioOnJack, a_patch_puts_each_speaker_on_its_output) {
    DeviceChoice choice = eight_channels();
    choice.layout = Layout{Speaker::L, Speaker::R};
    choice.patch = *parse_patch("L=7 R=2");
    choice.record = true;
    const auto device = opened(choice);
    ASSERT_NE(device, nullptr);
    struct Two final : AudioCallback {
        std::array<std::atomic<float>, 8> seen{};
        std::atomic<long> calls{0};
        void process(AudioBlock out, ConstAudioBlock in) noexcept override {
            std::ranges::fill(out.channel(0), 0.25F);
            std::ranges::fill(out.channel(1), 0.5F);
            for (int c = 0; c < in.channels(); ++c)
                seen[static_cast<std::size_t>(c)] = in.data(c)[0];
            ++calls;
        }
    } two;
    ASSERT_TRUE(device->start(two));
    // Seven outputs were opened and eight inputs: outputs 2 and 7 by hand.
    ASSERT_TRUE(server->plug("Dubstage:out_6", "Dubstage:in_6"));
    ASSERT_TRUE(server->plug("Dubstage:out_1", "Dubstage:in_1"));
    ASSERT_TRUE(server->plug("Dubstage:out_0", "Dubstage:in_0"));
    const long now = two.calls;
    ASSERT_TRUE(within(std::chrono::seconds(10), [&] { return two.calls > now + 20; }));
    EXPECT_EQ(two.seen[6], 0.25F);
    EXPECT_EQ(two.seen[1], 0.5F);
    EXPECT_EQ(two.seen[0], 0.0F);
}

// Promise R12: noticed within 500 ms, let go of without waiting, and opened again, as often as it happens.
TEST_F(PortAudioOnJack, a_server_killed_under_play_is_noticed_and_comes_back) {
    const int rounds = std::getenv("DUBSTAGE_FULL") != nullptr ? 50 : 4;
    std::vector<milliseconds> noticed;
    for (int round = 0; round < rounds; ++round) {
        auto device = opened(eight_channels());
        ASSERT_NE(device, nullptr) << round;
        Loop loop(8);
        ASSERT_TRUE(device->start(loop)) << round;
        DeviceWatch watch;
        const auto looks_dead = [&] { return watch.died(device->pulse(), Clock::now().time_since_epoch()); };
        ASSERT_TRUE(within(std::chrono::seconds(10), [&] { return loop.played > 48000 / 5; })) << round;
        EXPECT_FALSE(looks_dead()) << round;
        server->kill();
        const auto killed = Clock::now();
        ASSERT_TRUE(within(milliseconds(2000), looks_dead)) << round;
        noticed.push_back(std::chrono::duration_cast<milliseconds>(Clock::now() - killed));
        const auto before = Clock::now();
        device->stop();
        device.reset();
        EXPECT_LE(Clock::now() - before, milliseconds(100)) << "the caller must not wait for a dead server";
        server->start();
        ASSERT_TRUE(server->ready()) << round;
    }
    EXPECT_LE(*std::ranges::max_element(noticed), milliseconds(500));
    RecordProperty("noticed_max_ms", static_cast<int>(std::ranges::max_element(noticed)->count()));
}

// What is wrong with ALSA's null device, played; empty: nothing.
std::string play_nothing(const std::filesystem::path& settings) {
    const Surroundings none("dubtest-there-is-none", settings.string());
    const auto devices = portaudio_devices();
    const auto list = devices->list();
    if (!list) return list.error().text();
    const auto nothing = std::ranges::find(*list, "ALSA: nothing", &DeviceInfo::name);
    if (nothing == list->end()) return "it is not listed";
    if (std::ranges::find(nothing->rates, SampleRate{96000}) == nothing->rates.end())
        return "a card that can be set takes other rates";
    DeviceChoice choice = eight_channels();
    choice.name = "nothing";
    auto device = devices->open(choice);
    if (!device) return device.error().text();
    Loop loop(8);
    if (!(*device)->start(loop)) return "it does not start";
    if (!within(std::chrono::seconds(10), [&] { return loop.played > 48000; })) return "nothing is asked for";
    (*device)->stop();
    const auto played = loop.played.load();
    const auto before = Clock::now();
    device->reset();
    if (Clock::now() - before > milliseconds(100)) return "letting go of it takes long";
    return loop.played == played ? "" : "it asks after it was stopped";
}

// ALSA without a sound card: its null device takes sound as fast as it comes. In a process of its own, for
// ALSA reads its settings once.
TEST(PortAudioDeathTest, an_alsa_device_is_listed_played_and_let_go_of) {
    if (!std::filesystem::exists("/usr/share/alsa/alsa.conf")) GTEST_SKIP() << "ALSA is not installed";
    const test::TempFolder folder;
    const auto settings = folder.path() / "asound.conf";
    std::ofstream(settings) << "</usr/share/alsa/alsa.conf>\n"
                               "pcm.nothing { type null hint { show on description \"nothing\" } }\n";
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_EXIT(
        {
            const std::string wrong = play_nothing(settings);
            std::fprintf(stderr, "wrong: '%s'", wrong.c_str());
            std::exit(0);
        },
        testing::ExitedWithCode(0), "wrong: ''");
}

TEST(PortAudio, without_a_server_and_a_card_there_is_none_and_the_sentence_says_what_to_do) {
    const Surroundings none("dubtest-there-is-none", "/usr/share/alsa/alsa.conf");
    testing::internal::CaptureStderr();
    const auto list = portaudio_devices()->list();
    const std::string printed = testing::internal::GetCapturedStderr();
    EXPECT_EQ(printed, "") << "the libraries' own words must not reach the terminal";
    if (list) GTEST_SKIP() << "this machine has a sound card: " << list->front().name;
    EXPECT_EQ(list.error().code, ErrorCode::io);
    EXPECT_NE(list.error().sentence.find("no sound device was found"), std::string::npos)
        << list.error().text();
}

} // namespace
} // namespace dub::app
