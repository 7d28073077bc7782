#include "engine/plan/print_place.h"

#include "engine/session/parameters/strip.h"

namespace dub::plan {
namespace {

bool is_behind(std::string_view id) { return id.starts_with("pan.") || id.starts_with("lfe."); }

bool is_behind(const session::Lane& lane) {
    return !lane.target.insert && !lane.target.send && is_behind(lane.target.parameter);
}

} // namespace

session::Strip after_print(const session::Strip& strip) {
    session::Strip after;
    for (const session::Parameter& parameter : session::strip::all)
        if (is_behind(parameter.id)) after.values.set(parameter, strip.values.get(parameter));
    for (const auto& lane : strip.lanes)
        if (is_behind(*lane)) after.lanes.push_back(lane);
    after.automation.mode = strip.automation.mode;
    return after;
}

session::Strip before_print(const session::Strip& strip) {
    session::Strip before = strip;
    for (const session::Parameter& parameter : session::strip::all)
        if (is_behind(parameter.id)) before.values.erase(parameter.id);
    std::erase_if(before.lanes, [](const auto& lane) { return is_behind(*lane); });
    return before;
}

std::optional<session::Role> one_role_of(const session::Bus& stem) {
    if (stem.roles.has(session::Role::dialogue)) return session::Role::dialogue;
    for (const session::Role role : session::roles())
        if (stem.roles.has(role)) return role;
    return std::nullopt;
}

} // namespace dub::plan
