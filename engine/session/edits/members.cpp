#include "engine/session/edits/members.h"

#include <algorithm>

#include "engine/session/edits/change.h"

namespace dub::session {

std::vector<StripOwner> as_members(std::vector<StripOwner> strips) {
    std::ranges::sort(strips);
    const auto again = std::ranges::unique(strips);
    strips.erase(again.begin(), again.end());
    return strips;
}

Session without_member(Session session, StripOwner member) {
    const auto holds = [&](const auto& members) { return std::ranges::binary_search(members, member); };
    const bool any =
        std::ranges::any_of(session.routing->vcas, [&](const auto& vca) { return holds(vca->members); }) ||
        std::ranges::any_of(session.routing->groups, [&](const auto& group) { return holds(group.members); });
    if (!any) return session;
    Routing routing = *session.routing;
    for (auto& shared : routing.vcas) {
        if (!holds(shared->members)) continue;
        Vca vca = *shared;
        std::erase(vca.members, member);
        shared = share(std::move(vca));
    }
    for (MixGroup& group : routing.groups)
        std::erase(group.members, member);
    session.routing = share(std::move(routing));
    return session;
}

} // namespace dub::session
