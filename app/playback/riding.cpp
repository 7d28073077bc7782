#include "app/playback/riding.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/session/parameters/strip.h"

namespace dub::app {

using session::AutomationMode;
using session::Control;

namespace {

// "Pan DX 01", "Mute DX 01": how a hand's edit is called in the history.
std::string title_of(const session::Session& session, const Control& control, double value) {
    const std::string name = session::name_of(session, control.owner);
    const auto kind = session::kind_of(control.address);
    if (kind == session::ControlKind::pan) return "Pan " + name;
    if (kind == session::ControlKind::mute) return (value >= 0.5 ? "Mute " : "Unmute ") + name;
    const session::Parameter* const parameter = session::declared(session, control);
    return std::string(parameter->name) + " of " + name;
}

} // namespace

// What is meant and said ---------------------------------------------------------------------------------

const session::Session& Riding::seen() const { return version_.under_hands(parts_.session()); }

Control Riding::meant(const Control& control) const {
    const auto held = asked_for_.find(control);
    return held != asked_for_.end() ? held->second : meant_now(control);
}

Control Riding::meant_now(const Control& control) const {
    if (in_version()) return HeardVersion::meant(control);
    const session::Automation* const how = automation(control);
    if (how == nullptr || !how->trim) return control;
    Control trim = control;
    trim.address.parameter += ".trim";
    return session::declared(parts_.session(), trim) != nullptr ? trim : control;
}

// What a trim adds to.
double Riding::base_of(const Control& control, SamplePos at) const {
    return in_version() || meant(control) == control ? 0 : planned(control, at);
}

double Riding::planned(const Control& control, SamplePos at) const {
    const session::Session& session = seen();
    const session::Strip& strip = *session::find_strip(session, control.owner);
    if (!settings_.suspended) return session::value_at(session, control, at);
    return session::static_value(strip, control.address, *session::declared(session, control));
}

SamplePos Riding::heard() const { return parts_.player != nullptr ? parts_.player->heard() : SamplePos{}; }

const session::Automation* Riding::automation(const Control& control) const {
    const session::Strip* const strip = session::find_strip(parts_.session(), control.owner);
    return strip == nullptr ? nullptr : &strip->automation;
}

bool Riding::may_write(const Control& control) const {
    const session::Automation* const how = automation(control);
    const auto kind = session::kind_of(control.address);
    const bool is_lane = !in_version() || session::strip::is_of_version(control.address);
    return how != nullptr && how->mode >= AutomationMode::touch && !settings_.suspended && is_lane && kind &&
           settings_.enabled.contains(*kind) && !session::is_safe(*how, control.address);
}

Riding::Fate Riding::fate_of(const Control& control) const {
    if (in_version() && !HeardVersion::holds(control)) return Fate::lane;
    if (preview_) return Fate::preview;
    const session::Automation& how = *automation(control);
    if (may_write(control)) {
        if (pass_) return Fate::pass;
        if (!runs_ && settings_.prime && how.mode >= AutomationMode::latch) return Fate::pass;
    }
    if (in_version() && !session::strip::is_of_version(control.address)) return Fate::edit; // its mute
    const bool plays = session::lanes_play(*session::find_strip(seen(), control.owner), control.address) &&
                       !settings_.suspended;
    return plays && session::lane_of(seen(), control) != nullptr ? Fate::lane : Fate::edit;
}

SampleCount Riding::match() const {
    const auto rate = static_cast<double>(parts_.session().info->rate.hz);
    return {std::llround(settings_.match_ms / 1000 * rate)};
}

// Hands --------------------------------------------------------------------------------------------------

Riding::Hand& Riding::take(const Control& control, Fate fate) {
    Hand fresh;
    fresh.fate = fate;
    fresh.returns = fate == Fate::pass && automation(control)->mode == AutomationMode::touch;
    return hands_[control] = fresh;
}

void Riding::send(const Control& control, Hand& hand, double value) {
    hand.value = value;
    if (parts_.player == nullptr) return;
    hand.unsent = !parts_.player->move(control.owner, control.address, value);
    if (!hand.unsent) ++hand.unheard;
}

void Riding::give_back(const Control& control, SampleCount within) {
    if (parts_.player != nullptr && !parts_.player->release(control.owner, control.address, within))
        unreleased_.emplace_back(control, within);
}

void Riding::send_again() {
    for (const auto& [control, within] : std::exchange(unreleased_, {}))
        if (!hands_.contains(control) || hands_.at(control).gliding) give_back(control, within);
    for (auto& [control, hand] : hands_)
        if (hand.unsent && !hand.leaving) send(control, hand, hand.value);
}

void Riding::leave(Hand& hand) {
    hand.leaving = true;
    hand.touching = hand.gliding = false;
}

void Riding::touch(const Control& asked) {
    if (session::declared(parts_.session(), asked) == nullptr) return;
    const Control control = meant(asked);
    asked_for_.insert_or_assign(asked, control);
    const double now = value(asked, heard()) - base_of(asked, heard());
    const auto known = hands_.find(control);
    const bool goes_on = known != hands_.end() && known->second.fate == Fate::pass &&
                         !known->second.leaving && pass_.has_value();
    Hand& hand = goes_on ? known->second : take(control, fate_of(control));
    hand.touching = true;
    hand.gliding = hand.leaving = false;
    hand.value = now;
    if (hand.fate == Fate::pass || hand.fate == Fate::preview) send(control, hand, now);
}

void Riding::move(const Control& asked, double to) {
    const session::Parameter* const parameter = session::declared(parts_.session(), asked);
    if (parameter == nullptr || !std::isfinite(to)) return;
    const Control control = meant(asked);
    if (const auto known = hands_.find(control); known == hands_.end() || !known->second.touching)
        touch(asked);
    const session::Parameter& moved = *session::declared(parts_.session(), control);
    Hand& hand = hands_.at(control);
    const double base = base_of(asked, heard());
    if (control != asked && base <= session::strip::fader_min_db) return; // what is closed no trim opens
    hand.moved = true;
    send(control, hand, std::clamp(to - base, moved.min, moved.max));
}

void Riding::let_go(const Control& asked) { let_go(std::vector{asked}); }

void Riding::let_go(const std::vector<Control>& asked) {
    std::vector<session::StripOwner> lifted;
    for (const Control& control : asked)
        if (lift(control)) lifted.push_back(control.owner);
    settle_edits(lifted);
}

bool Riding::lift(const Control& asked) {
    if (session::declared(parts_.session(), asked) == nullptr) return false;
    const Control control = meant(asked);
    asked_for_.erase(asked);
    const auto known = hands_.find(control);
    if (known == hands_.end() || !known->second.touching) return false;
    Hand& hand = known->second;
    hand.touching = false;
    if (hand.fate == Fate::edit) return true;
    if (hand.fate == Fate::pass && !pass_ && !settings_.prime) leave(hand); // it stood meanwhile
    if (hand.fate != Fate::lane) return false; // a pass in touch: once the last move is heard
    if (hand.moved) said_ = why_not(control);
    give_back(control);
    hands_.erase(known);
    return false;
}

// Why nothing stayed of a hand.
std::string Riding::why_not(const Control& control) const {
    const session::Session& session = parts_.session();
    if (in_version() && !HeardVersion::holds(control))
        return fmt::format(
            "{} was not changed: hands write the version {}, which has a trim and a mute for each "
            "track and bus. Let hands write the mix to change the rest.",
            session::name_of(session, control), version_.name(session));
    return session::name_of(session, control.owner) +
           " is automated: its lane plays on. To write over it, play with the strip in touch, latch or "
           "write; or change the lane in the timeline.";
}

// All that one hand holds of a strip (a puck has two axes) is one entry, when the last of it is let go; so
// are strips that are let go together.
void Riding::settle_edits(const std::vector<session::StripOwner>& owners) {
    std::vector<session::WrittenEdit> edits;
    std::string title;
    std::size_t strips = 0;
    for (const session::StripOwner& owner : owners) {
        const std::size_t before = edits.size();
        take_edits(owner, edits, title);
        strips += edits.size() > before ? 1 : 0;
    }
    if (strips > 1) title += fmt::format(" and {} in its group", strips - 1);
    apply(edits, title);
}

void Riding::take_edits(const session::StripOwner& owner, std::vector<session::WrittenEdit>& edits,
                        std::string& title) {
    const auto mine = [&](const auto& one) {
        return one.first.owner == owner && one.second.fate == Fate::edit && !one.second.leaving;
    };
    if (std::ranges::any_of(hands_, [&](const auto& one) { return mine(one) && one.second.touching; }))
        return;
    for (auto& one : hands_) {
        if (!mine(one)) continue;
        auto& [control, hand] = one;
        leave(hand);
        const session::Session& session = seen();
        const session::Parameter* const parameter = session::declared(session, control);
        if (!hand.moved || parameter == nullptr) continue;
        const session::Strip& strip = *session::find_strip(session, owner);
        if (hand.value == session::static_value(strip, control.address, *parameter)) continue;
        edits.push_back(in_version() ? version_.as_edit(parts_.session(), control, hand.value)
                                     : session::as_edit(control, hand.value));
        if (!title.empty()) continue;
        title = title_of(session, control, hand.value);
        if (in_version()) title += fmt::format(" ({})", version_.name(session));
    }
}

void Riding::apply(const std::vector<session::WrittenEdit>& edits, const std::string& title) {
    if (edits.empty()) return;
    const auto done = parts_.apply(edits, title);
    if (!done)
        said_ = done.error().text();
    else if (!done->empty())
        said_ = done->front().sentence;
}

double Riding::value(const Control& asked, SamplePos at) const {
    const session::Parameter* const parameter = session::declared(parts_.session(), asked);
    if (parameter == nullptr) return 0;
    const Control control = meant(asked);
    const double base = base_of(asked, at);
    const auto known = hands_.find(control);
    double own = known == hands_.end() ? planned(control, at) : known->second.value;
    if (known != hands_.end() && known->second.gliding && pass_) own = pass_->at(control, at).value_or(own);
    return std::clamp(base + own, parameter->min, parameter->max);
}

} // namespace dub::app
