#include "ui/automation/hands_together.h"

#include <algorithm>

#include "engine/session/lookup.h"
#include "engine/session/parameters/strip.h"

namespace dub::ui {
namespace {

namespace strip = session::strip;

bool is_mute(const session::ParameterAddress& address) { return address.parameter == strip::mute.id; }

// Where a partner goes when the hand's own control has gone from `from` to `to`.
double followed(double start, double from, double to) {
    const double closed = strip::fader_min_db;
    if (from <= closed) return start <= closed ? to : start;
    return to <= closed || start <= closed ? std::min(start, closed) : start + to - from;
}

} // namespace

std::vector<session::StripOwner> HandsTogether::partners_of(const session::StripOwner& owner,
                                                            const session::ParameterAddress& address) const {
    std::vector<session::StripOwner> partners;
    const bool grouped =
        !address.insert && !address.send && (address.parameter == strip::fader.id || is_mute(address));
    if (!grouped || parts_.alone()) return partners;
    for (const session::MixGroup& group : parts_.session().routing->groups)
        if (group.active && std::ranges::binary_search(group.members, owner))
            partners.insert(partners.end(), group.members.begin(), group.members.end());
    std::ranges::sort(partners);
    const auto again = std::ranges::unique(partners);
    partners.erase(again.begin(), again.end());
    std::erase(partners, owner);
    return partners;
}

// A hand that comes to what another one has begins where that one is; whoever moved along goes on.
void HandsTogether::touch(const session::StripOwner& owner, const session::ParameterAddress& address) {
    const SamplePos heard = parts_.heard();
    std::set<session::StripOwner> partners;
    for (const session::StripOwner& partner : partners_of(owner, address))
        partners.insert(partner);
    if (const auto known = gestures_.find({owner, address}); known != gestures_.end())
        for (const Partner& partner : known->second.partners)
            partners.insert(partner.owner);
    Gesture gesture{value(owner, address, heard), {}};
    for (const session::StripOwner& partner : partners)
        gesture.partners.push_back({partner, value(partner, address, heard)});
    partners.insert(owner);
    for (const session::StripOwner& one : partners)
        if (!is_held({one, address})) parts_.hands.touch(one, address);
    gestures_.insert_or_assign({owner, address}, std::move(gesture));
}

bool HandsTogether::is_held(const session::Control& control) const {
    return std::ranges::any_of(gestures_, [&](const auto& one) {
        const auto& [moved, gesture] = one;
        return moved == control || (moved.address == control.address &&
                                    std::ranges::find(gesture.partners, control.owner, &Partner::owner) !=
                                        gesture.partners.end());
    });
}

void HandsTogether::move(const session::StripOwner& owner, const session::ParameterAddress& address,
                         double value) {
    const session::Control control{owner, address};
    if (!gestures_.contains(control)) touch(owner, address);
    const Gesture& gesture = gestures_.at(control);
    parts_.hands.move(owner, address, value);
    for (const Partner& partner : gesture.partners)
        parts_.hands.move(partner.owner, address,
                          is_mute(address) ? value : followed(partner.start, gesture.start, value));
}

void HandsTogether::let_go(const session::StripOwner& owner, const session::ParameterAddress& address) {
    let_go(std::vector<session::Control>{{owner, address}});
}

// What another hand still moves stays in hand.
void HandsTogether::let_go(const std::vector<session::Control>& controls) {
    std::vector<session::Control> all;
    for (const session::Control& control : controls) {
        all.push_back(control);
        const auto gesture = gestures_.find(control);
        if (gesture == gestures_.end()) continue;
        for (const Partner& partner : gesture->second.partners)
            all.push_back({partner.owner, control.address});
        gestures_.erase(gesture);
    }
    std::erase_if(all, [this](const session::Control& control) { return is_held(control); });
    if (!all.empty()) parts_.hands.let_go(all);
}

} // namespace dub::ui
