#pragma once
// All control surfaces of a window over one open session: Mackie Control, OSC, learned controllers. Made with
// the session, gone with it; faders then go down and lamps out. [window thread]

#include "app/surfaces/learned.h"
#include "app/window/surfaces/mackie_desk.h"
#include "app/window/surfaces/osc_desk.h"

namespace dub::app {

class Surfaces {
  public:
    using Time = Surface::Time;
    // `midi` may be none. What `ports` name outlives it.
    Surfaces(const Surface::Ports& ports, std::shared_ptr<MidiPorts> midi);
    Surfaces(const Surfaces&) = delete;
    Surfaces& operator=(const Surfaces&) = delete;
    ~Surfaces();

    void set(const SurfaceSettings& settings);
    [[nodiscard]] const SurfaceSettings& settings() const { return settings_; }
    void set_bindings(std::vector<Binding> bindings);
    [[nodiscard]] const std::vector<Binding>& bindings() const { return learned_.bindings(); }
    void let_go();          // of all that fingers hold: before the session is left
    void service(Time now); // with every turn of the window, after the meters' turn

    // Learning: a hand on a control of the window or a command, then a knob. `learned` is told the new list.
    void learn();
    void stop_learning();
    [[nodiscard]] bool learning() const { return learning_.has_value(); }
    [[nodiscard]] std::string learning_sentence() const; // what to do now
    void touched(const session::StripOwner& owner, const session::ParameterAddress& address);
    void chosen(const std::string& command);
    std::function<void(const std::vector<Binding>&)> learned = [](const std::vector<Binding>&) {};

    [[nodiscard]] const MidiNames& names() const { return links_.names(); }
    void keep_looking(bool on) { links_.keep_looking(on); }
    void look_again() { links_.look_again(); }
    [[nodiscard]] int osc_port() const { return osc_.port(); }
    [[nodiscard]] Surface& mackie() { return mackie_.surface(); }

  private:
    void want();
    void hear_controllers(Time now);
    void hear(const std::string& port, const ControlMoved& moved, Time now);
    [[nodiscard]] std::vector<std::string> controllers() const; // inputs

    Surface::Ports ports_;
    SurfaceSettings settings_;
    MidiLinks links_;
    MackieDesk mackie_;
    OscDesk osc_;
    Learned learned_;
    std::optional<Learning> learning_;
    std::vector<std::string> heard_; // inputs of controllers, as they are wanted now
    ui::DeviceHealth health_ = ui::DeviceHealth::none;
    bool shows_ = false; // every other turn
};

} // namespace dub::app
