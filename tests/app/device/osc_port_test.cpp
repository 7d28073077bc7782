// OSC over loopback: liblo's own sender and server at the other end.

#include <arpa/inet.h>
#include <chrono>
#include <ifaddrs.h>
#include <lo/lo.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

#include "app/device/osc_port.h"
#include "tests/support/dice.h"
#include "tests/support/small_session.h"

namespace dub::app {
namespace {

using osc::OscMessage;

std::vector<OscHeard> heard_by(OscPort& port, std::size_t count) {
    std::vector<OscHeard> all;
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (all.size() < count && std::chrono::steady_clock::now() < limit) {
        for (auto& one : port.receive())
            all.push_back(std::move(one));
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return all;
}

TEST(OscPort, hears_what_liblo_sends_in_messages_and_bundles) {
    const auto port = test::must(OscPort::open(0, Reach::this_machine));
    lo_address to = lo_address_new("127.0.0.1", std::to_string(port->port()).c_str());
    lo_send(to, "/strip/fader", "if", 3, 0.5);
    lo_send(to, "/strip/mute/4", "T");
    lo_blob blob = lo_blob_new(4, "abcd"); // of a kind no path takes
    lo_send(to, "/blob", "b", blob);
    lo_blob_free(blob);
    lo_bundle bundle = lo_bundle_new(LO_TT_IMMEDIATE);
    lo_message play = lo_message_new(), named = lo_message_new();
    lo_message_add(named, "s", "marker.add");
    lo_bundle_add_message(bundle, "/transport_play", play);
    lo_bundle_add_message(bundle, "/command", named);
    lo_send_bundle(to, bundle);
    const auto all = heard_by(*port, 4);
    lo_bundle_free_recursive(bundle);
    lo_address_free(to);
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all[0].message, (OscMessage{"/strip/fader", {3, 0.5F}}));
    EXPECT_EQ(all[1].message, (OscMessage{"/strip/mute/4", {1}}));
    EXPECT_EQ(all[2].message, (OscMessage{"/transport_play", {}}));
    EXPECT_EQ(all[3].message, (OscMessage{"/command", {"marker.add"}}));
    EXPECT_TRUE(all[0].from.text().starts_with("127.0.0.1:"));
}

TEST(OscPort, is_heard_by_a_server_of_liblo) {
    const auto port = test::must(OscPort::open(0, Reach::this_machine));
    lo_server server = lo_server_new(nullptr, nullptr);
    std::string heard;
    const auto note = [](const char* path, const char* types, lo_arg** values, int, lo_message, void* into) {
        *static_cast<std::string*>(into) =
            std::string(path) + " " + types + " " + reinterpret_cast<const char*>(values[1]);
        return 0;
    };
    lo_server_add_method(server, nullptr, nullptr, note, &heard);
    const OscPeer peer{htonl(INADDR_LOOPBACK), htons(static_cast<std::uint16_t>(lo_server_get_port(server)))};
    port->send(peer, {"/strip/name", {2, "DX 1"}});
    EXPECT_GT(lo_server_recv_noblock(server, 5000), 0);
    EXPECT_EQ(heard, "/strip/name is DX 1");
    lo_server_free(server);
}

// An address of this machine that is not the loopback's: as near as a test comes to another machine.
std::optional<in_addr> other_address() {
    ifaddrs* all = nullptr;
    if (::getifaddrs(&all) != 0) return std::nullopt;
    std::optional<in_addr> found;
    for (const ifaddrs* one = all; one != nullptr; one = one->ifa_next) {
        if (one->ifa_addr == nullptr || one->ifa_addr->sa_family != AF_INET) continue;
        const in_addr address = reinterpret_cast<const sockaddr_in*>(one->ifa_addr)->sin_addr;
        if ((ntohl(address.s_addr) >> 24) != 127) found = address;
    }
    ::freeifaddrs(all);
    return found;
}

TEST(OscPort, hears_the_network_only_when_it_is_told_to) {
    const auto outside = other_address();
    if (!outside) GTEST_SKIP() << "this machine has no address but the loopback's";
    const auto own = test::must(OscPort::open(0, Reach::this_machine));
    const auto open = test::must(OscPort::open(0, Reach::network));
    char address[INET_ADDRSTRLEN]{};
    ::inet_ntop(AF_INET, &*outside, address, sizeof address);
    for (const auto* const port : {own.get(), open.get()}) {
        lo_address to = lo_address_new(address, std::to_string(port->port()).c_str());
        lo_send(to, "/transport_play", "");
        lo_address_free(to);
    }
    EXPECT_EQ(heard_by(*open, 1).size(), 1U);
    EXPECT_TRUE(own->receive().empty());
}

TEST(OscPort, a_port_that_is_taken_says_so) {
    const auto first = test::must(OscPort::open(0, Reach::this_machine));
    const auto second = OscPort::open(first->port(), Reach::this_machine);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::io);
    EXPECT_NE(second.error().text().find(std::to_string(first->port())), std::string::npos);
}

TEST(OscPort, rubbish_and_cut_messages_do_no_harm) {
    test::Dice dice(22);
    const auto whole = osc_bytes({"/strip/parameter", {7, "pan.x", 0.5F}});
    EXPECT_EQ(read_osc(whole.data(), whole.size()),
              (std::vector<OscMessage>{{"/strip/parameter", {7, "pan.x", 0.5F}}}));
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_TRUE(read_osc(whole.data(), size).empty()) << size;
    for (int round = 0; round < 20000; ++round) {
        auto bytes = whole;
        if (dice.chance(0.3)) {
            const std::string_view head("#bundle\0\0\0\0\0\0\0\0\1", 16);
            bytes.insert(bytes.begin(), {0, 0, 0, static_cast<std::uint8_t>(dice.whole(0, 64))});
            bytes.insert(bytes.begin(), head.begin(), head.end());
        }
        for (auto& byte : bytes)
            if (dice.chance(0.05)) byte = static_cast<std::uint8_t>(dice.next());
        EXPECT_LE(read_osc(bytes.data(), bytes.size()).size(), 2U);
    }
}

} // namespace
} // namespace dub::app
