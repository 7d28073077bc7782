#pragma once
// Monitor and meters of an open session: what the live plan must put out for them, and how they follow the
// session. What can be listened to: "printmaster", each stem by its name, "M&E" and "minus dialogue"; what
// the device records is "input". [control, but for target() and listener()]

#include <memory>
#include <mutex>
#include <vector>

#include "engine/measure/live/meter_thread.h"
#include "engine/monitor/listening.h"
#include "engine/plan/strip_meters.h"
#include "engine/plan/target.h"
#include "engine/session/session.h"

namespace dub::app {

struct RoomDevice {
    SampleRate rate;
    int channels = 2;
    Layout input; // no channels: nothing is recorded
    friend bool operator==(const RoomDevice&, const RoomDevice&) = default;
};

class ControlRoom {
  public:
    // Errors: settings that do not fit the device (monitor::check).
    [[nodiscard]] static Result<std::unique_ptr<ControlRoom>>
    open(const session::Session& session, const RoomDevice& device, const monitor::MonitorSettings& settings);

    // What the live plan is to be compiled for: the printmaster, the stems, the speech of the dialogue stem,
    // and what is chosen beside them; with the strips' meters. [any]
    [[nodiscard]] plan::Target target(const session::Session& session) const;
    // Names for the source selector.
    [[nodiscard]] std::vector<std::string> sources(const session::Session& session) const;

    enum class Plan : unsigned char { as_before, compile_again }; // target() is now another
    // Errors: as open(), or a source that cannot be folded to the speakers; nothing changes then.
    [[nodiscard]] Result<Plan> set(const monitor::MonitorSettings& settings, const session::Session& session);
    // After each edit, before what target() says is compiled. Errors: as set().
    [[nodiscard]] Result<void> follow(const session::Session& session);
    // Another device was opened. Errors: as open().
    [[nodiscard]] Result<void> move_to(const RoomDevice& device, const session::Session& session);

    [[nodiscard]] const monitor::MonitorSettings& settings() const { return settings_; }
    [[nodiscard]] render::LiveListener& listener() { return listening_; }
    [[nodiscard]] measure::LiveMeters& meters() { return *meters_; }
    [[nodiscard]] const plan::StripMeters& strips() const { return *strips_; }
    // Of what the device gets, channel by channel.
    [[nodiscard]] measure::LevelMeter& device_levels() { return *device_levels_; }

  private:
    ControlRoom(const RoomDevice& device, const monitor::MonitorSettings& settings);
    [[nodiscard]] monitor::Monitor::Setup setup_for(const session::Session& session,
                                                    const std::string& source) const;
    void meter(const session::Session& session);
    void give();

    mutable std::mutex mutex_; // for target()
    std::string chosen_;
    std::shared_ptr<plan::StripMeters> strips_;

    RoomDevice device_;
    monitor::MonitorSettings settings_;
    std::shared_ptr<monitor::Monitor> monitor_;
    std::shared_ptr<measure::LoudnessHistory> history_;
    std::shared_ptr<measure::LiveMeters> meters_;
    std::shared_ptr<measure::LevelMeter> device_levels_;
    monitor::Listening listening_;
    std::unique_ptr<measure::MeterThread> thread_; // before the meters it works for go
};

} // namespace dub::app
