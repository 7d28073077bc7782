#pragma once
// What a control surface shows and what it says, whatever protocol it speaks. Plain values, any thread.

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <variant>
#include <vector>

#include "app/surfaces/keys.h"

namespace dub::app {

enum class Lamp : unsigned char { off, on, flashing };

// The lights around a pot: one of them, from the middle out, from the left, or to both sides of the middle.
enum class RingLook : unsigned char { dot, from_middle, from_left, spread };

struct Ring {
    bool lit = false; // else dark: the pot moves nothing
    RingLook look = RingLook::dot;
    double place = 0;    // 0 … 1 from left to right
    bool middle = false; // exactly at the default
    friend bool operator==(const Ring&, const Ring&) = default;
};

struct StripFace {
    std::string name, value; // UTF-8, whole; a display shortens
    double fader = 0;        // 0 … 1 of its way up
    bool held = false;       // by a hand: a motor rests
    Lamp record = Lamp::off, solo = Lamp::off, mute = Lamp::off, select = Lamp::off;
    Lamp pec = Lamp::off; // its print is heard; of a stem
    Ring ring;
    double peak_dbfs = -std::numeric_limits<double>::infinity();
    bool clipped = false;
    friend bool operator==(const StripFace&, const StripFace&) = default;
};

struct Face {
    std::vector<StripFace> strips;
    double main = 0; // the main fader
    bool main_held = false;
    std::array<Lamp, 128> keys{}; // by the number of a Key or a Light
    std::string position;         // "01:00:10:12", "f:123+04"
    std::string assignment;       // what the pots move, two letters
    int solo_mode = 0;            // as session::SoloMode

    [[nodiscard]] Lamp& lamp(Key key) { return keys[static_cast<std::size_t>(key)]; }
    [[nodiscard]] Lamp& lamp(Light light) { return keys[static_cast<std::size_t>(light)]; }
    [[nodiscard]] Lamp lamp(Key key) const { return keys[static_cast<std::size_t>(key)]; }
};

// ---- what it says; strips count from 0 at its left end

inline constexpr int main_fader = -1; // in the place of a strip

struct FaderTouched {
    int strip = 0;
    bool held = false; // else let go
    friend bool operator==(const FaderTouched&, const FaderTouched&) = default;
};
struct FaderMoved {
    int strip = 0;
    double travel = 0; // 0 … 1
    friend bool operator==(const FaderMoved&, const FaderMoved&) = default;
};
struct PotTurned {
    int strip = 0, ticks = 0; // clockwise is positive
    friend bool operator==(const PotTurned&, const PotTurned&) = default;
};
enum class StripKey : unsigned char { record, solo, mute, select, pot, pec };
struct StripPressed {
    int strip = 0;
    StripKey key = StripKey::mute;
    bool down = true; // else let go
    friend bool operator==(const StripPressed&, const StripPressed&) = default;
};
struct StripSwitched { // as asked for, and not to the other
    int strip = 0;
    StripKey key = StripKey::mute;
    bool on = false;
    friend bool operator==(const StripSwitched&, const StripSwitched&) = default;
};
struct ValueSet {
    int strip = 0;
    std::string parameter; // its id: "pan.x"
    double value = 0;      // in the parameter's unit
    friend bool operator==(const ValueSet&, const ValueSet&) = default;
};
struct KeyPressed {
    Key key = Key::stop;
    bool down = true;
    friend bool operator==(const KeyPressed&, const KeyPressed&) = default;
};
struct WheelTurned {
    int ticks = 0; // clockwise, later, is positive
    friend bool operator==(const WheelTurned&, const WheelTurned&) = default;
};
struct CommandAsked {
    std::string id; // of a command of the window
    friend bool operator==(const CommandAsked&, const CommandAsked&) = default;
};

using Message = std::variant<FaderTouched, FaderMoved, PotTurned, StripPressed, StripSwitched, ValueSet,
                             KeyPressed, WheelTurned, CommandAsked>;

} // namespace dub::app
