#pragma once
// What learned controls do, and how one is learned: touch a control of the window (or name a command), then
// move a knob. A knob without a motor takes over when it passes where its parameter stands. [window thread]

#include <functional>

#include "app/surfaces/bindings.h"
#include "app/surfaces/grips.h"
#include "ui/ports/document.h"
#include "ui/ports/transport.h"

namespace dub::app {

class Learned {
  public:
    using Time = Grips::Time;
    struct Ports { // all outlive it
        ui::DocumentPort& document;
        ui::TransportPort& transport;
        ui::HandsPort& hands;
        std::function<void(const std::string&)> run; // a command of the window by its id
    };
    explicit Learned(Ports ports)
        : ports_(std::move(ports))
        , grips_(ports_.hands) {}

    void set(std::vector<Binding> bindings);
    [[nodiscard]] const std::vector<Binding>& bindings() const { return bindings_; }
    void take(const std::string& port, const ControlMoved& moved, Time now);
    void tick(Time now) { grips_.tick(now); }
    void unplugged() { grips_.unplugged(); }

  private:
    void move(std::size_t binding, int value, Time now);

    Ports ports_;
    Grips grips_;
    std::vector<Binding> bindings_;
    struct Knob {
        std::optional<double> travel; // where it stood last
        bool caught = false;          // it has passed where the parameter stood
        std::optional<double> left;   // the value it left its parameter at
        bool down = false;            // of a button
    };
    std::vector<Knob> knobs_; // of the bindings
};

// A control that is being learned.
class Learning {
  public:
    void touched(const std::string& strip, const std::string& parameter);
    void chosen(const std::string& command);
    [[nodiscard]] bool waits_for_knob() const { return !made_.strip.empty() || !made_.command.empty(); }
    [[nodiscard]] const Binding& target() const { return made_; }
    // The knob that was moved after the target was known; a button that is let go is none.
    [[nodiscard]] std::optional<Binding> moved(const std::string& port, const ControlMoved& moved);

  private:
    Binding made_;
};

// With it in the place of what the same control did before.
[[nodiscard]] std::vector<Binding> with(std::vector<Binding> bindings, const Binding& learned);

} // namespace dub::app
