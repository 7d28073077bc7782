#pragma once
// The control room as what the player's sound goes through: the plan is what the room asks for, the monitor
// fills the device's channels as they are, and both follow session and device.

#include <atomic>
#include <optional>

#include "app/playback/control_room.h"
#include "app/playback/listening.h"

namespace dub::app {

// The layout a device is opened with for a room: its first outputs, as many as that (1 .. 16), in order.
// Which speaker is plugged in where is the room's business.
[[nodiscard]] Layout outputs_in_order(int channels);

class RoomListening final : public Listening {
  public:
    // The room must outlive it.
    RoomListening(ControlRoom& room, const session::Session& session)
        : room_(room)
        , session_(session) {}

    [[nodiscard]] Wanted wanted(const session::Session& session, const Layout&) const override {
        return room_.wanted(session);
    }
    void follow(const session::Session& session) override;
    void move_to(const DeviceFormat& device) override;
    void hear(const render::LivePiece& piece, AudioBlock device) noexcept override;

    // [control] What the room is set to together with the next device: it may have other channels than the
    // one that is there now.
    void set_with_next_device(monitor::MonitorSettings settings) { next_ = std::move(settings); }
    // [control] True once after a device came with which the room wants another plan.
    [[nodiscard]] bool wants_another_plan() { return std::exchange(another_plan_, false); }
    // [control] Why nothing is heard, or not what was asked for; empty: all is well.
    [[nodiscard]] const std::string& sentence() const {
        return of_device_.empty() ? of_session_ : of_device_;
    }

  private:
    ControlRoom& room_;
    session::Session session_;
    std::optional<monitor::MonitorSettings> next_;
    bool another_plan_ = false;
    std::string of_device_, of_session_;
    std::atomic<int> channels_{0}; // of the device the room was set up for; 0: it does not fit
};

} // namespace dub::app
