// VCAs and mix groups, by name, with the members that are here.

#include <algorithm>

#include <fmt/format.h>

#include "engine/session/edits/members.h"
#include "engine/session/transfer/transferring.h"

namespace dub::session {
namespace {

using Members = std::vector<StripOwner>;

Members members_here(const Transferring& at, const Members& theirs) {
    Members here;
    for (const StripOwner member : theirs) {
        const StripOwner ours{at_or_none(at.tracks, member.track), at_or_none(at.buses, member.bus),
                              at_or_none(at.vcas, member.vca)};
        if (ours.names_one()) here.push_back(ours);
    }
    return as_members(std::move(here));
}

void tell_left_out(Transferring& at, const std::string& where, std::size_t theirs, std::size_t here) {
    if (here < theirs)
        at.tell(
            Severity::note, "transfer.members", where,
            fmt::format("{} of {} members of {} were not matched here and were left out. Bring or map them, "
                        "too.",
                        theirs - here, theirs, where));
}

// VCAs of ours by the names of theirs; the missing ones are made.
void match_vcas(Transferring& at) {
    for (const auto& theirs : at.from.routing->vcas) {
        if (const Vca* ours = find_vca(at.session(), theirs->name)) {
            at.vcas.emplace(theirs->id, ours->id);
            continue;
        }
        Vca made;
        made.id = take_id<VcaId>(at.session());
        made.name = theirs->name;
        made.colour = theirs->colour;
        at.vcas.emplace(theirs->id, made.id);
        Routing routing = *at.session().routing;
        routing.vcas.push_back(share(std::move(made))); // its id is the highest there is
        at.session().routing = share(std::move(routing));
    }
}

void bring_groups(Transferring& at) {
    Routing routing = *at.session().routing;
    for (const MixGroup& theirs : at.from.routing->groups) {
        const bool known =
            std::ranges::find(routing.groups, theirs.name, &MixGroup::name) != routing.groups.end();
        if (known) continue;
        MixGroup made{take_id<MixGroupId>(at.session()), theirs.name, members_here(at, theirs.members),
                      theirs.active};
        tell_left_out(at, "mix group '" + made.name + "'", theirs.members.size(), made.members.size());
        routing.groups.push_back(std::move(made));
    }
    at.session().routing = share(std::move(routing));
}

} // namespace

void bring_vcas(Transferring& at) {
    match_vcas(at);
    for (const auto& theirs : at.from.routing->vcas) {
        const VcaId id = at.vcas.at(theirs->id);
        Vca vca = *find_vca(at.session(), id);
        const std::string where = title(vca);
        if (vca.members.empty()) { // one with members keeps its own
            vca.members = members_here(at, theirs->members);
            tell_left_out(at, where, theirs->members.size(), vca.members.size());
        }
        at.made.session = with_vca(std::move(at.made.session), std::move(vca));
        bring_strip(at, {*theirs->strip, {{}, {}, id}, where});
    }
    bring_groups(at);
}

} // namespace dub::session
