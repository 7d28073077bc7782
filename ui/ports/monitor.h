#pragma once
// The monitor as windows see it: its knobs as a value, and what can be listened to. But for what solos do
// nothing of it reaches a file or a session. Presets of its level: engine/monitor/settings.h. [window thread]

#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/monitor/settings.h"
#include "engine/session/session.h"

namespace dub::ui {

struct MonitorSource {
    std::string name;       // MonitorSettings::source
    std::string label;      // for people: "Minus dialogue"
    std::string other = {}; // the print of it, or what it is a print of; empty: there is none
    friend bool operator==(const MonitorSource&, const MonitorSource&) = default;
};

class MonitorPort {
  public:
    virtual ~MonitorPort() = default;
    [[nodiscard]] virtual const monitor::MonitorSettings& settings() const = 0;
    // Errors (unfit) name the knob, its range and the cure; nothing changes then.
    virtual Result<void> set(const monitor::MonitorSettings& settings) = 0;
    [[nodiscard]] virtual std::vector<MonitorSource> sources() const = 0;
    // What solos do; an entry of the session's history.
    [[nodiscard]] virtual session::SoloMode solo_mode() const = 0;
    virtual Result<void> set_solo_mode(session::SoloMode mode) = 0;
    [[nodiscard]] virtual int device_channels() const = 0;
    [[nodiscard]] virtual int device_inputs() const = 0; // it could record
};

} // namespace dub::ui
