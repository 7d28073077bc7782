#include "ui/monitor/control.h"

#include <algorithm>

namespace dub::ui {

using monitor::Listen;
using monitor::Switch;

bool is_at(const monitor::MonitorSettings& settings, const monitor::LevelPreset& preset) {
    return settings.level_spl == preset.level_spl && settings.surrounds.value == preset.surrounds.value;
}

Result<void> MonitorControl::set(const Settings& next) {
    auto done = port_.set(next);
    if (!done) say(done.error().text());
    changed();
    return done;
}

Result<void> MonitorControl::change(const std::function<void(Settings&)>& how) {
    Settings next = now();
    how(next);
    return set(next);
}

void MonitorControl::toggle(Switch Settings::*knob) {
    (void)change([knob](Settings& next) { next.*knob = other(next.*knob); });
}

void MonitorControl::toggle_headphones() {
    (void)change([](Settings& next) { next.headphones.on = other(next.headphones.on); });
}

void MonitorControl::listen(Listen to) {
    (void)change([to](Settings& next) { next.listen = to; });
}

void MonitorControl::use(const monitor::LevelPreset& preset) { (void)set(with_preset(now(), preset)); }

void MonitorControl::step_level(double db) {
    (void)change(
        [db](Settings& next) { next.level_spl = std::clamp(next.level_spl + db, lowest_spl, highest_spl); });
}

void MonitorControl::step_source(int by) {
    const auto sources = port_.sources();
    if (sources.empty()) return;
    const auto count = static_cast<int>(sources.size());
    const auto found = std::ranges::find(sources, now().source, &MonitorSource::name);
    // From a source that is gone the first step leads to either end.
    int at = by > 0 ? -1 : count;
    if (found != sources.end()) at = static_cast<int>(found - sources.begin());
    const auto next = static_cast<std::size_t>(((at + by) % count + count) % count);
    (void)change([&](Settings& settings) { settings.source = sources[next].name; });
}

void MonitorControl::print_or_live() {
    for (const MonitorSource& source : port_.sources()) {
        if (source.name != now().source || source.other.empty()) continue;
        return void(change([&](Settings& settings) { settings.source = source.other; }));
    }
    say("There is no print of what is listened to. Print it first: dubstage print.");
}

void MonitorControl::solo(session::SoloMode mode) {
    if (const auto done = port_.set_solo_mode(mode); !done) say(done.error().text());
    changed();
}

void MonitorControl::use_set(int set) {
    (void)change([set](Settings& next) { next.set = set; });
}

void MonitorControl::toggle_speaker(std::size_t speaker, Switch monitor::SpeakerControl::*knob) {
    (void)change([=](Settings& next) {
        auto& control = next.sets[static_cast<std::size_t>(next.set)].controls.at(speaker);
        control.*knob = other(control.*knob);
    });
}

void MonitorControl::free_speakers() {
    (void)change([](Settings& next) {
        for (auto& control : next.sets[static_cast<std::size_t>(next.set)].controls)
            control.solo = control.mute = Switch::off;
    });
}

Commands MonitorControl::commands() {
    using monitor::MonitorSettings;
    Commands commands;
    const auto add = [&](const char* id, const char* name, std::function<void()> run) {
        commands.push_back({id, name, "Monitor", std::move(run)});
    };
    add("monitor.dim", "Dim the monitor", [this] { toggle(&MonitorSettings::dim); });
    add("monitor.mute", "Mute the monitor", [this] { toggle(&MonitorSettings::mute); });
    add("monitor.mono", "Monitor in mono", [this] { toggle(&MonitorSettings::mono); });
    add("monitor.source-next", "Listen to the next source", [this] { step_source(1); });
    add("monitor.source-previous", "Listen to the previous source", [this] { step_source(-1); });
    add("monitor.print-or-live", "Print or live", [this] { print_or_live(); });
    using session::SoloMode;
    add("monitor.solo-in-place", "Solo in place: the rest is muted", [this] { solo(SoloMode::in_place); });
    add("monitor.solo-afl", "Solo listens after faders (AFL)", [this] { solo(SoloMode::after_fader); });
    add("monitor.solo-pfl", "Solo listens before faders (PFL)", [this] { solo(SoloMode::before_fader); });
    add("monitor.speakers", "Other speakers (A or B)", [this] { use_set(1 - now().set); });
    add("monitor.speakers-free", "No speaker solo or muted", [this] { free_speakers(); });
    add("monitor.headphones", "Headphones on or off", [this] { toggle_headphones(); });
    add("monitor.level-up", "Monitor 1 dB louder", [this] { step_level(level_step_db); });
    add("monitor.level-down", "Monitor 1 dB softer", [this] { step_level(-level_step_db); });
    add("monitor.listen-as-it-is", "Listen to the source as it is", [this] { listen(Listen::as_it_is); });
    add("monitor.listen-7-1", "Listen folded to 7.1", [this] { listen(Listen::seven_one); });
    add("monitor.listen-5-1", "Listen folded to 5.1", [this] { listen(Listen::five_one); });
    add("monitor.listen-lo-ro", "Listen folded to Lo/Ro", [this] { listen(Listen::lo_ro); });
    add("monitor.listen-mono", "Listen folded to mono", [this] { listen(Listen::mono); });
    for (const monitor::LevelPreset& preset : monitor::level_presets()) {
        std::string id = "monitor.level-" + std::string(preset.name.substr(0, preset.name.find(' ')));
        std::ranges::replace(id, '/', '-');
        commands.push_back({std::move(id), "Monitor level " + std::string(preset.name) + " dB SPL", "Monitor",
                            [this, &preset] { use(preset); }});
    }
    return commands;
}

} // namespace dub::ui
