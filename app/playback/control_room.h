#pragma once
// Monitor and meters of an open session: what the live plan must put out for them, and how they follow the
// session. What can be listened to: "printmaster", each stem by its name, "M&E" and "minus dialogue", each
// print as "print of NAME"; what the device records is "input". Recordings can be heard in the place of the
// session: then they alone are compiled, and they are the sources. What is soloed in AFL or PFL is heard in
// the place of any source. [control, but for listener()]

#include <memory>
#include <vector>

#include "app/playback/listening.h"
#include "app/playback/paddles.h"
#include "app/playback/solo_listening.h"
#include "engine/measure/live/meter_thread.h"
#include "engine/monitor/listening.h"
#include "engine/plan/recording.h"
#include "engine/plan/strip_meters.h"
#include "engine/session/session.h"

namespace dub::app {

struct RoomDevice {
    SampleRate rate;
    int channels = 2;
    int inputs = 0; // that it records
    friend bool operator==(const RoomDevice&, const RoomDevice&) = default;
};

class ControlRoom {
  public:
    // Errors: settings that do not fit the device (monitor::check).
    [[nodiscard]] static Result<std::unique_ptr<ControlRoom>>
    open(const session::Session& session, const RoomDevice& device, const monitor::MonitorSettings& settings);

    // What the live plan is to be compiled of: the printmaster, the stems, the speech of the dialogue stem,
    // and what is chosen beside them, with the strips' meters; or the recording in their place.
    [[nodiscard]] Wanted wanted(const session::Session& session) const;

    struct Source {
        std::string name;
        std::string other; // the print of it, or what it is a print of; empty: there is none
    };
    [[nodiscard]] std::vector<Source> sources(const session::Session& session) const;

    enum class Plan : unsigned char { as_before, compile_again }; // wanted() is now another
    // Errors: as open(), or a source that cannot be folded to the speakers; nothing changes then.
    [[nodiscard]] Result<Plan> set(const monitor::MonitorSettings& settings, const session::Session& session);
    // After each edit, before what wanted() says is compiled. Errors: as set().
    [[nodiscard]] Result<void> follow(const session::Session& session);
    // Now and then: goes on with a change of what solos do. `plays`: what was compiled last is what plays.
    [[nodiscard]] Plan settle(bool plays, const session::Session& session);
    // Another device was opened; the settings are for it. Errors: as open(); nothing changes then.
    [[nodiscard]] Result<Plan> move_to(const RoomDevice& device, const session::Session& session,
                                       const monitor::MonitorSettings& settings);

    // One recording at a time in the place of the session, by their names; the first is heard. None: the
    // session is heard again, as it was listened to. Errors: as set(); the session is in its place all the
    // same, silent.
    [[nodiscard]] Result<void> hear_instead(std::vector<plan::Recording> recordings,
                                            const session::Session& session);
    [[nodiscard]] bool hears_session() const { return recordings_.empty(); }

    // What is heard of the outputs it names is written down on it; none: no more.
    void record(std::shared_ptr<monitor::Tape> tape);
    // Of stems that are heard as they were printed, in what wanted() gives.
    [[nodiscard]] Paddles& paddles() { return paddles_; }

    [[nodiscard]] const monitor::MonitorSettings& settings() const { return settings_; }
    // With the source that is listened to of the session: what is worth keeping.
    [[nodiscard]] monitor::MonitorSettings settings_of_session() const;
    [[nodiscard]] const RoomDevice& device() const { return device_; }
    [[nodiscard]] render::LiveListener& listener() { return listening_; }
    [[nodiscard]] measure::LiveMeters& meters() { return *meters_; }
    [[nodiscard]] const plan::StripMeters& strips() const { return *strips_; }
    // Of what the device gets, channel by channel.
    [[nodiscard]] measure::LevelMeter& device_levels() { return *device_levels_; }

  private:
    ControlRoom(const RoomDevice& device, const monitor::MonitorSettings& settings,
                const session::Session& session);
    [[nodiscard]] bool hears_input(const monitor::MonitorSettings& settings) const;
    [[nodiscard]] monitor::Monitor::Setup setup_for(const session::Session& session,
                                                    const monitor::MonitorSettings& settings) const;
    void meter(const session::Session& session);
    void give();

    RoomDevice device_;
    monitor::MonitorSettings settings_;
    std::vector<plan::Recording> recordings_;
    std::string source_of_session_; // while there are recordings
    Paddles paddles_;
    SoloListening solo_;
    std::shared_ptr<monitor::Tape> tape_;

    std::shared_ptr<plan::StripMeters> strips_;
    std::shared_ptr<monitor::Monitor> monitor_;
    std::shared_ptr<measure::LoudnessHistory> history_;
    std::shared_ptr<measure::LiveMeters> meters_;
    std::shared_ptr<measure::LevelMeter> device_levels_;
    monitor::Listening listening_;
    std::unique_ptr<measure::MeterThread> thread_; // before the meters it works for go
};

} // namespace dub::app
