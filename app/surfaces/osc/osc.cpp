#include "app/surfaces/osc/osc.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

#include "engine/session/fader_law.h"
#include "engine/session/parameters/strip.h"

namespace dub::app::osc {
namespace {

namespace strip = session::strip;

std::optional<double> number(const OscMessage& message, std::size_t at) {
    if (at >= message.arguments.size()) return std::nullopt;
    const Argument& one = message.arguments[at];
    if (const auto* const whole = std::get_if<std::int32_t>(&one)) return *whole;
    if (const auto* const real = std::get_if<float>(&one); real != nullptr && std::isfinite(*real))
        return *real;
    return std::nullopt;
}

std::optional<std::string> text(const OscMessage& message, std::size_t at) {
    if (at >= message.arguments.size()) return std::nullopt;
    const auto* const words = std::get_if<std::string>(&message.arguments[at]);
    return words == nullptr ? std::nullopt : std::optional(*words);
}

// A button sends 1 when it is pressed and 0 when it is let go; nothing means pressed.
bool pressed(const OscMessage& message) { return number(message, 0).value_or(1) >= 0.5; }

struct KeyPath {
    std::string_view path;
    Key key;
};
constexpr std::array keys{KeyPath{"/transport_play", Key::play},
                          KeyPath{"/transport_stop", Key::stop},
                          KeyPath{"/rewind", Key::rewind},
                          KeyPath{"/ffwd", Key::forward},
                          KeyPath{"/rec_enable_toggle", Key::record},
                          KeyPath{"/loop_toggle", Key::cycle},
                          KeyPath{"/bank_up", Key::bank_right},
                          KeyPath{"/bank_down", Key::bank_left},
                          KeyPath{"/channel_up", Key::channel_right},
                          KeyPath{"/channel_down", Key::channel_left},
                          KeyPath{"/add_marker", Key::marker},
                          KeyPath{"/undo", Key::undo},
                          KeyPath{"/save_state", Key::save},
                          KeyPath{"/spill", Key::group},
                          KeyPath{"/cancel_all_solos", Key::solo},
                          KeyPath{"/scrub", Key::scrub},
                          KeyPath{"/automation/read", Key::read_off},
                          KeyPath{"/automation/write", Key::write},
                          KeyPath{"/automation/trim", Key::trim},
                          KeyPath{"/automation/touch", Key::touch},
                          KeyPath{"/automation/latch", Key::latch}};

struct SwitchPath {
    std::string_view name;
    StripKey key;
};
constexpr std::array switches{SwitchPath{"mute", StripKey::mute}, SwitchPath{"solo", StripKey::solo},
                              SwitchPath{"select", StripKey::select},
                              SwitchPath{"recenable", StripKey::record}, SwitchPath{"pec", StripKey::pec}};

// Every parameter that a strip declares has a path, its id with slashes: "pan/front-divergence"; and two have
// the names that Ardour gives them.
std::optional<std::string> parameter_at(std::string_view path) {
    if (path == "gain") return std::string(strip::fader.id);
    if (path == "lfe") return std::string(strip::lfe_send.id);
    std::string id(path);
    std::ranges::replace(id, '/', '.');
    if (session::find_parameter(strip::all, id) == nullptr) return std::nullopt;
    return id;
}

std::optional<Message> heard_of_strip(std::string_view what, int at, const OscMessage& message,
                                      std::size_t first) {
    const auto value = number(message, first);
    if (what == "parameter") {
        const auto name = text(message, first);
        const auto to = number(message, first + 1);
        if (!name || !to) return std::nullopt;
        return ValueSet{at, *name, *to};
    }
    if (!value) return std::nullopt;
    if (what == "fader") return FaderMoved{at, std::clamp(*value, 0.0, 1.0)};
    if (what == "fader/touch") return FaderTouched{at, *value >= 0.5};
    if (what == "pot") return PotTurned{at, static_cast<int>(std::clamp(*value, -63.0, 63.0))};
    for (const SwitchPath& one : switches)
        if (one.name == what) return StripSwitched{at, one.key, *value >= 0.5};
    if (auto parameter = parameter_at(what)) return ValueSet{at, std::move(*parameter), *value};
    return std::nullopt;
}

// "/strip/fader" 3 0.5, or "/strip/fader/3" 0.5.
std::optional<Message> heard_strip(std::string_view what, const OscMessage& message) {
    std::size_t first = 0;
    double at = 0;
    const auto slash = what.rfind('/');
    const std::string_view last = what.substr(slash == std::string_view::npos ? 0 : slash + 1);
    int in_path = 0;
    const auto [end, error] = std::from_chars(last.data(), last.data() + last.size(), in_path);
    if (error == std::errc{} && end == last.data() + last.size() && slash != std::string_view::npos) {
        at = in_path;
        what = what.substr(0, slash);
    } else {
        const auto argument = number(message, 0);
        if (!argument) return std::nullopt;
        at = *argument;
        first = 1;
    }
    if (!(at >= 1 && at <= strips_max)) return std::nullopt;
    return heard_of_strip(what, static_cast<int>(at) - 1, message, first);
}

constexpr const char* solo_mode = "/solo_mode";
constexpr std::array solo_modes{"monitor.solo-in-place", "monitor.solo-afl", "monitor.solo-pfl"};

// What a window does with its files stays with the window: a network is no place to quit a session from.
bool may_be_asked(std::string_view command) { return !command.starts_with("file.") && command.size() < 64; }

void tell(std::vector<OscMessage>& out, std::string path, int at, Argument value) {
    out.push_back({std::move(path), {Argument{at + 1}, std::move(value)}});
}

} // namespace

std::optional<int> subscription(const OscMessage& message) {
    if (message.path != "/set_surface") return std::nullopt;
    const auto count = static_cast<int>(std::clamp(number(message, 0).value_or(0), 0.0, 1.0 * strips_max));
    return count == 0 ? strips_max : count;
}

std::optional<Message> heard(const OscMessage& message) {
    const std::string_view path = message.path;
    constexpr std::string_view of_strips = "/strip/", of_main = "/master/";
    if (path.starts_with(of_strips)) return heard_strip(path.substr(of_strips.size()), message);
    if (path.starts_with(of_main)) {
        const std::string_view what = path.substr(of_main.size());
        if (what != "fader" && what != "fader/touch") return std::nullopt;
        return heard_of_strip(what, main_fader, message, 0);
    }
    for (const KeyPath& one : keys)
        if (one.path == path)
            return pressed(message) ? std::optional<Message>(KeyPressed{one.key, true}) : std::nullopt;
    if (path == "/jog") {
        const auto ticks = number(message, 0);
        if (!ticks || *ticks == 0) return std::nullopt;
        return WheelTurned{static_cast<int>(std::clamp(*ticks, -63.0, 63.0))};
    }
    if (path == solo_mode) {
        const double mode = number(message, 0).value_or(-1);
        if (!(mode >= 0 && mode < static_cast<double>(solo_modes.size()))) return std::nullopt;
        return CommandAsked{solo_modes[static_cast<std::size_t>(mode)]};
    }
    if (path == "/command") {
        auto id = text(message, 0);
        if (id && may_be_asked(*id)) return CommandAsked{std::move(*id)};
    }
    return std::nullopt;
}

namespace {

void tell_strip(std::vector<OscMessage>& out, int at, const StripFace& now, const StripFace* told) {
    const auto whole = [](Lamp lamp) { return Argument{std::int32_t{lamp == Lamp::off ? 0 : 1}}; };
    if (told == nullptr || told->name != now.name) tell(out, "/strip/name", at, now.name);
    if (told == nullptr || told->value != now.value) tell(out, "/strip/value", at, now.value);
    if (!now.held && (told == nullptr || told->fader != now.fader || told->held)) {
        tell(out, "/strip/fader", at, static_cast<float>(now.fader));
        tell(out, "/strip/gain", at, static_cast<float>(session::fader_level(now.fader)));
    }
    if (told == nullptr || told->mute != now.mute) tell(out, "/strip/mute", at, whole(now.mute));
    if (told == nullptr || told->solo != now.solo) tell(out, "/strip/solo", at, whole(now.solo));
    if (told == nullptr || told->select != now.select) tell(out, "/strip/select", at, whole(now.select));
    if (told == nullptr || told->record != now.record) tell(out, "/strip/recenable", at, whole(now.record));
    if (told == nullptr || told->pec != now.pec) tell(out, "/strip/pec", at, whole(now.pec));
    if (told == nullptr || told->ring.place != now.ring.place)
        tell(out, "/strip/pot", at, static_cast<float>(now.ring.place));
    if (told == nullptr || told->peak_dbfs != now.peak_dbfs)
        tell(out, "/strip/meter", at, static_cast<float>(std::max(now.peak_dbfs, strip::fader_min_db)));
}

} // namespace

std::vector<OscMessage> Feedback::changes(const Face& now) {
    std::vector<OscMessage> out;
    const bool fresh = !told_.greeted || told_.face.strips.size() != now.strips.size();
    for (std::size_t at = 0; at < now.strips.size(); ++at)
        tell_strip(out, static_cast<int>(at), now.strips[at], fresh ? nullptr : &told_.face.strips[at]);
    const Face& before = told_.face;
    if (!now.main_held && (fresh || before.main != now.main || before.main_held))
        out.push_back({"/master/fader", {static_cast<float>(now.main)}});
    if (fresh || before.position != now.position) out.push_back({"/position/smpte", {now.position}});
    if (fresh || before.solo_mode != now.solo_mode) out.push_back({solo_mode, {std::int32_t{now.solo_mode}}});
    for (const KeyPath& one : keys)
        if (fresh || before.lamp(one.key) != now.lamp(one.key))
            out.push_back({std::string(one.path), {std::int32_t{now.lamp(one.key) == Lamp::off ? 0 : 1}}});
    told_ = {true, now};
    return out;
}

} // namespace dub::app::osc
