#pragma once
// Those who speak OSC to the window: whoever subscribes has a surface of its own, with its own bank, and is
// told what changed on it; messages of others are done and not answered. [window thread]

#include <memory>
#include <vector>

#include "app/device/osc_port.h"
#include "app/surfaces/surface.h"

namespace dub::app {

class OscDesk {
  public:
    using Time = Surface::Time;
    static constexpr std::size_t peers_max = 16;
    static constexpr Time forgotten_after = std::chrono::seconds(30); // a finger that says nothing more

    OscDesk(Surface::Ports ports, std::function<void(const std::string&)> say)
        : ports_(std::move(ports))
        , say_(std::move(say))
        , others_(ports_, osc::strips_max) {}

    // Opens, or closes with `on` false; a port that cannot be had is said.
    void set(const SurfaceSettings& settings);
    void unplugged(); // lets go of everything; whoever subscribed stays
    [[nodiscard]] int port() const { return port_ ? port_->port() : 0; } // 0: nobody is heard
    void service(Time now);
    void show();

  private:
    struct Peer {
        OscPeer address;
        Surface surface;
        osc::Feedback feedback;
        Time heard{0};
    };
    void hear(const OscHeard& heard, Time now);
    [[nodiscard]] Peer* find(const OscPeer& address) const;

    Surface::Ports ports_;
    std::function<void(const std::string&)> say_;
    Surface others_;
    Time others_heard_{0};
    std::unique_ptr<OscPort> port_;
    std::vector<std::unique_ptr<Peer>> peers_; // the one that subscribed first is first
};

} // namespace dub::app
