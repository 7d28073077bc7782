#include "app/surfaces/surface.h"

#include <algorithm>

#include "app/surfaces/travel.h"
#include "engine/session/lookup.h"
#include "engine/session/parameters/strip.h"
#include "ui/edit_values.h"

namespace dub::app {
namespace {

namespace strip = session::strip;

constexpr int pot_controls = 1000, mute_controls = 2000,
              value_control = -1000; // numbers of grips: faders are their own
constexpr Surface::Time wheel_rest = std::chrono::milliseconds(200);
constexpr double scrub_of_tick = 0.25, fastest_scrub = 1;
constexpr int steps_max = 10; // of one turn of the wheel

// One for each value of each strip: a pad moves two of them.
int control_of(int at, const Target& target) {
    const auto value = std::ranges::find(strip::all, target.parameter->id, &session::Parameter::id);
    return value_control - at * static_cast<int>(strip::all.size()) -
           static_cast<int>(value - strip::all.begin());
}

} // namespace

void Surface::take(const Message& message, Time now) {
    now_ = now;
    follow();
    std::visit([this](const auto& said) { take_message(said); }, message);
}

void Surface::tick(Time now) {
    now_ = now;
    grips_.tick(now);
    if (scrubbed_ && now - *scrubbed_ >= wheel_rest) {
        scrubbed_.reset();
        ports_.transport.stop();
    }
}

void Surface::unplugged() {
    grips_.unplugged();
    shift_ = option_ = fine_ = nudging_ = false;
    if (scrubbed_) ports_.transport.stop();
    scrubbed_.reset();
}

void Surface::follow() {
    const session::Session& now = ports_.document.now();
    if (seen_.tracks == now.tracks && seen_.routing == now.routing && !all_.empty()) return;
    seen_ = now;
    all_ = walked(now, Walk::all);
    const auto gone = [this](const session::StripOwner& owner) { return named(owner) == nullptr; };
    std::erase_if(selected_, gone);
    if (spilled_ && gone(*spilled_)) spilled_.reset();
    strips_ = spilled_ ? behind(now, *spilled_) : walked(now, walk_);
    bank(0);
}

// What lies under the fingers is another strip now, so they let go of the former.
void Surface::bank(std::ptrdiff_t by) {
    const auto last = static_cast<std::ptrdiff_t>(strips_.size()) - static_cast<std::ptrdiff_t>(width_);
    const auto to = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(
        static_cast<std::ptrdiff_t>(first_) + by, 0, std::max<std::ptrdiff_t>(0, last)));
    if (to == first_) return;
    grips_.let_go_all();
    first_ = to;
}

void Surface::set_width(std::size_t strips) {
    if (strips == width_) return;
    grips_.let_go_all();
    width_ = strips;
    bank(0);
}

void Surface::walk_over(Walk walk) {
    grips_.let_go_all();
    spilled_.reset();
    walk_ = walk;
    first_ = 0;
    strips_ = walked(seen_, walk_);
    if (!strips_.empty()) return;
    walk_ = Walk::all;
    strips_ = all_;
    ports_.say("The session has no strip of that kind: the surface shows all of them.");
}

void Surface::spill() {
    if (spilled_) return walk_over(walk_);
    const WalkedStrip* const owner = selected();
    auto strips = owner == nullptr ? std::vector<WalkedStrip>{} : behind(seen_, owner->owner);
    if (strips.empty())
        return ports_.say(
            "Select a VCA, a stem or another bus first: it is what is spilled over the faders.");
    grips_.let_go_all();
    spilled_ = owner->owner;
    strips_ = std::move(strips);
    first_ = 0;
}

const WalkedStrip* Surface::strip_at(int strip) const {
    if (strip < 0 || static_cast<std::size_t>(strip) >= width_) return nullptr;
    const std::size_t at = first_ + static_cast<std::size_t>(strip);
    return at < strips_.size() ? &strips_[at] : nullptr;
}

const WalkedStrip* Surface::named(const session::StripOwner& owner) const {
    const auto found = std::ranges::find(all_, owner, &WalkedStrip::owner);
    return found == all_.end() ? nullptr : &*found;
}

const WalkedStrip* Surface::selected() const { return selected_.empty() ? nullptr : named(selected_.back()); }

// ---- what faders and pots move

std::optional<Target> Surface::assigned(int strip) const {
    if (assignment_.kind == Assignment::Kind::inserts) {
        const WalkedStrip* const owner = selected();
        if (owner == nullptr || strip < 0) return std::nullopt;
        return insert_target(*owner, assignment_.number + static_cast<std::size_t>(strip));
    }
    const WalkedStrip* const owner = strip_at(strip);
    if (owner == nullptr) return std::nullopt;
    if (assignment_.kind == Assignment::Kind::send) return send_target(assignment_.number, *owner);
    return page_target(pages()[assignment_.number], *owner, shift_);
}

std::optional<Target> Surface::fader_target(int strip) const {
    if (strip == main_fader) {
        const session::Bus* const main = session::printmaster_of(seen_);
        const WalkedStrip* const owner = main == nullptr ? nullptr : named({{}, main->id});
        return owner == nullptr ? std::nullopt : own_target(*owner, strip::fader.id);
    }
    if (flipped_) return assigned(strip);
    const WalkedStrip* const owner = strip_at(strip);
    return owner == nullptr ? std::nullopt : own_target(*owner, strip::fader.id);
}

std::optional<Target> Surface::pot_target(int strip) const {
    if (!flipped_) return assigned(strip);
    const WalkedStrip* const owner = strip_at(strip);
    return owner == nullptr ? std::nullopt : own_target(*owner, strip::fader.id);
}

double Surface::value_of(const Target& target) const {
    return ports_.hands.value(target.owner, target.address, ports_.transport.state().heard);
}

void Surface::take_message(const FaderTouched& said) {
    if (!said.held) return grips_.let_go(said.strip);
    if (const auto target = fader_target(said.strip)) grips_.touch(said.strip, *target);
}

void Surface::take_message(const FaderMoved& said) {
    if (const auto target = fader_target(said.strip))
        grips_.move(said.strip, *target, value_at(*target->parameter, said.travel), now_);
}

void Surface::take_message(const PotTurned& said) {
    const auto target = pot_target(said.strip);
    if (!target) return;
    const double to =
        turned(*target->parameter, value_of(*target), said.ticks, fine_ ? Step::fine : Step::coarse);
    grips_.move(pot_controls + said.strip, *target, to, now_);
}

void Surface::reset_pot(int strip) {
    const auto target = pot_target(strip);
    if (!target) return;
    const bool toggles = target->parameter->unit == session::Unit::toggle;
    const double to = toggles ? (value_of(*target) < 0.5 ? 1 : 0) : target->parameter->fallback;
    grips_.move(pot_controls + strip, *target, to, now_);
    grips_.let_go(pot_controls + strip);
}

void Surface::take_message(const ValueSet& said) {
    const WalkedStrip* const owner = strip_at(said.strip);
    const auto target = owner == nullptr ? std::nullopt : own_target(*owner, said.parameter);
    if (!target)
        return ports_.say("A surface moved '" + said.parameter +
                          "' of a strip that has none; nothing changed.");
    grips_.move(control_of(said.strip, *target), *target,
                std::clamp(said.value, target->parameter->min, target->parameter->max), now_);
}

// ---- the wheel

void Surface::take_message(const WheelTurned& said) {
    if (scrubbing_) {
        scrubbed_ = now_;
        return ports_.transport.play(std::clamp(said.ticks * scrub_of_tick, -fastest_scrub, fastest_scrub));
    }
    const char* const command = said.ticks > 0 ? "go.frame-forward" : "go.frame-back";
    for (int step = std::min(std::abs(said.ticks), steps_max); step > 0; --step)
        ports_.run(command);
}

void Surface::take_message(const CommandAsked& said) { ports_.run(said.id); }

// ---- keys of strips

void Surface::edit(const std::vector<ui::Edit>& edits, const std::string& name) {
    if (const auto done = ports_.document.apply(edits, name); !done) ports_.say(done.error().text());
    follow();
}

void Surface::take_message(const StripPressed& said) {
    if (said.key == StripKey::mute)
        return said.down ? mute(said.strip, {}) : grips_.let_go(mute_controls + said.strip);
    if (!said.down) return;
    if (said.key == StripKey::pot) return reset_pot(said.strip);
    if (const WalkedStrip* const strip = strip_at(said.strip))
        switch_strip(WalkedStrip(*strip), said.key, {});
}

void Surface::take_message(const StripSwitched& said) {
    if (said.key == StripKey::mute) {
        mute(said.strip, said.on);
        if (said.on && lasts(said.strip)) return;
        return grips_.let_go(mute_controls + said.strip);
    }
    if (const WalkedStrip* const strip = strip_at(said.strip))
        switch_strip(WalkedStrip(*strip), said.key, said.on);
}

// What is written in touch lasts as long as it is on; all else is done at once.
bool Surface::lasts(int at) const {
    const WalkedStrip* const of = strip_at(at);
    return of != nullptr && of->strip->automation.mode == session::AutomationMode::touch &&
           ports_.transport.state().speed != 0;
}

// In hand as long as the key is pressed: in touch it lasts that long.
void Surface::mute(int at, std::optional<bool> to) {
    const WalkedStrip* const of = strip_at(at);
    const auto target = of == nullptr ? std::nullopt : own_target(*of, strip::mute.id);
    if (!target) return;
    const bool now = value_of(*target) >= 0.5;
    if (to == now) return;
    grips_.touch(mute_controls + at, *target);
    grips_.move(mute_controls + at, *target, to.value_or(!now) ? 1 : 0, now_);
}

// To the other without `to`.
void Surface::switch_strip(const WalkedStrip& of, StripKey key, std::optional<bool> to) {
    switch (key) {
    case StripKey::solo: {
        const bool now = of.strip->soloed, on = to.value_or(!now);
        if (on == now) return;
        return edit({{"set_solo", {{"strips", ui::value(std::vector{of.owner})}, {"soloed", ui::value(on)}}}},
                    (on ? "Solo " : "End solo of ") + of.name);
    }
    case StripKey::select:
        return select(of, to.value_or(std::ranges::find(selected_, of.owner) == selected_.end()));
    case StripKey::record: return paddles_ && !to ? turn_paddle(of, to) : arm(of, to);
    case StripKey::pec: return turn_paddle(of, to);
    case StripKey::mute:
    case StripKey::pot: return;
    }
}

void Surface::turn_paddle(const WalkedStrip& of, std::optional<bool> to) {
    using ui::PecDirect;
    if (ports_.pec_direct == nullptr) return;
    for (const ui::StemPaddle& paddle : ports_.pec_direct->paddles()) {
        if (!of.owner.bus || paddle.stem != of.owner.bus) continue;
        if (!paddle.printed) return ports_.say(of.name + " is not printed: there is no PEC to hear.");
        const bool on = to.value_or(paddle.heard == PecDirect::direct);
        return ports_.pec_direct->hear(paddle.stem, on ? PecDirect::playback : PecDirect::direct);
    }
}

bool Surface::writes(const session::Strip& strip) {
    const session::AutomationMode mode = strip.automation.mode;
    return mode != session::AutomationMode::off && mode != session::AutomationMode::read;
}

// A stem for printing, other strips for writing what hands do.
void Surface::arm(const WalkedStrip& of, std::optional<bool> to) {
    const session::Bus* const bus = session::find_bus(seen_, of.owner.bus);
    if (bus == nullptr || bus->kind != session::BusKind::stem) {
        const bool on = to.value_or(!writes(*of.strip)); // what is as it was asked for stays as it is
        if (on == writes(*of.strip)) return;
        return edit(
            {{"set_automation",
              {{"strips", ui::value(std::vector{of.owner})}, {"mode", ui::value(on ? "touch" : "read")}}}},
            "Automation of " + of.name);
    }
    if (ports_.prints == nullptr) return;
    using ui::Armed;
    const bool on = to.value_or(ports_.prints->armed(bus->id) == Armed::no);
    if (const auto done = ports_.prints->arm(bus->id, on ? Armed::yes : Armed::no); !done)
        ports_.say(done.error().text());
}

bool Surface::any_armed() const {
    return ports_.prints != nullptr && std::ranges::any_of(all_, [this](const WalkedStrip& one) {
               return one.owner.bus && ports_.prints->armed(one.owner.bus) == ui::Armed::yes;
           });
}

void Surface::record() {
    if (any_armed()) return ports_.run("prints.record");
    if (selected() != nullptr) return set_automation(Key::write);
    ports_.say("Arm a stem for printing first (its REC/RDY key), or select strips that are to be written.");
}

// Alone, or with the others while Shift is held.
void Surface::select(const WalkedStrip& of, bool on) {
    if (!shift_) selected_.clear();
    std::erase(selected_, of.owner);
    if (on) selected_.push_back(of.owner);
    if (assignment_.kind == Assignment::Kind::inserts) {
        grips_.let_go_all();
        assignment_.number = 0;
    }
}

void Surface::clear_solos() {
    std::vector<session::StripOwner> soloed;
    for (const WalkedStrip& one : all_)
        if (one.strip->soloed) soloed.push_back(one.owner);
    if (soloed.empty()) return;
    edit({{"set_solo", {{"strips", ui::value(soloed)}, {"soloed", ui::value(false)}}}}, "End all solos");
}

} // namespace dub::app
