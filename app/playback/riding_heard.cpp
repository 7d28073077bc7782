// What is heard around the hands, and what they are on: the mix or a version of it, with lanes or without.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/playback/riding.h"
#include "engine/session/edits/change.h"
#include "engine/session/parameters/strip.h"

namespace dub::app {

using session::Control;

std::vector<Control> Riding::controls_of(const session::StripOwner& owner) const {
    if (!in_version()) return session::controls_of(seen(), owner, settings_.enabled);
    const Control trim = HeardVersion::meant({owner, address_of(session::strip::fader)});
    const bool written = HeardVersion::holds(trim) &&
                         settings_.enabled.contains(session::ControlKind::volume) &&
                         !session::is_safe(*automation(trim), trim.address);
    return written ? std::vector{trim} : std::vector<Control>{};
}

std::string Riding::titled(std::string_view what, const std::string& rest) const {
    if (!in_version()) return fmt::format("{}: {}", what, rest);
    return fmt::format("{} ({}): {}", what, version_.name(parts_.session()), rest);
}

std::vector<session::WrittenEdit> Riding::as_edits(const std::vector<session::PunchLane>& punches) const {
    std::vector<session::WrittenEdit> edits;
    for (const session::PunchLane& punch : punches) {
        const bool there = session::declared(parts_.session(), {punch.strip, punch.target}) != nullptr &&
                           (version() || !session::strip::is_of_version(punch.target));
        if (there) edits.push_back(session::as_edit(punch, version())); // else it was removed meanwhile
    }
    return edits;
}

session::Session Riding::heard_of(const session::Session& session) const {
    session::Session still = version_.laid_over(session);
    if (!settings_.suspended) return still;
    for (const session::StripOwner& owner : session::strip_owners(still)) {
        const session::Strip& strip = *session::find_strip(still, owner);
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
    const bool suspends = settings.suspended != settings_.suspended;
    const bool others = settings.hands != settings_.hands && version();
    if (pass_ && (others || (suspends && settings.suspended)))
        end_pass(due_, Then::goes_on); // what was ridden until now stays
    settings_ = std::move(settings);
    version_.write(settings_.hands);
    if (others) begin_anew();
    if (!suspends || parts_.player == nullptr) return;
    for (auto& [control, hand] : hands_)
        if (hand.fate == Fate::pass) leave(hand);
    if (pass_) begin_pass(due_);
    parts_.player->session_changed(heard_of(parts_.session()), render::Moves::kept);
}

void Riding::hear(VersionId version) {
    if (version == version_.wanted()) return;
    const bool hands_change = settings_.hands == session::HandsWrite::version;
    if (pass_ && hands_change) end_pass(due_, Then::goes_on);
    version_.hear(version);
    if (parts_.hears) parts_.hears(version);
    if (hands_change) begin_anew();
    if (parts_.player != nullptr)
        parts_.player->session_changed(heard_of(parts_.session()), render::Moves::kept);
}

// Nothing that was held of the one is written into the other.
void Riding::begin_anew() {
    captured_.clear();
    preview_ = false;
    asked_for_.clear();
    for (auto& [control, hand] : hands_)
        leave(hand);
    if (pass_) begin_pass(due_);
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
