#include "app/surfaces/walk.h"

#include <algorithm>

#include "engine/session/lookup.h"

namespace dub::app {
namespace {

using session::BusKind;

bool takes(Walk walk, BusKind kind) {
    switch (walk) {
    case Walk::all: return true;
    case Walk::tracks:
    case Walk::vcas: return false;
    case Walk::busses: return kind == BusKind::predub || kind == BusKind::stem;
    case Walk::returns: return kind == BusKind::returns;
    case Walk::stems: return kind == BusKind::stem || kind == BusKind::printmaster;
    }
    return false;
}

} // namespace

std::vector<WalkedStrip> walked(const session::Session& session, Walk walk) {
    std::vector<WalkedStrip> all;
    if (walk == Walk::all || walk == Walk::tracks)
        for (const auto& track : session.tracks)
            all.push_back({{track->id, {}}, track->name, track->layout, track->strip});
    const auto add_buses = [&](BusKind kind) {
        for (const auto& bus : session.routing->buses)
            if (bus->kind == kind && takes(walk, kind))
                all.push_back({{{}, bus->id}, bus->name, bus->layout, bus->strip});
    };
    for (const BusKind kind : {BusKind::predub, BusKind::returns, BusKind::stem})
        add_buses(kind);
    if (walk == Walk::all || walk == Walk::vcas)
        for (const auto& vca : session.routing->vcas)
            all.push_back({{{}, {}, vca->id}, vca->name, {}, vca->strip});
    add_buses(BusKind::printmaster);
    return all;
}

std::vector<WalkedStrip> spilled(const session::Session& session, const session::StripOwner& owner) {
    std::vector<WalkedStrip> behind;
    const session::Vca* const vca = session::find_vca(session, owner.vca);
    for (WalkedStrip& one : walked(session, Walk::all)) {
        bool feeds = one.owner == owner;
        if (vca != nullptr) feeds = feeds || std::ranges::find(vca->members, one.owner) != vca->members.end();
        if (const auto* const track = session::find_track(session, one.owner.track))
            feeds = feeds || (owner.bus && track->output == owner.bus);
        if (const auto* const bus = session::find_bus(session, one.owner.bus))
            feeds = feeds || (owner.bus && bus->output == owner.bus);
        if (feeds) behind.push_back(std::move(one));
    }
    return behind.size() > 1 ? behind : std::vector<WalkedStrip>{};
}

std::vector<session::StripOwner> sounding(const session::Session& session, const session::StripOwner& owner) {
    const session::Vca* const vca = session::find_vca(session, owner.vca);
    return vca == nullptr ? std::vector{owner} : session::strips_under(session, *vca);
}

bool is_soloed(const session::Session& session, const session::StripOwner& owner) {
    const auto all = sounding(session, owner);
    return !all.empty() && std::ranges::all_of(all, [&](const session::StripOwner& one) {
        const session::Strip* const strip = session::find_strip(session, one);
        return strip != nullptr && strip->soloed;
    });
}

} // namespace dub::app
