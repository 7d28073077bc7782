#include "engine/session/strips.h"

#include "engine/session/lookup.h"

namespace dub::session {

std::vector<NamedStrip> named_strips(const Session& session) {
    std::vector<NamedStrip> all;
    const auto room = [&](BusId output) {
        const Bus* const bus = find_bus(session, output);
        return bus == nullptr ? Layout{} : bus->layout;
    };
    for (const auto& track : session.tracks)
        all.push_back({{track->id, {}}, track->name, track->layout, room(track->output), track->strip});
    const auto add_buses = [&](BusKind kind) {
        for (const auto& bus : session.routing->buses)
            if (bus->kind == kind)
                all.push_back({{{}, bus->id}, bus->name, bus->layout, room(bus->output), bus->strip});
    };
    for (const BusKind kind : {BusKind::predub, BusKind::returns, BusKind::stem})
        add_buses(kind);
    for (const auto& vca : session.routing->vcas)
        all.push_back({{{}, {}, vca->id}, vca->name, {}, {}, vca->strip});
    add_buses(BusKind::printmaster);
    return all;
}

std::set<StripOwner> spilled(const Session& session, const StripOwner& owner) {
    std::set<StripOwner> shown{owner};
    std::vector<StripOwner> open{owner};
    const auto add = [&](const StripOwner& one) {
        if (shown.insert(one).second) open.push_back(one);
    };
    for (std::size_t i = 0; i < open.size(); ++i) {
        const StripOwner from = open[i]; // the list grows
        if (const Vca* const vca = from.vca ? find_vca(session, from.vca) : nullptr)
            for (const StripOwner& member : vca->members)
                member.vca ? add(member) : static_cast<void>(shown.insert(member));
        if (!from.bus) continue;
        for (const auto& track : session.tracks)
            if (track->output == from.bus) add({track->id, {}});
        for (const auto& bus : session.routing->buses)
            if (bus->output == from.bus) add({{}, bus->id});
    }
    return shown;
}

} // namespace dub::session
