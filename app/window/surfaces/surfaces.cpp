#include "app/window/surfaces/surfaces.h"

#include <algorithm>

#include <fmt/format.h>

namespace dub::app {

Surfaces::Surfaces(const Surface::Ports& ports, std::shared_ptr<MidiPorts> midi)
    : ports_(ports)
    , links_(std::move(midi))
    , mackie_(ports, ports.say)
    , osc_(ports, ports.say)
    , learned_({ports.document, ports.transport, ports.hands, ports.run}) {}

Surfaces::~Surfaces() {
    mackie_.farewell(links_);
    osc_.set({});
    learned_.unplugged();
}

void Surfaces::let_go() {
    mackie_.surface().unplugged();
    osc_.unplugged();
    learned_.unplugged();
}

void Surfaces::set(const SurfaceSettings& settings) {
    if (settings.units != settings_.units) {
        mackie_.farewell(links_);
        mackie_.set(settings.units);
    }
    osc_.set(settings);
    settings_ = settings;
    want();
}

void Surfaces::set_bindings(std::vector<Binding> bindings) {
    learned_.set(std::move(bindings));
    want();
}

// While one learns, every input may be the one.
std::vector<std::string> Surfaces::controllers() const {
    std::vector<std::string> inputs;
    const auto add = [&](const std::string& input) {
        const bool taken =
            std::ranges::find(settings_.units, input, &SurfaceUnit::input) != settings_.units.end();
        if (!taken && std::ranges::find(inputs, input) == inputs.end()) inputs.push_back(input);
    };
    for (const Binding& one : learned_.bindings())
        add(one.port);
    if (learning_)
        for (const std::string& input : links_.names().inputs)
            add(input);
    return inputs;
}

void Surfaces::want() {
    heard_ = controllers();
    auto wanted = mackie_.wanted();
    for (const std::string& input : heard_)
        wanted.push_back({input, ""});
    links_.want(std::move(wanted));
}

void Surfaces::service(Time now) {
    const ui::DeviceHealth health = ports_.transport.state().health;
    const bool sounds_again = health == ui::DeviceHealth::running && health_ != health;
    if (std::exchange(health_, health) != health && sounds_again) links_.look_again();
    links_.service(now);
    for (const MidiLinks::Event& event : links_.take_events()) {
        mackie_.happened(event, links_);
        if (event.kind == MidiLinks::Event::Kind::lost && event.wanted.output.empty()) learned_.unplugged();
    }
    if (learning_ && controllers() != heard_) want();
    mackie_.service(links_, now);
    osc_.service(now);
    hear_controllers(now);
    shows_ = !shows_;
    if (!shows_) return;
    mackie_.show(links_);
    osc_.show();
}

void Surfaces::hear_controllers(Time now) {
    const auto inputs = heard_; // learning changes it
    for (const std::string& input : inputs)
        if (MidiLink* const link = links_.link({input, ""}))
            while (const auto message = link->receive())
                if (const auto moved = control_moved(message->data())) {
                    hear(input, *moved, now);
                    if (links_.link({input, ""}) != link) break;
                }
    learned_.tick(now);
}

void Surfaces::hear(const std::string& port, const ControlMoved& moved, Time now) {
    if (!learning_) return learned_.take(port, moved, now);
    const auto made = learning_->moved(port, moved);
    if (!made) return;
    learning_.reset();
    set_bindings(with(learned_.bindings(), *made));
    ports_.say(fmt::format("Learned: {} of {}.", made->control.text(), made->port));
    learned(learned_.bindings());
}

void Surfaces::learn() {
    learning_.emplace();
    keep_looking(true);
    want();
}

void Surfaces::stop_learning() {
    learning_.reset();
    want();
}

std::string Surfaces::learning_sentence() const {
    if (!learning_) return {};
    if (!learning_->waits_for_knob()) return "Touch a fader or a puck in the window, or choose a command.";
    const Binding& target = learning_->target();
    return fmt::format("Now move the knob or press the button for {}.",
                       target.command.empty() ? target.strip + ", " + target.parameter : target.command);
}

void Surfaces::touched(const session::StripOwner& owner, const session::ParameterAddress& address) {
    if (!learning_ || address.insert || address.send) return;
    for (const WalkedStrip& strip : walked(ports_.document.now(), Walk::all))
        if (strip.owner == owner) learning_->touched(strip.name, address.parameter);
}

void Surfaces::chosen(const std::string& command) {
    if (learning_) learning_->chosen(command);
}

} // namespace dub::app
