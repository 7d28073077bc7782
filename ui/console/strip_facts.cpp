#include "ui/console/strip_facts.h"

#include <algorithm>

#include "engine/session/lookup.h"
#include "engine/session/strips.h"
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

QColor colour_or(const std::string& own, const QColor& else_colour) {
    return own.empty() ? else_colour : QColor(QString::fromStdString(own));
}

void add_track(StripFacts& facts, const session::Session& session, const session::Track& track) {
    facts.role = track.role;
    facts.colour = colour_or(track.colour, theme::role_colour(track.role));
    if (const session::Bus* const bus = session::find_bus(session, track.output)) facts.output = bus->name;
}

void add_bus(StripFacts& facts, const session::Session& session, const session::Bus& bus) {
    for (const session::Role role : session::roles())
        if (!facts.role && bus.roles.has(role)) facts.role = role;
    const bool is_printmaster = bus.kind == session::BusKind::printmaster;
    facts.colour =
        colour_or(bus.colour, is_printmaster ? QColor(theme::accent) : theme::role_colour(facts.role));
    if (const session::Bus* const to = session::find_bus(session, bus.output)) facts.output = to->name;
}

void add_vca(StripFacts& facts, const session::Session& session, const session::Vca& vca) {
    facts.role = role_under(session, vca);
    facts.colour = colour_or(vca.colour, theme::role_colour(facts.role));
    const std::size_t members = vca.members.size();
    facts.output = members == 1 ? "VCA, 1 member" : "VCA, " + std::to_string(members) + " members";
}

StripFacts facts_of(const session::Session& session, session::NamedStrip one) {
    StripFacts facts;
    facts.owner = one.owner;
    facts.name = std::move(one.name);
    facts.layout = one.layout;
    facts.room = one.room;
    facts.strip = std::move(one.strip);
    facts.over = names_over(session, one.owner);
    facts.can_spill = one.owner.bus || one.owner.vca;
    if (one.owner.track) add_track(facts, session, *session::find_track(session, one.owner.track));
    if (one.owner.bus) add_bus(facts, session, *session::find_bus(session, one.owner.bus));
    if (one.owner.vca) add_vca(facts, session, *session::find_vca(session, one.owner.vca));
    return facts;
}

} // namespace

std::vector<StripFacts> strips_of(const session::Session& session, VersionId version) {
    std::vector<StripFacts> all;
    for (session::NamedStrip& one : session::named_strips(session)) {
        all.push_back(facts_of(session, std::move(one)));
        all.back().version = mark_of(session, version, all.back().owner, *all.back().strip);
    }
    return all;
}

const session::Lane* lane_of(const session::Strip& strip, const session::Parameter& parameter) {
    const session::ParameterAddress address = address_of(parameter);
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
