#include "app/surfaces/mackie/mackie.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace dub::app::mackie {
namespace {

constexpr std::uint8_t note_off = 0x80, note_on = 0x90, controller = 0xB0, pressure = 0xD0, bend = 0xE0,
                       sysex = 0xF0, sysex_end = 0xF7;
constexpr std::uint8_t pot_controller = 0x10, ring_controller = 0x30, wheel_controller = 0x3C,
                       digit_controller = 0x40, assignment_controller = 0x4A;
constexpr std::uint8_t first_touch = 0x68, main_touch = 0x70;
constexpr std::size_t serial_length = 7, challenge_length = 4, header_length = 5;
constexpr int ring_places = 11, digits = 10, lcd_letters = 112;

Bytes framed(Model model, std::uint8_t command, std::span<const std::uint8_t> data) {
    const std::array<std::uint8_t, header_length + 1> head{
        sysex, 0x00, 0x00, 0x66, static_cast<std::uint8_t>(model), command};
    Bytes bytes(head.size() + data.size() + 1, sysex_end);
    std::ranges::copy(data, std::ranges::copy(head, bytes.begin()).out);
    return bytes;
}

// Bit 6 is the direction, the lower ones how many ticks ("V-Pots", "Jog Wheel"). Some units send none and
// mean one.
int ticks_of(std::uint8_t value) {
    const int count = std::max(1, value & 0x3F);
    return (value & 0x40) != 0 ? -count : count;
}

std::optional<Message> switch_of(std::uint8_t number, bool down) {
    constexpr std::array rows{StripKey::record, StripKey::solo, StripKey::mute, StripKey::select,
                              StripKey::pot};
    if (number < rows.size() * strips_of_unit)
        return StripPressed{number % strips_of_unit, rows[number / strips_of_unit], down};
    if (number >= first_touch && number < first_touch + strips_of_unit)
        return FaderTouched{number - first_touch, down};
    if (number == main_touch) return FaderTouched{main_fader, down};
    if (number >= static_cast<std::uint8_t>(first_key) && number <= static_cast<std::uint8_t>(last_key))
        return KeyPressed{static_cast<Key>(number), down};
    return std::nullopt;
}

std::optional<Message> controller_of(std::uint8_t number, std::uint8_t value) {
    if (number >= pot_controller && number < pot_controller + strips_of_unit)
        return PotTurned{number - pot_controller, ticks_of(value)};
    if (number == wheel_controller) return WheelTurned{ticks_of(value)};
    return std::nullopt;
}

std::optional<Model> model_of(std::uint8_t byte) {
    for (const Model model : {Model::logic, Model::logic_extender, Model::mackie, Model::mackie_extender})
        if (byte == static_cast<std::uint8_t>(model)) return model;
    return std::nullopt;
}

// "7-Segment Display Character Table": capitals are 00 … 1F, signs and figures as in ASCII.
std::uint8_t segment_of(char letter) {
    const auto code =
        static_cast<unsigned char>(letter >= 'a' && letter <= 'z' ? letter - 'a' + 'A' : letter);
    if (code >= 0x40 && code <= 0x5F) return static_cast<std::uint8_t>(code - 0x40);
    return code >= 0x20 && code <= 0x3F ? code : 0x20;
}

} // namespace

std::optional<Message> heard(std::span<const std::uint8_t> message) {
    if (message.size() != 3 || (message[1] | message[2]) > 0x7F) return std::nullopt;
    const auto kind = static_cast<std::uint8_t>(message[0] & 0xF0);
    const int channel = message[0] & 0x0F;
    if (kind == bend) {
        if (channel > strips_of_unit) return std::nullopt;
        const int value = message[2] << 7 | message[1];
        return FaderMoved{channel == strips_of_unit ? main_fader : channel,
                          static_cast<double>(value >> 4) / (fader_steps >> 4)};
    }
    if (channel != 0) return std::nullopt;
    // A unit presses with 7F and lets go with 00; some let go with note off.
    if (kind == note_on) return switch_of(message[1], message[2] != 0);
    if (kind == note_off) return switch_of(message[1], false);
    if (kind == controller) return controller_of(message[1], message[2]);
    return std::nullopt;
}

std::optional<Greeting> greeting(std::span<const std::uint8_t> message) {
    if (message.size() < header_length + 2 || message[0] != sysex || message.back() != sysex_end ||
        message[1] != 0 || message[2] != 0 || message[3] != 0x66)
        return std::nullopt;
    const auto model = model_of(message[4]);
    if (!model) return std::nullopt;
    const auto data = message.subspan(header_length + 1, message.size() - header_length - 2);
    Greeting said{Greeting::Kind::query, *model, {}, {}};
    const auto text = [&](std::size_t length) {
        for (const std::uint8_t letter : data.first(std::min(length, data.size())))
            said.text += static_cast<char>(letter);
    };
    switch (message[header_length]) {
    case 0x01: // clones leave out what they have no use for
        text(serial_length);
        if (data.size() == serial_length + challenge_length)
            said.challenge.assign(data.begin() + serial_length, data.end());
        return said;
    case 0x03: said.kind = Greeting::Kind::confirmed; break;
    case 0x04: said.kind = Greeting::Kind::refused; break;
    case 0x14: said.kind = Greeting::Kind::version; break;
    default: return std::nullopt;
    }
    text(serial_length);
    return said;
}

Bytes answer(const Greeting& query) {
    Bytes data(query.text.begin(), query.text.end());
    data.resize(serial_length);
    if (query.challenge.size() == challenge_length) {
        const int l1 = query.challenge[0], l2 = query.challenge[1], l3 = query.challenge[2],
                  l4 = query.challenge[3];
        for (const int response : {l1 + (l2 ^ 0x0A) - l4, (l3 >> 4) ^ (l1 + l4), (l4 - (l3 << 2)) ^ (l1 | l2),
                                   l2 - l3 + (0xF0 ^ (l4 << 4))})
            data.push_back(static_cast<std::uint8_t>(response & 0x7F));
    }
    return framed(query.model, 0x02, data);
}

Bytes device_query(Model model) { return framed(model, 0x00, {}); }

Bytes version_request(Model model) {
    constexpr std::uint8_t none[] = {0x00};
    return framed(model, 0x13, none);
}

Bytes all_lights_off(Model model) { return framed(model, 0x62, {}); }
Bytes faders_down(Model model) { return framed(model, 0x61, {}); }

Bytes fader(int fader, double travel) {
    const auto value = static_cast<int>(std::lround(std::clamp(travel, 0.0, 1.0) * fader_steps));
    return {static_cast<std::uint8_t>(bend | fader), static_cast<std::uint8_t>(value & 0x7F),
            static_cast<std::uint8_t>(value >> 7)};
}

Bytes lamp(int number, Lamp lamp) {
    constexpr std::array<std::uint8_t, 3> states{0x00, 0x7F, 0x01};
    return {note_on, static_cast<std::uint8_t>(number), states[static_cast<std::size_t>(lamp)]};
}

Bytes ring(int strip, const Ring& ring) {
    const auto place =
        1 + static_cast<int>(std::lround(std::clamp(ring.place, 0.0, 1.0) * (ring_places - 1)));
    const int shown = !ring.lit ? 0 : ring.look == RingLook::spread ? (place + 1) / 2 : place;
    return {controller, static_cast<std::uint8_t>(ring_controller + strip),
            static_cast<std::uint8_t>((ring.middle ? 0x40 : 0) | static_cast<int>(ring.look) << 4 | shown)};
}

Bytes lcd(Model model, int from, std::string_view text) {
    Bytes data{static_cast<std::uint8_t>(from)};
    for (const char letter : text.substr(0, static_cast<std::size_t>(std::max(0, lcd_letters - from))))
        data.push_back(letter >= 0x20 && letter < 0x7F ? static_cast<std::uint8_t>(letter) : '?');
    return framed(model, 0x12, data);
}

Bytes position_digit(int digit, char letter, bool dot) {
    return {controller, static_cast<std::uint8_t>(digit_controller + std::clamp(digit, 0, digits - 1)),
            static_cast<std::uint8_t>(segment_of(letter) | (dot ? 0x40 : 0))};
}

Bytes assignment_digit(int digit, char letter) {
    return {controller, static_cast<std::uint8_t>(assignment_controller + std::clamp(digit, 0, 1)),
            segment_of(letter)};
}

Bytes meter(int strip, int step) {
    return {pressure, static_cast<std::uint8_t>(strip << 4 | std::clamp(step, 0, 0x0C))};
}

Bytes overload(int strip, bool lit) {
    return {pressure, static_cast<std::uint8_t>(strip << 4 | (lit ? 0x0E : 0x0F))};
}

Bytes meter_mode(Model model, int strip) {
    const std::uint8_t data[] = {static_cast<std::uint8_t>(strip), 0x05}; // display and signal light
    return framed(model, 0x20, data);
}

// The guide says only 0 to 100 %: these are the marks of our own meters.
int meter_step(double peak_dbfs) {
    constexpr std::array from_dbfs{-60.0, -50.0, -40.0, -30.0, -25.0, -20.0,
                                   -15.0, -12.0, -9.0,  -6.0,  -3.0,  -1.0};
    return static_cast<int>(std::ranges::count_if(from_dbfs, [&](double mark) { return peak_dbfs >= mark; }));
}

} // namespace dub::app::mackie
