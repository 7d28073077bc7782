#include "app/surfaces/mackie/feedback.h"

#include <algorithm>
#include <cmath>

namespace dub::app::mackie {
namespace {

constexpr std::size_t strip_letters = 7, line_letters = 56, digit_count = 10;

// The letters of Latin-1 from U+00C0 on without what stands above and below them.
constexpr std::string_view plain = "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty";

std::string seven_bit(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x80) {
            out += byte < 0x20 || byte == 0x7F ? ' ' : text[i];
            continue;
        }
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
        if (byte == 0xC3 && next >= 0x80 && next <= 0xBF)
            out += plain[next - 0x80];
        else
            out += '?';
        while (i + 1 < text.size() && (static_cast<unsigned char>(text[i + 1]) & 0xC0) == 0x80)
            ++i;
    }
    return out;
}

bool is_vowel(char letter) { return std::string_view("aeiouAEIOU").find(letter) != std::string_view::npos; }

std::string field(std::string text) {
    text.resize(strip_letters - 1, ' '); // one stays free between two strips
    return text + ' ';
}

template <class T> bool differs(std::optional<T>& told, const T& now) {
    if (told == now) return false;
    told = now;
    return true;
}

void tell_fader(std::vector<Bytes>& out, std::optional<int>& told, int number, double travel, bool held) {
    if (held) return told.reset();
    const auto place = static_cast<int>(std::lround(std::clamp(travel, 0.0, 1.0) * fader_steps));
    if (differs(told, place)) out.push_back(fader(number, travel));
}

} // namespace

std::string shortened(std::string_view name, std::size_t letters) {
    std::string text = seven_bit(name);
    for (const char drop : {' ', '_', '-', '.'})
        for (std::size_t at = text.rfind(drop); text.size() > letters && at != std::string::npos;
             at = text.rfind(drop))
            text.erase(at, 1);
    for (std::size_t at = text.size(); text.size() > letters && at-- > 1;)
        if (is_vowel(text[at])) text.erase(at, 1);
    if (text.size() > letters) text.erase(letters - 2, text.size() - letters);
    return text;
}

// The last field, frames, has room for three; the point behind a field is what parts it from the next.
Digits digits_of(std::string_view position) {
    constexpr std::size_t last_letters = 3;
    Digits shown;
    std::array<bool, digit_count> points{};
    const auto put = [&](char letter) { // from the right
        shown.letters.insert(shown.letters.begin(), letter);
    };
    std::size_t field = 0;
    bool last = true;
    for (std::size_t at = position.size(); at-- > 0 && shown.letters.size() < digit_count;) {
        const char letter = position[at];
        if (letter != ':' && letter != ';' && letter != '+' && letter != '.') {
            put(letter);
            ++field;
            continue;
        }
        for (; last && field < last_letters; ++field)
            put(' ');
        last = false;
        field = 0;
        if (shown.letters.size() < digit_count) points[digit_count - 1 - shown.letters.size()] = true;
    }
    shown.letters.insert(0, digit_count - shown.letters.size(), ' ');
    shown.dots = points;
    return shown;
}

std::vector<Bytes> Feedback::changes(const Face& now) {
    std::vector<Bytes> out;
    if (!told_.greeted) {
        told_.greeted = true;
        told_.lcd = {std::string(line_letters, '\0'), std::string(line_letters, '\0')};
        told_.position.assign(digit_count, '\0');
        told_.assignment.assign(2, '\0');
        for (int strip = 0; strip < strips_of_unit; ++strip)
            out.push_back(meter_mode(model_, strip));
    }
    static const StripFace nobody;
    for (int strip = 0; strip < strips_of_unit; ++strip) {
        const std::size_t at = first_ + static_cast<std::size_t>(strip);
        tell_strip(out, at < now.strips.size() ? now.strips[at] : nobody, strip);
    }
    tell_lines(out, now);
    if (unit_ == Unit::extender) return out;
    tell_fader(out, told_.main, strips_of_unit, now.main, now.main_held);
    tell_keys(out, now);
    tell_digits(out, now);
    return out;
}

void Feedback::tell_strip(std::vector<Bytes>& out, const StripFace& now, int strip) {
    Told& told = told_.strips[static_cast<std::size_t>(strip)];
    tell_fader(out, told.fader, strip, now.fader, now.held);
    if (differs(told.ring, now.ring)) out.push_back(ring(strip, now.ring));
    if (differs(told.record, now.record)) out.push_back(lamp(strip, now.record));
    if (differs(told.solo, now.solo)) out.push_back(lamp(strips_of_unit + strip, now.solo));
    if (differs(told.mute, now.mute)) out.push_back(lamp(2 * strips_of_unit + strip, now.mute));
    if (differs(told.select, now.select)) out.push_back(lamp(3 * strips_of_unit + strip, now.select));
    if (differs(told.clipped, now.clipped)) out.push_back(overload(strip, now.clipped));
    // It falls by itself, so that what stands still must be said again, and silence need not.
    const int step = meter_step(now.peak_dbfs);
    if (step > 0 || told.meter > 0) out.push_back(meter(strip, step));
    told.meter = step;
}

void Feedback::tell_lines(std::vector<Bytes>& out, const Face& now) {
    std::array<std::string, 2> lines;
    for (std::size_t strip = 0; strip < strips_of_unit; ++strip) {
        const bool there = first_ + strip < now.strips.size();
        lines[0] += field(there ? shortened(now.strips[first_ + strip].name) : "");
        lines[1] += field(there ? shortened(now.strips[first_ + strip].value) : "");
    }
    for (std::size_t line = 0; line < lines.size(); ++line) {
        std::string& told = told_.lcd[line];
        for (std::size_t at = 0; at < line_letters; at += strip_letters)
            if (told.compare(at, strip_letters, lines[line], at, strip_letters) != 0)
                out.push_back(lcd(model_, static_cast<int>(line * line_letters + at),
                                  std::string_view(lines[line]).substr(at, strip_letters)));
        told = lines[line];
    }
}

void Feedback::tell_keys(std::vector<Bytes>& out, const Face& now) {
    for (std::size_t key = static_cast<std::size_t>(first_key);
         key <= static_cast<std::size_t>(Light::any_solo); ++key) {
        const bool touch =
            key > static_cast<std::size_t>(last_key) && key < static_cast<std::size_t>(Light::smpte);
        if (!touch && differs(told_.keys[key], now.keys[key]))
            out.push_back(lamp(static_cast<int>(key), now.keys[key]));
    }
}

// A digit is remembered with its point: as another letter.
void Feedback::tell_digits(std::vector<Bytes>& out, const Face& now) {
    const Digits digits = digits_of(now.position);
    for (std::size_t at = 0; at < digit_count; ++at) {
        const bool dot = digits.dots[at];
        const auto seen = static_cast<char>(digits.letters[at] | (dot ? 0x80 : 0));
        if (told_.position[at] == seen) continue;
        told_.position[at] = seen;
        out.push_back(position_digit(static_cast<int>(digit_count - 1 - at), digits.letters[at], dot));
    }
    std::string assignment = now.assignment;
    assignment.resize(2, ' ');
    for (std::size_t at = 0; at < 2; ++at) {
        if (told_.assignment[at] == assignment[at]) continue;
        told_.assignment[at] = assignment[at];
        out.push_back(assignment_digit(static_cast<int>(1 - at), assignment[at]));
    }
}

std::vector<Bytes> Feedback::farewell() const {
    std::vector<Bytes> out;
    out.push_back(lcd(model_, 0, std::string(2 * line_letters, ' ')));
    out.push_back(faders_down(model_));
    out.push_back(all_lights_off(model_));
    for (int strip = 0; strip < strips_of_unit; ++strip) { // for those that know no messages for all
        out.push_back(fader(strip, 0));
        out.push_back(ring(strip, {}));
        for (int row = 0; row < 4; ++row)
            out.push_back(lamp(row * strips_of_unit + strip, Lamp::off));
    }
    return out;
}

} // namespace dub::app::mackie
