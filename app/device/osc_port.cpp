#include "app/device/osc_port.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <lo/lo_lowlevel.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

namespace dub::app {
namespace {

using osc::Argument;
using osc::OscMessage;

constexpr std::size_t datagram_max = 65536,
                      messages_max = 4096; // of one call: a flood must not stop a window
constexpr int nesting_max = 8;
constexpr std::string_view bundle_head{"#bundle\0", 8};
constexpr std::size_t time_tag = 8, length_field = 4;

struct FreeMessage {
    void operator()(lo_message message) const { lo_message_free(message); }
};
using LoMessage = std::unique_ptr<std::remove_pointer_t<lo_message>, FreeMessage>;

// Values lie in the message as they come, not where their type would want them.
template <class T> T read_as(const void* bytes) {
    T value;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

std::optional<Argument> argument(char type, const void* bytes) {
    switch (type) {
    case LO_INT32: return Argument{read_as<std::int32_t>(bytes)};
    case LO_FLOAT: return Argument{read_as<float>(bytes)};
    case LO_DOUBLE: return Argument{static_cast<float>(read_as<double>(bytes))};
    case LO_INT64:
        return Argument{static_cast<std::int32_t>(
            std::clamp<std::int64_t>(read_as<std::int64_t>(bytes), INT32_MIN, INT32_MAX))};
    case LO_TRUE: return Argument{std::int32_t{1}};
    case LO_FALSE: return Argument{std::int32_t{0}};
    case LO_STRING:
    case LO_SYMBOL: return Argument{std::string(static_cast<const char*>(bytes))};
    default: return std::nullopt;
    }
}

void read_message(const std::uint8_t* data, std::size_t size, std::vector<OscMessage>& into) {
    // The reader turns numbers round in place.
    std::vector<std::uint8_t> copy(data, data + size);
    if (copy[0] != '/' || std::ranges::find(copy, 0) == copy.end()) return;
    int error = 0;
    const LoMessage message(lo_message_deserialise(copy.data(), size, &error));
    if (!message) return;
    OscMessage read{reinterpret_cast<const char*>(copy.data()), {}};
    const char* const types = lo_message_get_types(message.get());
    lo_arg** const values = lo_message_get_argv(message.get());
    for (int i = 0; i < lo_message_get_argc(message.get()); ++i) {
        const auto one = argument(types[i], values[i]);
        if (!one) return; // of a kind that no path here takes
        read.arguments.push_back(*one);
    }
    into.push_back(std::move(read));
}

void read_packet(const std::uint8_t* data, std::size_t size, int nesting, std::vector<OscMessage>& into) {
    if (into.size() >= messages_max || nesting > nesting_max || size == 0 || size % 4 != 0) return;
    const bool bundle =
        size >= bundle_head.size() + time_tag &&
        std::equal(bundle_head.begin(), bundle_head.end(), reinterpret_cast<const char*>(data));
    if (!bundle) return read_message(data, size, into);
    std::size_t at = bundle_head.size() + time_tag;
    while (at + length_field <= size) {
        const std::size_t length =
            static_cast<std::size_t>(data[at]) << 24 | data[at + 1] << 16 | data[at + 2] << 8 | data[at + 3];
        at += length_field;
        if (length > size - at) return;
        read_packet(data + at, length, nesting + 1, into);
        at += length;
    }
}

sockaddr_in address_of(const OscPeer& peer) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = peer.address;
    address.sin_port = peer.port;
    return address;
}

} // namespace

std::string OscPeer::text() const {
    char letters[INET_ADDRSTRLEN]{};
    const in_addr from{address};
    ::inet_ntop(AF_INET, &from, letters, sizeof letters);
    return fmt::format("{}:{}", letters, ntohs(port));
}

std::vector<OscMessage> read_osc(const std::uint8_t* data, std::size_t size) {
    std::vector<OscMessage> read;
    read_packet(data, size, 0, read);
    return read;
}

std::vector<std::uint8_t> osc_bytes(const OscMessage& message) {
    const LoMessage made(lo_message_new());
    for (const Argument& one : message.arguments) {
        if (const auto* const whole = std::get_if<std::int32_t>(&one))
            lo_message_add_int32(made.get(), *whole);
        if (const auto* const real = std::get_if<float>(&one)) lo_message_add_float(made.get(), *real);
        if (const auto* const text = std::get_if<std::string>(&one))
            lo_message_add_string(made.get(), text->c_str());
    }
    std::vector<std::uint8_t> bytes(lo_message_length(made.get(), message.path.c_str()));
    std::size_t size = bytes.size();
    lo_message_serialise(made.get(), message.path.c_str(), bytes.data(), &size);
    return bytes;
}

Result<std::unique_ptr<OscPort>> OscPort::open(int port, Reach reach) {
    const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_in own{};
    own.sin_family = AF_INET;
    own.sin_addr.s_addr = htonl(reach == Reach::network ? INADDR_ANY : INADDR_LOOPBACK);
    own.sin_port = htons(static_cast<std::uint16_t>(port));
    socklen_t length = sizeof own;
    if (socket < 0 || ::bind(socket, reinterpret_cast<sockaddr*>(&own), length) != 0 ||
        ::getsockname(socket, reinterpret_cast<sockaddr*>(&own), &length) != 0) {
        const std::string why = std::generic_category().message(errno);
        if (socket >= 0) ::close(socket);
        return fail(ErrorCode::io,
                    fmt::format("OSC cannot listen on port {}: {}. Choose another port: Setup, "
                                "Control surfaces.",
                                port, why));
    }
    return std::unique_ptr<OscPort>(new OscPort(socket, ntohs(own.sin_port)));
}

OscPort::~OscPort() { ::close(socket_); }

std::vector<OscHeard> OscPort::receive() {
    std::vector<OscHeard> heard;
    std::vector<std::uint8_t> datagram(datagram_max);
    while (heard.size() < messages_max) {
        sockaddr_in from{};
        socklen_t length = sizeof from;
        const ssize_t size = ::recvfrom(socket_, datagram.data(), datagram.size(), 0,
                                        reinterpret_cast<sockaddr*>(&from), &length);
        if (size < 0 && errno == ECONNREFUSED) continue; // of what was sent to somebody who left
        if (size < 0) break;
        for (OscMessage& message : read_osc(datagram.data(), static_cast<std::size_t>(size)))
            heard.push_back({{from.sin_addr.s_addr, from.sin_port}, std::move(message)});
    }
    return heard;
}

void OscPort::send(const OscPeer& to, const OscMessage& message) const {
    const auto bytes = osc_bytes(message);
    const sockaddr_in address = address_of(to);
    (void)::sendto(socket_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL,
                   reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

} // namespace dub::app
