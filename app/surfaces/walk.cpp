#include "app/surfaces/walk.h"

#include <algorithm>

#include "engine/session/lookup.h"

namespace dub::app {
namespace {

using session::BusKind;

bool takes(Walk walk, const session::Session& session, const session::StripOwner& owner) {
    const session::Bus* const bus = session::find_bus(session, owner.bus);
    const auto is = [&](BusKind kind) { return bus != nullptr && bus->kind == kind; };
    switch (walk) {
    case Walk::all: return true;
    case Walk::tracks: return bool{owner.track};
    case Walk::vcas: return bool{owner.vca};
    case Walk::busses: return is(BusKind::predub) || is(BusKind::stem);
    case Walk::returns: return is(BusKind::returns);
    case Walk::stems: return is(BusKind::stem) || is(BusKind::printmaster);
    }
    return false;
}

} // namespace

std::vector<WalkedStrip> walked(const session::Session& session, Walk walk) {
    auto all = session::named_strips(session);
    std::erase_if(all, [&](const WalkedStrip& one) { return !takes(walk, session, one.owner); });
    return all;
}

std::vector<WalkedStrip> behind(const session::Session& session, const session::StripOwner& owner) {
    const auto shown = session::spilled(session, owner);
    if (shown.size() < 2) return {};
    auto all = session::named_strips(session);
    std::erase_if(all, [&](const WalkedStrip& one) { return !shown.contains(one.owner); });
    return all;
}

} // namespace dub::app
