#pragma once
// A parameter is declared once, as a value: id, unit, range, default, curve. Console, lanes, the session
// file, `dubstage edit` and the processors all read that one declaration (engine/session/parameters/). Any
// thread.

#include <compare>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/ids.h"

namespace dub::session {

enum class Unit : unsigned char { none, decibel, hertz, milliseconds, ratio, percent, toggle, choice };

// How a control travels over its range, and how a lane interpolates between two points.
enum class Taper : unsigned char {
    linear,      // straight in the parameter's own unit (for decibel: straight in dB)
    logarithmic, // straight in the logarithm: frequencies
    stepped,     // no value in between: toggles and choices hold until the next point
};

// What lies at the two ends of the range.
enum class RangeEnds : unsigned char {
    apart,
    meet, // one place, as of an angle: from one end it goes on at the other (engine/session/round.h)
};

struct Parameter {
    std::string_view id;   // "fader", "pan.x", "frequency": stable, written to the session file
    std::string_view name; // for people
    Unit unit = Unit::none;
    double min = 0, max = 1, fallback = 0; // fallback = default
    Taper taper = Taper::linear;
    std::span<const std::string_view> choices = {}; // for Unit::choice, value = index
    RangeEnds ends = RangeEnds::apart;
};

// The values that differ from their defaults, sorted by id: small, comparable, written as they are.
class ParameterValues {
  public:
    [[nodiscard]] double get(const Parameter& parameter) const; // the default when not set
    void set(const Parameter& parameter, double value); // clamped to the range; the default erases the entry
    void erase(std::string_view id);
    [[nodiscard]] const std::vector<std::pair<std::string, double>>& entries() const { return entries_; }
    friend bool operator==(const ParameterValues&, const ParameterValues&) = default;

  private:
    std::vector<std::pair<std::string, double>> entries_;
};

// What a lane moves: a strip's own parameter, or one of an insert or a send of that strip.
struct ParameterAddress {
    InsertId insert;       // set: a parameter of that insert
    SendId send;           // set: a parameter of that send; at most one of the two
    std::string parameter; // Parameter::id
    friend auto operator<=>(const ParameterAddress&, const ParameterAddress&) = default;
};

// Of a parameter of the strip itself.
[[nodiscard]] inline ParameterAddress address_of(const Parameter& parameter) {
    return {{}, {}, std::string(parameter.id)};
}

[[nodiscard]] const Parameter* find_parameter(std::span<const Parameter> declared, std::string_view id);

} // namespace dub::session
