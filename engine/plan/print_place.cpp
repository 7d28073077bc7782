#include "engine/plan/print_place.h"

#include "engine/session/parameters/strip.h"

namespace dub::plan {
namespace {

bool is_behind(std::string_view id) { return id.starts_with("pan.") || id.starts_with("lfe."); }

} // namespace

bool is_behind_print(const session::ParameterAddress& address) {
    return !address.insert && !address.send && is_behind(address.parameter);
}

session::Strip after_print(const session::Strip& strip) {
    session::Strip after;
    for (const session::Parameter& parameter : session::strip::all)
        if (is_behind(parameter.id)) after.values.set(parameter, strip.values.get(parameter));
    for (const auto& lane : strip.lanes)
        if (is_behind_print(lane->target)) after.lanes.push_back(lane);
    after.automation.mode = strip.automation.mode;
    return after;
}

session::Strip before_print(const session::Strip& strip) {
    session::Strip before = strip;
    for (const session::Parameter& parameter : session::strip::all)
        if (is_behind(parameter.id)) before.values.erase(parameter.id);
    std::erase_if(before.lanes, [](const auto& lane) { return is_behind_print(lane->target); });
    return before;
}

std::optional<session::Role> one_role_of(const session::Bus& stem) {
    if (stem.roles.has(session::Role::dialogue)) return session::Role::dialogue;
    for (const session::Role role : session::roles())
        if (stem.roles.has(role)) return role;
    return std::nullopt;
}

} // namespace dub::plan
