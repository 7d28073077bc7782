#include "app/surfaces/learned.h"

#include <algorithm>
#include <cmath>

#include "app/surfaces/travel.h"

namespace dub::app {
namespace {

constexpr double near_enough = 0.02; // of the way: as good as there
constexpr int pressed_from = 64;     // of a controller that is a button

double travel_of(const ControlMoved& moved) {
    return moved.value / (moved.control.kind == MidiControl::Kind::bend ? 16383.0 : 127.0);
}

bool is_down(const ControlMoved& moved) {
    return moved.control.kind == MidiControl::Kind::note ? moved.value > 0 : moved.value >= pressed_from;
}

} // namespace

void Learned::set(std::vector<Binding> bindings) {
    grips_.unplugged();
    bindings_ = std::move(bindings);
    knobs_.assign(bindings_.size(), {});
}

void Learned::take(const std::string& port, const ControlMoved& moved, Time now) {
    for (std::size_t i = 0; i < bindings_.size(); ++i) {
        const Binding& binding = bindings_[i];
        if (binding.port != port || !(binding.control == moved.control)) continue;
        if (binding.command.empty()) {
            move(i, moved.value, now);
            continue;
        }
        const bool down = is_down(moved), was_down = std::exchange(knobs_[i].down, down);
        if (down && !was_down) ports_.run(binding.command);
        if (moved.control.kind == MidiControl::Kind::note) knobs_[i].down = false; // some never let go
    }
}

void Learned::move(std::size_t which, int value, Time now) {
    const Binding& binding = bindings_[which];
    const auto strips = walked(ports_.document.now(), Walk::all);
    const auto strip = std::ranges::find(strips, binding.strip, &WalkedStrip::name);
    const auto target = strip == strips.end() ? std::nullopt : own_target(*strip, binding.parameter);
    if (!target) return; // another session than the one it was learned in
    const int control = static_cast<int>(which);
    const double stands = ports_.hands.value(target->owner, target->address, ports_.transport.state().heard);
    Knob& knob = knobs_[which];
    if (binding.travel == Binding::Travel::relative) {
        const int ticks = value < 64 ? value : value - 128;
        return grips_.move(control, *target, turned(*target->parameter, stands, ticks, Step::coarse), now);
    }
    const double travel = travel_of(ControlMoved{binding.control, value});
    const double there = app::travel_of(*target->parameter, stands);
    if (knob.left && std::abs(app::travel_of(*target->parameter, *knob.left) - there) > near_enough &&
        !grips_.holds(control))
        knob.caught = false; // somebody else moved it meanwhile
    const bool passed = knob.travel && (*knob.travel - there) * (travel - there) <= 0;
    knob.caught = knob.caught || passed || std::abs(travel - there) <= near_enough ||
                  target->parameter->taper == session::Taper::stepped;
    knob.travel = travel;
    if (!knob.caught) return;
    knob.left = value_at(*target->parameter, travel);
    grips_.move(control, *target, *knob.left, now);
}

void Learning::touched(const std::string& strip, const std::string& parameter) {
    made_ = {};
    made_.strip = strip;
    made_.parameter = parameter;
}

void Learning::chosen(const std::string& command) {
    made_ = {};
    made_.command = command;
}

std::optional<Binding> Learning::moved(const std::string& port, const ControlMoved& moved) {
    if (!waits_for_knob() || (!made_.command.empty() && !is_down(moved))) return std::nullopt;
    Binding learned = made_;
    learned.port = port;
    learned.control = moved.control;
    return learned;
}

std::vector<Binding> with(std::vector<Binding> bindings, const Binding& learned) {
    std::erase_if(bindings, [&](const Binding& one) { return one.same_control(learned); });
    bindings.push_back(learned);
    return bindings;
}

} // namespace dub::app
