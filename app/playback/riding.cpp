#include "app/playback/riding.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/session/edits/change.h"
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

Control Riding::meant(const Control& control) const {
    const session::Automation* const how = automation(control);
    if (how == nullptr || !how->trim) return control;
    Control trim = control;
    trim.address.parameter += ".trim";
    return session::declared(parts_.session(), trim) != nullptr ? trim : control;
}

// What a trim adds to.
double Riding::base_of(const Control& control, SamplePos at) const {
    return meant(control) == control ? 0 : planned(control, at);
}

double Riding::planned(const Control& control, SamplePos at) const {
    const session::Session& session = parts_.session();
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
    return how != nullptr && how->mode >= AutomationMode::touch && !how->safe && !settings_.suspended &&
           kind && settings_.enabled.contains(*kind) &&
           !std::ranges::binary_search(how->safe_parameters, control.address);
}

Riding::Fate Riding::fate_of(const Control& control) const {
    if (preview_) return Fate::preview;
    const session::Automation& how = *automation(control);
    if (may_write(control)) {
        if (pass_) return Fate::pass;
        if (!runs_ && settings_.prime && how.mode >= AutomationMode::latch) return Fate::pass;
    }
    const bool plays = how.mode != AutomationMode::off && !settings_.suspended;
    return plays && session::lane_of(parts_.session(), control) != nullptr ? Fate::lane : Fate::edit;
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
    if (parts_.player->move(control.owner, control.address, value)) ++hand.unheard;
}

void Riding::give_back(const Control& control, SampleCount within) {
    if (parts_.player != nullptr) parts_.player->release(control.owner, control.address, within);
}

void Riding::leave(Hand& hand) {
    hand.leaving = true;
    hand.touching = hand.gliding = false;
}

void Riding::touch(const Control& asked) {
    if (session::declared(parts_.session(), asked) == nullptr) return;
    const Control control = meant(asked);
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
    hand.moved = true;
    send(control, hand, std::clamp(to - base_of(asked, heard()), moved.min, moved.max));
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
    const auto known = hands_.find(control);
    if (known == hands_.end() || !known->second.touching) return false;
    Hand& hand = known->second;
    hand.touching = false;
    if (hand.fate == Fate::edit) return true;
    if (hand.fate == Fate::pass && !pass_ && !settings_.prime) leave(hand); // it stood meanwhile
    if (hand.fate != Fate::lane) return false; // a pass in touch: once the last move is heard
    if (hand.moved)
        said_ = session::name_of(parts_.session(), control.owner) +
                " is automated: its lane plays on. To write over it, play with the strip in touch, latch or "
                "write; or change the lane in the timeline.";
    give_back(control);
    hands_.erase(known);
    return false;
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
        const session::Session& session = parts_.session();
        const session::Strip& strip = *session::find_strip(session, owner);
        const session::Parameter* const parameter = session::declared(session, control);
        if (!hand.moved || parameter == nullptr) continue;
        if (hand.value == session::static_value(strip, control.address, *parameter)) continue;
        edits.push_back(session::as_edit(control, hand.value));
        if (title.empty()) title = title_of(session, control, hand.value);
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

// Around it ----------------------------------------------------------------------------------------------

session::Session Riding::heard_of(const session::Session& session) const {
    if (!settings_.suspended) return session;
    session::Session still = session;
    for (const session::StripOwner& owner : session::strip_owners(session)) {
        const session::Strip& strip = *session::find_strip(session, owner);
        if (strip.lanes.empty()) continue;
        session::Strip without = strip;
        without.lanes.clear();
        still = session::with_strip(std::move(still), owner, std::move(without));
    }
    return still;
}

void Riding::set(session::PassSettings settings) {
    settings.match_ms =
        std::clamp(std::isfinite(settings.match_ms) ? settings.match_ms : 500.0, 10.0, 5000.0);
    const bool another = settings.suspended != settings_.suspended;
    if (another && settings.suspended && pass_)
        end_pass(due_, Then::goes_on); // what was ridden until now stays
    settings_ = std::move(settings);
    if (!another || parts_.player == nullptr) return;
    for (auto& [control, hand] : hands_)
        if (hand.fate == Fate::pass) leave(hand);
    if (pass_) begin_pass(due_);
    parts_.player->session_changed(heard_of(parts_.session()), render::Moves::kept);
}

Riding::Doing Riding::doing(const session::StripOwner& owner) const {
    Doing doing = Doing::nothing;
    for (const auto& [control, hand] : hands_) {
        if (control.owner != owner || hand.leaving) continue;
        if (hand.fate == Fate::pass && pass_) return Doing::writing;
        if (hand.fate == Fate::preview) doing = Doing::previewing;
        if (doing == Doing::nothing) doing = Doing::held;
    }
    return doing;
}

} // namespace dub::app
