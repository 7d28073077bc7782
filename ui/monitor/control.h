#pragma once
// What keys and buttons do to the monitor. It knows no widget. [window thread]

#include <functional>

#include "ui/commands.h"
#include "ui/ports/monitor.h"

namespace dub::ui {

inline constexpr double lowest_spl = 30, highest_spl = 110, level_step_db = 1;

[[nodiscard]] inline monitor::Switch other(monitor::Switch now) {
    return now == monitor::Switch::on ? monitor::Switch::off : monitor::Switch::on;
}
[[nodiscard]] inline const monitor::SpeakerSet& heard_set(const monitor::MonitorSettings& settings) {
    return settings.sets[static_cast<std::size_t>(settings.set)];
}
[[nodiscard]] bool is_at(const monitor::MonitorSettings& settings, const monitor::LevelPreset& preset);

class MonitorControl {
  public:
    using Settings = monitor::MonitorSettings;
    explicit MonitorControl(MonitorPort& port)
        : port_(port) {}

    std::function<void(const std::string&)> say = [](const std::string&) {}; // trouble, for the status line
    std::function<void()> changed = [] {}; // after every attempt: what is shown follows what is

    [[nodiscard]] const Settings& now() const { return port_.settings(); }
    [[nodiscard]] const MonitorPort& port() const { return port_; }
    // What is wrong is said, and nothing changes then.
    Result<void> set(const Settings& next);
    Result<void> change(const std::function<void(Settings&)>& how);

    void toggle(monitor::Switch Settings::*knob);
    void toggle_headphones();
    void listen(monitor::Listen to);
    void use(const monitor::LevelPreset& preset);
    void step_level(double db);        // within the range
    void step_source(int by);          // round about
    void print_or_live();              // the print of what is listened to, and back
    void solo(session::SoloMode mode); // what solos do
    void use_set(int set);
    void toggle_speaker(std::size_t speaker,
                        monitor::Switch monitor::SpeakerControl::*knob); // of the heard set
    void free_speakers();                                                // no solo, no mute

    [[nodiscard]] Commands commands();

  private:
    MonitorPort& port_;
};

} // namespace dub::ui
