#pragma once
// What is heard of an open session: the control room, the player and the device, and the ports over them.
// [window thread]

#include <future>
#include <memory>

#include "app/playback/room_listening.h"
#include "app/window/player_transport.h"
#include "app/window/riding_ports.h"
#include "app/window/room_meters.h"
#include "app/window/room_monitor.h"
#include "app/window/room_paddles.h"

namespace dub::app {

class Sound {
  public:
    struct Parts {
        RoomMeters::SessionNow session; // the document's
        plan::OpenMedia open;
        std::shared_ptr<AudioDevices> devices; // none: silent, by the machine's clock
        // The monitor's settings as they were kept for a device; may give nothing. "": for none.
        std::function<std::string(const std::string& device)> kept;
        // What hands leave, as one entry of the history; none: nothing.
        std::function<Result<Diagnostics>(const std::vector<session::WrittenEdit>&, const std::string& title)>
            apply = {};
    };
    [[nodiscard]] static Result<std::unique_ptr<Sound>> create(Parts parts);
    Sound(const Sound&) = delete;
    Sound& operator=(const Sound&) = delete;

    void follow(const session::Session& session);
    // The files of these recordings are others now, or are there again.
    void open_again(const std::vector<MediaId>& media) { player_.open_again(media); }
    [[nodiscard]] std::size_t unreadable() const { return player_.unreadable(); }
    // Looks for a device in the background and plays on it; empty: the default one.
    void connect(std::string name);
    void disconnect(); // silent, by the machine's clock
    void service();    // every 20 ms or sooner

    // Recordings in the place of the session, the first of them at once; the transport stays where it is.
    // Errors: one cannot be folded to the speakers; nothing changes then.
    [[nodiscard]] Result<void> hear_instead(std::vector<plan::Recording> recordings);
    void hear_session();
    // Files that turned out to be unreadable since the last call.
    [[nodiscard]] Diagnostics take_failures() { return std::exchange(failures_, {}); }
    // What happened by itself and is to be said, once; empty: nothing.
    [[nodiscard]] std::string take_sentence() { return std::exchange(said_, {}); }

    [[nodiscard]] ui::TransportPort& transport() { return transport_; }
    [[nodiscard]] ui::MeterPort& meters() { return meters_; }
    [[nodiscard]] ui::MonitorPort& monitor() { return monitor_; }
    [[nodiscard]] ui::PecDirectPort& pec_direct() { return paddles_; }
    // What its outputs sound like is written down on it from now on; none: no more.
    void record(std::shared_ptr<monitor::Tape> tape) {
        room_->record(std::move(tape));
        player_.listening_changed(); // the plan puts out what the tape is to hear
    }
    [[nodiscard]] bool hears_session() const { return room_->hears_session(); }
    // The monitor's settings for the next start.
    [[nodiscard]] monitor::MonitorSettings to_keep() const { return room_->settings_of_session(); }
    // Whose monitor settings are those of now; "": no device was there yet.
    [[nodiscard]] const std::string& room_of() const { return room_of_; }
    [[nodiscard]] RidingPorts& hands() { return hands_; }
    // Stops; what hands and passes did is in the history.
    void finish();

  private:
    using Found = Result<std::vector<DeviceInfo>>;
    Sound(Parts parts, std::unique_ptr<ControlRoom> room);
    [[nodiscard]] Result<void> look_again();
    void found(const Found& devices);
    [[nodiscard]] monitor::MonitorSettings settings_for(const DeviceInfo& device);
    void record_what_is_wanted();
    void leave_failed_print();
    void leave_failed_paddles();
    [[nodiscard]] std::string sentence();

    Parts parts_;
    std::unique_ptr<ControlRoom> room_;
    RoomListening listening_;
    Player player_;
    PlayerTransport transport_;
    Riding riding_;
    RidingPorts hands_;
    RoomMeters meters_;
    RoomMonitor monitor_;
    RoomPaddles paddles_;
    std::string wanted_;     // name of the device
    std::string room_of_;    // as said above
    std::string sentence_;   // why none plays, or not as it was set up
    std::string unplayable_; // why what is edited is not what plays
    std::string said_;
    std::future<Found> finding_;
    std::chrono::steady_clock::time_point finding_since_;
    DeviceChoice choice_; // as it was asked for last
    int inputs_ = 0;      // of that device
    Diagnostics failures_;
};

} // namespace dub::app
