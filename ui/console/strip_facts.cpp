#include "ui/console/strip_facts.h"

#include <algorithm>
#include <array>

#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

StripFacts facts_of(const session::Session& session, const session::StripOwner& owner,
                    const std::string& name, const Layout& layout, BusId output,
                    const session::Shared<session::Strip>& strip) {
    StripFacts facts{owner, name, {}, layout, {}, {}, strip, {}};
    if (const session::Bus* const bus = session::find_bus(session, output)) {
        facts.output = bus->name;
        facts.room = bus->layout;
    }
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
    for (const BusKind kind : {BusKind::predub, BusKind::returns, BusKind::stem, BusKind::printmaster})
        for (const auto& bus : session.routing->buses) {
            if (bus->kind != kind) continue;
            auto facts = facts_of(session, {{}, bus->id}, bus->name, bus->layout, bus->output, bus->strip);
            for (const session::Role role : session::roles())
                if (!facts.role && bus->roles.has(role)) facts.role = role;
            facts.colour =
                kind == BusKind::printmaster ? QColor(theme::accent) : theme::role_colour(facts.role);
            all.push_back(std::move(facts));
        }
    return all;
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

bool is_panned(const StripFacts& facts) {
    const bool point =
        facts.layout.channels() == 1 && (facts.layout[0] == Speaker::M || facts.layout[0] == Speaker::C);
    return (point || facts.layout == Layout{Speaker::L, Speaker::R}) && facts.room.channels() > 1;
}

} // namespace dub::ui
