// VCAs and mix groups: their members one by one.

#include <fmt/format.h>

#include "engine/session/invariants.h"
#include "engine/session/merge/work.h"

namespace dub::session {
namespace {

using Members = std::vector<StripOwner>;

// What either put in, without what either took out.
Members merged_members(const Members& base, const Members& mine, const Members& theirs) {
    const auto has = [](const Members& members, StripOwner one) {
        return std::ranges::binary_search(members, one);
    };
    Members out;
    std::ranges::set_union(mine, theirs, std::back_inserter(out));
    std::erase_if(out,
                  [&](StripOwner one) { return has(base, one) && !(has(mine, one) && has(theirs, one)); });
    return out;
}

Subject subject_of(const Vca& vca, const Session&) {
    return {Entity::vca, vca.id.text(), "VCA " + vca.name, {}};
}
Subject subject_of(const MixGroup& group, const Session&) {
    return {Entity::mix_group, group.id.text(), "mix group " + group.name, {}};
}

template <class T> ListRules<T> rules_of(MergeWork& work) {
    ListRules<T> rules;
    rules.key = [](const T& one) { return one.id.text(); };
    rules.subject = [](const T& one, const Session& session) { return subject_of(one, session); };
    rules.name = [](const T& one) { return one.name; };
    rules.both = [&work](const Three<T>& three) {
        T out = merged_fields(work, three, subject_of(*three.mine, work.mine));
        out.members = merged_members(three.base->members, three.mine->members, three.theirs->members);
        if constexpr (requires { out.strip; })
            out.strip = share(
                merged_strip(work, {{}, {}, out.id},
                             {three.base->strip.get(), three.mine->strip.get(), three.theirs->strip.get()}));
        return out;
    };
    return rules;
}

// What one removed and the other made a member is no member.
template <class T> void drop_missing(MergeWork& work, T& one) {
    Members gone;
    for (const StripOwner member : one.members)
        if (find_strip(work.out, member) == nullptr) gone.push_back(member);
    if (gone.empty()) return;
    std::erase_if(one.members, [&](StripOwner member) { return std::ranges::binary_search(gone, member); });
    const auto words = [&](const Session& session, StripOwner member) {
        return find_strip(session, member) == nullptr ? Words(session).of(member) + " removed"
                                                      : Words(session).of(member);
    };
    for (const StripOwner member : gone)
        work.conflict(subject_of(one, work.out), "members", words(work.mine, member),
                      words(work.theirs, member));
}

bool is_tangled(const Session& session) {
    return std::ranges::any_of(check(session), [](const Diagnostic& one) {
        return one.code == "session.vca-circle" || one.code == "session.vca-twice";
    });
}

// Mine of the members; a VCA that only theirs has keeps its tracks and buses.
void untangle(MergeWork& work, Routing& routing) {
    for (auto& shared : routing.vcas) {
        const Vca* const mine = find_vca(work.mine, shared->id);
        Vca vca = *shared;
        if (mine != nullptr) vca.members = mine->members;
        std::erase_if(vca.members, [&](StripOwner member) {
            return (mine == nullptr && member.vca) || find_strip(work.out, member) == nullptr;
        });
        if (vca.members == shared->members) continue;
        work.conflict(subject_of(vca, work.out), "members", Words(work.mine).of(vca.members),
                      Words(work.out).of(shared->members) + " (both together would move a strip twice)");
        shared = share(std::move(vca));
    }
}

} // namespace

void merge_vcas(MergeWork& work) {
    const auto& [base, mine, theirs] = std::tie(*work.base.routing, *work.mine.routing, *work.theirs.routing);
    ListRules<Vca> vcas = rules_of<Vca>(work);
    vcas.same = same_vca;
    Routing routing = *work.out.routing;
    routing.vcas = merged_list(work, base.vcas, mine.vcas, theirs.vcas, vcas);
    std::ranges::sort(routing.vcas, {}, [](const auto& vca) { return vca->id; });
    routing.groups = merged_list(work, base.groups, mine.groups, theirs.groups, rules_of<MixGroup>(work));
    std::ranges::sort(routing.groups, {}, &MixGroup::id);
    work.out.routing = share(std::move(routing));
}

void settle_members(MergeWork& work) {
    Routing routing = *work.out.routing;
    if (routing.vcas.empty() && routing.groups.empty()) return;
    for (auto& shared : routing.vcas) {
        Vca vca = *shared;
        drop_missing(work, vca);
        if (vca.members != shared->members) shared = share(std::move(vca));
    }
    for (MixGroup& group : routing.groups)
        drop_missing(work, group);
    work.out.routing = share(routing);
    if (!is_tangled(work.out)) return;
    untangle(work, routing);
    work.out.routing = share(std::move(routing));
}

} // namespace dub::session
