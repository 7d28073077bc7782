#pragma once
// The bytes of Mackie Control. Its protocol is Logic Control's, published in "Logic Control User's Guide",
// appendix B "MIDI Implementation", firmware 1.0 (again in Apple's "Logic 7 Dedicated Control Surface
// Support", pages 239 to 250); sections below name its headings. Mackie Control has the model numbers 14 and
// 15 and asks for no proof who the host is. A unit has eight strips; the main one has a main fader, keys, a
// wheel and the displays of position and assignment besides. Pure, any thread.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/surfaces/face.h"

namespace dub::app::mackie {

using Bytes = std::vector<std::uint8_t>;

inline constexpr int strips_of_unit = 8;
inline constexpr int fader_steps = 16383; // 14 bits; the units send and move in steps of 16

enum class Model : std::uint8_t {
    logic = 0x10,
    logic_extender = 0x11,
    mackie = 0x14,
    mackie_extender = 0x15,
};

// ---- from a unit: one whole MIDI message without running status. nullopt: it says nothing to us (cut short,
// another maker's, a number that is no control of it).
[[nodiscard]] std::optional<Message> heard(std::span<const std::uint8_t> message);

// "Global Control Messages".
struct Greeting {
    enum class Kind : unsigned char { query, confirmed, refused, version };
    Kind kind = Kind::query;
    Model model = Model::mackie;
    std::string text; // its serial number, or of a version reply that version
    std::vector<std::uint8_t> challenge;
    friend bool operator==(const Greeting&, const Greeting&) = default;
};
[[nodiscard]] std::optional<Greeting> greeting(std::span<const std::uint8_t> message);
// The host connection reply to a query with a challenge.
[[nodiscard]] Bytes answer(const Greeting& query);

// ---- to a unit
[[nodiscard]] Bytes device_query(Model model);
[[nodiscard]] Bytes version_request(Model model); // harmless, and answered: is anybody there?
[[nodiscard]] Bytes all_lights_off(Model model);
[[nodiscard]] Bytes faders_down(Model model);
[[nodiscard]] Bytes fader(int fader, double travel); // 8: the main one
[[nodiscard]] Bytes lamp(int number, Lamp lamp);
[[nodiscard]] Bytes ring(int strip, const Ring& ring);
// "LCD": two lines of 56 characters, 0 … 55 and 56 … 111; 7-bit characters.
[[nodiscard]] Bytes lcd(Model model, int from, std::string_view text);
// "Time Code/BBT Display" and "Assignment 7-segment display": digits count from the right; a dot lights its
// point.
[[nodiscard]] Bytes position_digit(int digit, char letter, bool dot);
[[nodiscard]] Bytes assignment_digit(int digit, char letter);
// "Metering": the unit lets it fall by itself, 300 ms a step.
[[nodiscard]] Bytes meter(int strip, int step);         // 0 … 12
[[nodiscard]] Bytes overload(int strip, bool lit);      // stays until it is cleared
[[nodiscard]] Bytes meter_mode(Model model, int strip); // signal light and bar on the display
[[nodiscard]] int meter_step(double peak_dbfs);

} // namespace dub::app::mackie
