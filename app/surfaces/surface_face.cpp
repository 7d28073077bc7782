// What a surface shows of the strips under its faders.

#include <algorithm>

#include <fmt/format.h>

#include "app/surfaces/surface.h"
#include "app/surfaces/travel.h"
#include "engine/session/parameters/strip.h"

namespace dub::app {

namespace strip = session::strip;

Face Surface::face() {
    follow();
    Face shown;
    shown.strips.resize(width_);
    const auto paddles = ports_.pec_direct == nullptr ? Paddles{} : ports_.pec_direct->paddles();
    for (std::size_t at = 0; at < width_; ++at)
        show_strip(shown.strips[at], static_cast<int>(at), paddles);
    if (const auto main = fader_target(main_fader)) shown.main = travel_of(*main->parameter, value_of(*main));
    shown.main_held = grips_.holds(main_fader);
    const SamplePos heard = ports_.transport.state().heard;
    const FramePos frame = session::frame_of(seen_, heard);
    shown.position = feet_ ? to_feet(frame, seen_.info->start) : to_timecode(frame, seen_.info->timecode);
    shown.assignment = assignment_letters();
    shown.solo_mode = static_cast<int>(seen_.info->solo);
    show_keys(shown);
    return shown;
}

void Surface::show_strip(StripFace& shown, int at, const Paddles& paddles) const {
    shown.held = grips_.holds(at);
    show_pot(shown, at);
    const auto fader = fader_target(at);
    if (fader) shown.fader = travel_of(*fader->parameter, value_of(*fader));
    const WalkedStrip* const owner = strip_at(at);
    if (owner == nullptr) return;
    if (shown.name.empty()) shown.name = owner->name;
    if (shown.held && fader) shown.value = value_text(*fader->parameter, value_of(*fader));
    if (const auto mute = own_target(*owner, strip::mute.id))
        shown.mute = value_of(*mute) >= 0.5 ? Lamp::on : Lamp::off;
    shown.solo = owner->strip->soloed ? Lamp::on : Lamp::off;
    const bool chosen = std::ranges::find(selected_, owner->owner) != selected_.end();
    shown.select = chosen ? Lamp::on : Lamp::off;
    for (const ui::StemPaddle& paddle : paddles)
        if (owner->owner.bus && paddle.stem == owner->owner.bus && paddle.heard == ui::PecDirect::playback)
            shown.pec = Lamp::on;
    shown.record = paddles_ ? shown.pec : record_lamp(*owner);
    for (const ui::ChannelReading& channel : ports_.meters.strip(owner->owner).channels) {
        shown.peak_dbfs = std::max(shown.peak_dbfs, channel.peak.value);
        shown.clipped = shown.clipped || channel.clipped;
    }
}

void Surface::show_pot(StripFace& shown, int at) const {
    const auto target = pot_target(at);
    if (!target) return;
    const session::Parameter& parameter = *target->parameter;
    const double value = value_of(*target), travel = travel_of(parameter, value);
    const bool both_ways = parameter.min < 0 && parameter.max == -parameter.min;
    shown.ring = {true, both_ways ? RingLook::from_middle : RingLook::from_left, travel,
                  value == parameter.fallback};
    shown.value = names_ ? std::string(parameter.name) : value_text(parameter, value);
    if (assignment_.kind == Assignment::Kind::inserts && !flipped_) shown.name = parameter.name;
}

// Of a stem: it is armed, or being printed. Of others: hands may write, or write now.
Lamp Surface::record_lamp(const WalkedStrip& of) const {
    const session::Bus* const bus = session::find_bus(seen_, of.owner.bus);
    if (bus == nullptr || bus->kind != session::BusKind::stem) {
        const bool writing =
            ports_.automation != nullptr && ports_.automation->doing(of.owner) == ui::HandsOn::writing;
        return writing ? Lamp::flashing : writes(*of.strip) ? Lamp::on : Lamp::off;
    }
    if (ports_.prints == nullptr || !of.owner.bus || ports_.prints->armed(of.owner.bus) == ui::Armed::no)
        return Lamp::off;
    return ports_.prints->recording() ? Lamp::on : Lamp::flashing;
}

std::string Surface::assignment_letters() const {
    switch (assignment_.kind) {
    case Assignment::Kind::page: return std::string(pages()[assignment_.number].letters);
    case Assignment::Kind::send: return fmt::format("S{}", assignment_.number + 1);
    case Assignment::Kind::inserts:
        return fmt::format("P{}", assignment_.number / std::max<std::size_t>(1, width_) + 1);
    }
    return {};
}

} // namespace dub::app
