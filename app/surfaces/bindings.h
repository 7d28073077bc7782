#pragma once
// Controls of any MIDI controller, learned: a knob that moves a parameter of a strip, a button that runs a
// command. Bindings are data in the user's own file, checked when they are read. Pure, any thread.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/session/parameter.h"

namespace dub::app {

// A control as its messages name it.
struct MidiControl {
    enum class Kind : unsigned char { controller, note, bend };
    Kind kind = Kind::controller;
    int channel = 1; // 1 … 16
    int number = 0;  // 0 … 127; of a pitch bend 0
    friend bool operator==(const MidiControl&, const MidiControl&) = default;
    [[nodiscard]] std::string text() const; // for people: "controller 16, channel 1"
};

struct ControlMoved {
    MidiControl control;
    int value = 0; // 0 … 127, of a pitch bend 0 … 16383; of a note its velocity, let go is 0
    friend bool operator==(const ControlMoved&, const ControlMoved&) = default;
};
[[nodiscard]] std::optional<ControlMoved> control_moved(std::span<const std::uint8_t> message);

struct Binding {
    // relative: 1 … 63 is up by so many steps, 127 … 65 down by 1 … 63, as endless knobs send it.
    enum class Travel : unsigned char { absolute, relative };
    std::string port; // the input it comes from
    MidiControl control;
    Travel travel = Travel::absolute;
    std::string strip, parameter; // the strip by its name, the parameter by its id, or
    std::string command;          // the command by its id
    friend bool operator==(const Binding&, const Binding&) = default;
    [[nodiscard]] bool same_control(const Binding& other) const {
        return port == other.port && control == other.control;
    }
};

// Errors (invalid) name the file, the binding and what was expected. `name`: the file, for the sentence.
[[nodiscard]] Result<std::vector<Binding>> read_bindings(std::string_view text, std::string_view name);
[[nodiscard]] std::string bindings_text(const std::vector<Binding>& bindings);

} // namespace dub::app
