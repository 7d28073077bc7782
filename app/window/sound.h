#pragma once
// What is heard of an open session: the control room, the player and the device, and the ports over them.
// [window thread]

#include <future>
#include <memory>

#include "app/playback/room_listening.h"
#include "app/window/player_transport.h"
#include "app/window/room_meters.h"
#include "app/window/room_monitor.h"

namespace dub::app {

class Sound {
  public:
    struct Parts {
        RoomMeters::SessionNow session; // the document's
        plan::OpenMedia open;
        std::shared_ptr<AudioDevices> devices; // none: silent, by the machine's clock
        std::function<std::string()> kept;     // the monitor's settings as they were kept; may give nothing
    };
    [[nodiscard]] static Result<std::unique_ptr<Sound>> create(Parts parts);
    Sound(const Sound&) = delete;
    Sound& operator=(const Sound&) = delete;

    void follow(const session::Session& session) { player_.session_changed(session); }
    // The files of these recordings are others now, or are there again.
    void open_again(const std::vector<MediaId>& media) { player_.open_again(media); }
    [[nodiscard]] std::size_t unreadable() const { return player_.unreadable(); }
    // Looks for a device in the background and plays on it; empty: the default one.
    void connect(std::string name);
    void disconnect(); // silent, by the machine's clock
    void service();    // every 20 ms or sooner

    [[nodiscard]] ui::TransportPort& transport() { return transport_; }
    [[nodiscard]] ui::MeterPort& meters() { return meters_; }
    [[nodiscard]] ui::MonitorPort& monitor() { return monitor_; }
    [[nodiscard]] const std::shared_ptr<AudioDevices>& devices() const { return parts_.devices; }

  private:
    using Found = Result<std::vector<DeviceInfo>>;
    Sound(Parts parts, std::unique_ptr<ControlRoom> room);
    void found(const Found& devices);

    Parts parts_;
    std::unique_ptr<ControlRoom> room_;
    RoomListening listening_;
    Player player_;
    PlayerTransport transport_;
    RoomMeters meters_;
    RoomMonitor monitor_;
    std::string wanted_;   // name of the device
    std::string sentence_; // why none plays
    std::future<Found> finding_;
};

} // namespace dub::app
