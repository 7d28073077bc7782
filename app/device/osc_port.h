#pragma once
// OSC over UDP, by liblo's reader and writer of messages over a socket of our own: liblo's server would
// listen on every network, and ours hears this machine alone unless it is told otherwise. No thread: what
// came is taken when it is asked for. [control]

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/surfaces/osc/osc.h"
#include "app/surfaces/settings.h"
#include "engine/core/result.h"

namespace dub::app {

// Who sent something: an address and a port as the socket has them.
struct OscPeer {
    std::uint32_t address = 0; // network order
    std::uint16_t port = 0;    // network order
    friend auto operator<=>(const OscPeer&, const OscPeer&) = default;
    [[nodiscard]] std::string text() const; // "127.0.0.1:9000"
};

struct OscHeard {
    OscPeer from;
    osc::OscMessage message;
};

// The messages of a datagram, of bundles too, whatever time those ask for; what is no OSC gives none.
[[nodiscard]] std::vector<osc::OscMessage> read_osc(const std::uint8_t* data, std::size_t size);
[[nodiscard]] std::vector<std::uint8_t> osc_bytes(const osc::OscMessage& message);

class OscPort {
  public:
    // port 0: any free one. Errors (io): it is taken, with the cure.
    [[nodiscard]] static Result<std::unique_ptr<OscPort>> open(int port, Reach reach);
    OscPort(const OscPort&) = delete;
    OscPort& operator=(const OscPort&) = delete;
    ~OscPort();

    [[nodiscard]] int port() const { return port_; }
    [[nodiscard]] std::vector<OscHeard> receive();                      // what came since; never waits
    void send(const OscPeer& to, const osc::OscMessage& message) const; // never waits; may be lost, as UDP is

  private:
    OscPort(int socket, int port)
        : socket_(socket)
        , port_(port) {}
    int socket_, port_;
};

} // namespace dub::app
