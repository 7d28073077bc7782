// RtMidi over a JACK server: what a surface says is heard, what it is told arrives, and the end of either.

#include <chrono>
#include <thread>

#include <gtest/gtest.h>

#include "app/device/rtmidi_ports.h"
#include "tests/support/jack/jack_server.h"
#include "tests/support/jack/midi_surface.h"

namespace dub::app {
namespace {

using Bytes = std::vector<std::uint8_t>;

template <class Done> bool until(Done done) {
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!done()) {
        if (std::chrono::steady_clock::now() > limit) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return true;
}

struct Midi : testing::Test {
    void SetUp() override {
        if (const auto missing = test::JackServer::missing()) GTEST_SKIP() << *missing;
        server = std::make_unique<test::JackServer>();
        ASSERT_TRUE(server->ready()) << "jackd does not start";
        surface = test::MidiSurface::plug_in("Surface");
        ASSERT_NE(surface, nullptr);
    }
    bool is_there(const char* input) {
        const auto names = ports->names().inputs;
        return std::ranges::find(names, input) != names.end();
    }
    std::unique_ptr<MidiLink> linked() {
        auto link = ports->open("JACK: Surface:out", "JACK: Surface:in");
        EXPECT_TRUE(link) << link.error().text();
        return link ? std::move(*link) : nullptr;
    }

    std::unique_ptr<test::JackServer> server;
    std::unique_ptr<test::MidiSurface> surface;
    std::shared_ptr<MidiPorts> ports = rtmidi_ports();
};

TEST_F(Midi, every_message_comes_through_both_ways_in_order) {
    ASSERT_TRUE(is_there("JACK: Surface:out"));
    const auto link = linked();
    ASSERT_NE(link, nullptr);
    ASSERT_TRUE(surface->linked()) << "what is said before is lost";
    constexpr int count = 500;
    std::vector<Bytes> sent, heard;
    for (int i = 0; i < count; ++i) {
        sent.push_back({0xE0, static_cast<std::uint8_t>(i & 0x7F), static_cast<std::uint8_t>(i >> 7)});
        link->send(sent.back());
        surface->say(sent.back());
    }
    const Bytes greeting{0xF0, 0x00, 0x00, 0x66, 0x14, 0x01, 'A', 'B', 'C',
                         'D',  'E',  'F',  'G',  1,    2,    3,   4,   0xF7};
    surface->say(greeting);
    sent.push_back(greeting);
    link->send(greeting);
    EXPECT_TRUE(until([&] {
        while (const auto one = link->receive())
            heard.emplace_back(one->data().begin(), one->data().end());
        return heard.size() >= sent.size();
    }));
    EXPECT_EQ(heard, sent);
    EXPECT_EQ(link->lost(), 0U);
    EXPECT_TRUE(until([&] { return surface->told().size() >= sent.size(); }))
        << "linked " << surface->linked() << ", dead " << link->dead();
    EXPECT_EQ(surface->told(), sent);
}

TEST_F(Midi, a_surface_that_is_unplugged_is_gone_from_the_names_and_comes_back) {
    ASSERT_TRUE(is_there("JACK: Surface:out"));
    surface.reset();
    EXPECT_TRUE(until([&] { return !is_there("JACK: Surface:out"); }));
    EXPECT_FALSE(ports->open("JACK: Surface:out", ""));
    surface = test::MidiSurface::plug_in("Surface");
    EXPECT_TRUE(until([&] { return is_there("JACK: Surface:out"); }));
}

// A client of a dead server may not be touched: this must not crash, hang or leave anything waiting.
TEST_F(Midi, a_server_that_ends_is_told_and_can_be_had_again) {
    for (int round = 0; round < 2; ++round) {
        auto link = linked();
        ASSERT_NE(link, nullptr) << round;
        EXPECT_FALSE(link->dead());
        surface->leave_to_its_fate();
        server->kill();
        EXPECT_TRUE(until([&] { return link->dead(); }));
        for (int i = 0; i < 10000; ++i)
            link->send(Bytes{0xE0, 0, 0});
        EXPECT_TRUE(ports->names().inputs.empty());
        EXPECT_FALSE(ports->open("JACK: Surface:out", ""));
        const auto before = std::chrono::steady_clock::now();
        link.reset();
        EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(1));
        server->start();
        ASSERT_TRUE(server->ready());
        surface = test::MidiSurface::plug_in("Surface");
        ASSERT_NE(surface, nullptr);
        EXPECT_FALSE(is_there("JACK: Surface:out")) << "left alone until somebody asks";
        ports->look_again();
        EXPECT_TRUE(until([&] { return is_there("JACK: Surface:out"); }));
    }
}

TEST(MidiAlone, without_a_server_there_are_no_ports_and_no_crash) {
    ::setenv("JACK_DEFAULT_SERVER", "dubtest-nobody", 1);
    ::setenv("JACK_NO_START_SERVER", "1", 1);
    const auto ports = rtmidi_ports();
    for (const auto& name : ports->names().inputs)
        EXPECT_FALSE(name.starts_with("JACK")) << name;
    const auto link = ports->open("JACK: nobody:out", "");
    ASSERT_FALSE(link);
    EXPECT_NE(link.error().text().find("JACK: nobody:out"), std::string::npos) << link.error().text();
    EXPECT_EQ(link.error().code, ErrorCode::io);
    ::unsetenv("JACK_DEFAULT_SERVER");
}

} // namespace
} // namespace dub::app
