#include "ui/console/strip_facts.h"

#include <algorithm>
#include <array>

#include "engine/session/lookup.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

std::string names_over(const session::Session& session, const session::StripOwner& owner) {
    std::string names;
    const auto holds = [&](const auto& members) { return std::ranges::binary_search(members, owner); };
    for (const auto& vca : session.routing->vcas)
        if (holds(vca->members)) names += (names.empty() ? "" : ", ") + vca->name;
    for (const session::MixGroup& group : session.routing->groups)
        if (group.active && holds(group.members)) names += (names.empty() ? "[" : " [") + group.name + "]";
    return names;
}

// The one role of all tracks under it.
std::optional<session::Role> role_under(const session::Session& session, const session::Vca& vca) {
    std::optional<session::Role> role;
    for (const session::StripOwner& owner : session::strips_under(session, vca)) {
        const session::Track* const track = owner.track ? session::find_track(session, owner.track) : nullptr;
        if (track == nullptr || !track->role || (role && *role != *track->role)) return std::nullopt;
        role = track->role;
    }
    return role;
}

StripFacts facts_of(const session::Session& session, const session::StripOwner& owner,
                    const std::string& name, const Layout& layout, BusId output,
                    const session::Shared<session::Strip>& strip) {
    StripFacts facts{owner, name, {}, layout, {}, {}, strip, {}, {}, owner.bus || owner.vca};
    facts.over = names_over(session, owner);
    if (const session::Bus* const bus = session::find_bus(session, output)) {
        facts.output = bus->name;
        facts.room = bus->layout;
    }
    return facts;
}

StripFacts facts_of(const session::Session& session, const session::Vca& vca) {
    auto facts = facts_of(session, {{}, {}, vca.id}, vca.name, {}, {}, vca.strip);
    facts.role = role_under(session, vca);
    facts.colour =
        vca.colour.empty() ? theme::role_colour(facts.role) : QColor(QString::fromStdString(vca.colour));
    const std::size_t members = vca.members.size();
    facts.output = members == 1 ? "VCA, 1 member" : "VCA, " + std::to_string(members) + " members";
    return facts;
}

} // namespace

std::vector<StripFacts> strips_of(const session::Session& session) {
    std::vector<StripFacts> all;
    for (const auto& track : session.tracks) {
        auto facts =
            facts_of(session, {track->id, {}}, track->name, track->layout, track->output, track->strip);
        facts.role = track->role;
        facts.colour = track->colour.empty() ? theme::role_colour(track->role)
                                             : QColor(QString::fromStdString(track->colour));
        all.push_back(std::move(facts));
    }
    using session::BusKind;
    const auto add_buses = [&](BusKind kind) {
        for (const auto& bus : session.routing->buses) {
            if (bus->kind != kind) continue;
            auto facts = facts_of(session, {{}, bus->id}, bus->name, bus->layout, bus->output, bus->strip);
            for (const session::Role role : session::roles())
                if (!facts.role && bus->roles.has(role)) facts.role = role;
            facts.colour =
                kind == BusKind::printmaster ? QColor(theme::accent) : theme::role_colour(facts.role);
            all.push_back(std::move(facts));
        }
    };
    for (const BusKind kind : {BusKind::predub, BusKind::returns, BusKind::stem})
        add_buses(kind);
    for (const auto& vca : session.routing->vcas)
        all.push_back(facts_of(session, *vca));
    add_buses(BusKind::printmaster);
    return all;
}

std::set<session::StripOwner> spilled(const session::Session& session, const session::StripOwner& owner) {
    std::set<session::StripOwner> shown{owner};
    std::vector<session::StripOwner> open{owner};
    const auto add = [&](const session::StripOwner& one) {
        if (shown.insert(one).second) open.push_back(one);
    };
    for (std::size_t i = 0; i < open.size(); ++i) {
        const session::StripOwner from = open[i]; // the list grows
        if (const session::Vca* const vca = from.vca ? session::find_vca(session, from.vca) : nullptr)
            for (const session::StripOwner& member : vca->members)
                member.vca ? add(member) : static_cast<void>(shown.insert(member));
        if (!from.bus) continue;
        for (const auto& track : session.tracks)
            if (track->output == from.bus) add({track->id, {}});
        for (const auto& bus : session.routing->buses)
            if (bus->output == from.bus) add({{}, bus->id});
    }
    return shown;
}

const session::Lane* lane_of(const session::Strip& strip, const session::Parameter& parameter) {
    const session::ParameterAddress address{{}, {}, std::string(parameter.id)};
    const auto lane = std::ranges::find_if(
        strip.lanes, [&](const auto& one) { return one->target == address && !one->points.empty(); });
    return lane == strip.lanes.end() ? nullptr : lane->get();
}

double value_at(const session::Strip& strip, const session::Parameter& parameter, SamplePos at) {
    if (const session::Lane* const lane = lane_of(strip, parameter))
        return *session::value_at(lane->points, at, parameter.taper);
    return strip.values.get(parameter);
}

} // namespace dub::ui
