// The keys of a surface that belong to no strip.

#include <algorithm>
#include <array>

#include "app/surfaces/surface.h"
#include "engine/session/names.h"
#include "ui/edit_values.h"

namespace dub::app {
namespace {

// Commands of the window; docs/guide/surfaces.md prints this table.
struct KeyCommand {
    Key key;
    const char* command;
    const char* with_shift = "";
};
constexpr std::array commands{
    KeyCommand{Key::rewind, "transport.shuttle-back", "go.start"},
    KeyCommand{Key::forward, "transport.shuttle-forward", "go.end"},
    KeyCommand{Key::stop, "transport.stop"},
    KeyCommand{Key::cycle, "transport.loop"},
    KeyCommand{Key::drop, "transport.rolls"},
    KeyCommand{Key::replace, "transport.stay"},
    KeyCommand{Key::click, "view.console"},
    KeyCommand{Key::marker, "marker.add", "marker.recall"},
    KeyCommand{Key::save, "file.save"},
    KeyCommand{Key::undo, "edit.undo", "edit.redo"},
    KeyCommand{Key::cancel, "select.none"},
    KeyCommand{Key::enter, "transport.play-selection"},
    KeyCommand{Key::f1, "monitor.dim", "automation.preview"},
    KeyCommand{Key::f2, "monitor.mute", "automation.punch-preview"},
    KeyCommand{Key::f3, "monitor.mono", "automation.capture"},
    KeyCommand{Key::f4, "prints.pec", "automation.punch-capture"},
    KeyCommand{Key::f5, "monitor.source-previous", "automation.match"},
    KeyCommand{Key::f6, "monitor.source-next", "automation.suspend"},
    KeyCommand{Key::f7, "monitor.level-down"},
    KeyCommand{Key::f8, "monitor.level-up"},
    KeyCommand{Key::user_a, "transport.play"},
    KeyCommand{Key::user_b, "marker.add"},
};

struct Arrow {
    Key key;
    const char *command, *zooming, *nudging;
};
constexpr std::array arrows{
    Arrow{Key::up, "track.up", "view.taller", "nudge.later-more"},
    Arrow{Key::down, "track.down", "view.shorter", "nudge.earlier-more"},
    Arrow{Key::left, "go.previous-edge", "view.zoom-out", "nudge.earlier"},
    Arrow{Key::right, "go.next-edge", "view.zoom-in", "nudge.later"},
};

struct WalkKey {
    Key key;
    Walk walk;
};
constexpr std::array walks{WalkKey{Key::global_view, Walk::all}, WalkKey{Key::audio_tracks, Walk::tracks},
                           WalkKey{Key::user, Walk::vcas},       WalkKey{Key::busses, Walk::busses},
                           WalkKey{Key::aux, Walk::returns},     WalkKey{Key::outputs, Walk::stems}};

struct ModeKey {
    Key key;
    session::AutomationMode mode;
};
constexpr std::array modes{ModeKey{Key::read_off, session::AutomationMode::read},
                           ModeKey{Key::touch, session::AutomationMode::touch},
                           ModeKey{Key::latch, session::AutomationMode::latch},
                           ModeKey{Key::write, session::AutomationMode::write}};

} // namespace

void Surface::take_message(const KeyPressed& said) {
    switch (said.key) {
    case Key::shift: shift_ = said.down; return;
    case Key::option: option_ = said.down; return;
    case Key::control: fine_ = said.down; return;
    case Key::nudge: nudging_ = said.down; return;
    default: break;
    }
    if (said.down) press(said);
}

void Surface::press(const KeyPressed& said) {
    if (press_of_view(said.key)) return;
    for (const KeyCommand& one : commands)
        if (one.key == said.key)
            return ports_.run(shift_ && *one.with_shift != '\0' ? one.with_shift : one.command);
    switch (said.key) {
    case Key::play: {
        const ui::TransportState now = ports_.transport.state();
        if (shift_) return ports_.run("transport.half-speed");
        if (now.speed == 0 && !now.waiting) return ports_.run("transport.play");
        if (now.speed != 1) ports_.transport.play(1);
        return;
    }
    case Key::solo: return clear_solos();
    case Key::record: return record();
    case Key::up:
    case Key::down:
    case Key::left:
    case Key::right: return press_arrow(said.key);
    default: return set_automation(said.key);
    }
}

void Surface::press_arrow(Key key) {
    for (const Arrow& one : arrows)
        if (one.key == key) return ports_.run(zooming_ ? one.zooming : nudging_ ? one.nudging : one.command);
}

// What it shows itself. False: the key is another's.
bool Surface::press_of_view(Key key) {
    const auto width = static_cast<std::ptrdiff_t>(width_);
    for (const WalkKey& one : walks)
        if (one.key == key) return walk_over(one.walk), true;
    switch (key) {
    case Key::bank_left: bank(-width); return true;
    case Key::bank_right: bank(width); return true;
    case Key::channel_left: bank(-1); return true;
    case Key::channel_right: bank(1); return true;
    case Key::flip:
        grips_.let_go_all();
        flipped_ = !flipped_;
        return true;
    case Key::group: spill(); return true;
    case Key::name_value: names_ = !names_; return true;
    case Key::smpte_beats: feet_ = !feet_; return true;
    case Key::zoom: zooming_ = !zooming_; return true;
    case Key::scrub: scrubbing_ = !scrubbing_; return true;
    case Key::inputs: paddles_ = !paddles_; return true;
    case Key::track:
    case Key::pan:
    case Key::send:
    case Key::plug_in:
    case Key::equalizer:
    case Key::instrument: assign(key); return true;
    default: return false;
    }
}

// The key that is lit already goes on to its next page.
void Surface::assign(Key key) {
    using Kind = Assignment::Kind;
    grips_.let_go_all();
    if (key == Key::send) {
        const bool again = assignment_.kind == Kind::send;
        assignment_ = {Kind::send, again ? (assignment_.number + 1) % send_pages : 0};
        return;
    }
    if (key != Key::track && key != Key::pan) {
        const WalkedStrip* const owner = selected();
        const std::size_t count = owner == nullptr ? 0 : insert_parameters(*owner->strip);
        if (count == 0)
            return ports_.say("Select a strip with an insert first: its parameters come to the pots.");
        const std::size_t next = assignment_.kind == Kind::inserts ? assignment_.number + width_ : 0;
        assignment_ = {Kind::inserts, next < count ? next : 0};
        return;
    }
    const auto all = pages();
    std::size_t next = 0;
    const bool there = assignment_.kind == Kind::page && all[assignment_.number].key == key;
    if (there) next = assignment_.number + 1;
    while (next < all.size() && all[next].key != key)
        ++next;
    if (next == all.size())
        next = static_cast<std::size_t>(std::ranges::find(all, key, &Page::key) - all.begin());
    assignment_ = {Kind::page, next};
}

// Of the strips that are selected: the mode that is lit already goes back to reading, Read/Off goes to and
// fro between these two.
void Surface::set_automation(Key key) {
    const auto mode = std::ranges::find(modes, key, &ModeKey::key);
    if (mode == modes.end() && key != Key::trim) return;
    const WalkedStrip* const last = selected();
    if (last == nullptr) return ports_.say("Select a strip first: its automation mode is what the key sets.");
    const session::Automation now = last->strip->automation;
    session::Arguments arguments{{"strips", ui::value(selected_)}};
    using session::AutomationMode;
    if (key == Key::trim) {
        arguments["trim"] = ui::value(!now.trim);
    } else {
        const AutomationMode back = key == Key::read_off ? AutomationMode::off : AutomationMode::read;
        const AutomationMode to = now.mode == mode->mode ? back : mode->mode;
        arguments["mode"] =
            ui::value(std::string(session::automation_mode_names[static_cast<std::size_t>(to)]));
    }
    edit({{"set_automation", std::move(arguments)}}, "Automation of " + last->name);
}

// ---- lamps

void Surface::show_keys(Face& shown) const {
    const auto light = [&](Key key, bool on) { shown.lamp(key) = on ? Lamp::on : Lamp::off; };
    const ui::TransportState now = ports_.transport.state();
    shown.lamp(Key::play) = now.waiting ? Lamp::flashing : now.speed > 0 ? Lamp::on : Lamp::off;
    light(Key::stop, now.speed == 0 && !now.waiting);
    light(Key::rewind, now.speed < 0);
    light(Key::forward, now.speed > 1);
    light(Key::cycle, now.loop.has_value());
    light(Key::flip, flipped_);
    light(Key::zoom, zooming_);
    light(Key::scrub, scrubbing_);
    light(Key::inputs, paddles_);
    const bool recording = ports_.prints != nullptr && ports_.prints->recording();
    shown.lamp(Key::record) = recording ? Lamp::on : any_armed() ? Lamp::flashing : Lamp::off;
    light(Key::name_value, names_);
    light(Key::group, spilled_.has_value());
    for (const WalkKey& one : walks)
        light(one.key, !spilled_ && walk_ == one.walk);
    using Kind = Assignment::Kind;
    light(Key::send, assignment_.kind == Kind::send);
    light(Key::plug_in, assignment_.kind == Kind::inserts);
    const Key page = pages()[assignment_.kind == Kind::page ? assignment_.number : 0].key;
    light(Key::pan, assignment_.kind == Kind::page && page == Key::pan);
    light(Key::track, assignment_.kind == Kind::page && page == Key::track);
    const WalkedStrip* const chosen = selected();
    for (const ModeKey& one : modes)
        light(one.key, chosen != nullptr && chosen->strip->automation.mode == one.mode);
    light(Key::trim, chosen != nullptr && chosen->strip->automation.trim);
    light(Key::save, ports_.document.has_unsaved());
    shown.lamp(Light::smpte) = feet_ ? Lamp::off : Lamp::on;
    shown.lamp(Light::beats) = feet_ ? Lamp::on : Lamp::off;
    const bool solo = std::ranges::any_of(all_, [](const WalkedStrip& one) { return one.strip->soloed; });
    shown.lamp(Light::any_solo) = solo ? Lamp::flashing : Lamp::off;
    light(Key::solo, solo);
}

} // namespace dub::app
