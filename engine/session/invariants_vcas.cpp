// The invariants of VCAs and mix groups: members that are there, and one way from a VCA to each strip.

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "engine/session/invariants_parts.h"
#include "engine/session/parameters/strip.h"

namespace dub::session {
namespace {

constexpr auto by_id = [](const auto& one) {
    if constexpr (requires { one->id; })
        return one->id;
    else
        return one.id;
};

bool is_there(Inspection& inspection, StripOwner member) {
    if (!member.names_one()) return false;
    if (member.track) return inspection.has_track(member.track);
    return member.vca ? find_vca(inspection.session, member.vca) != nullptr
                      : inspection.bus(member.bus) != nullptr;
}

void check_members(Inspection& inspection, const std::vector<StripOwner>& members, const std::string& where) {
    if (std::ranges::adjacent_find(members, std::ranges::greater_equal{}) != members.end())
        inspection.error("session.order", where,
                         fmt::format("{} names a member twice, or out of order; sort them.", where));
    for (const StripOwner member : members)
        if (!is_there(inspection, member))
            inspection.error("session.dangling-member", where,
                             fmt::format("{} has the member {}, which is no track, bus or VCA of this "
                                         "session; take it out.",
                                         where, member.text()));
}

void check_vca_strip(Inspection& inspection, const Strip& strip, const std::string& where) {
    check_strip(inspection, strip, where);
    const auto refuse = [&](std::string_view what) {
        inspection.error(
            "session.vca-strip", where,
            fmt::format("VCA {} has {}; it has a fader, its trim and a mute alone.", where, what));
    };
    if (!strip.inserts.empty()) refuse("inserts");
    if (!strip.sends.empty()) refuse("sends");
    const auto other = [](std::string_view id) { return find_parameter(strip::of_vca, id) == nullptr; };
    for (const auto& [id, value] : strip.values.entries())
        if (other(id)) refuse(fmt::format("a value of '{}'", id));
    for (const auto& lane : strip.lanes)
        if (other(lane->target.parameter)) refuse(fmt::format("automation of '{}'", lane->target.parameter));
}

// What one VCA reaches, each with the VCA that first named it.
class Reach {
  public:
    Reach(const Session& session, const Vca& root)
        : session_(session)
        , root_{{}, {}, root.id} {
        walk(root);
    }

    // The names from the root back to it; empty: there is no circle.
    std::vector<std::string> circle;
    struct Twice {
        StripOwner member, first, second; // reached from both
    };
    std::optional<Twice> twice;

  private:
    void walk(const Vca& root) {
        std::vector<const Vca*> open{&root};
        for (std::size_t i = 0; i < open.size() && circle.empty(); ++i) {
            const StripOwner from{{}, {}, open[i]->id};
            for (const StripOwner member : open[i]->members) {
                if (member == root_) return close(from);
                const auto [known, fresh] = from_.emplace(member, from);
                if (!fresh && !twice) twice = Twice{member, known->second, from};
                const Vca* const nested = fresh && member.vca ? find_vca(session_, member.vca) : nullptr;
                if (nested != nullptr) open.push_back(nested);
            }
        }
    }
    void close(StripOwner last) {
        circle.push_back(title(session_, root_));
        for (; last != root_; last = from_.at(last))
            circle.push_back(title(session_, last));
        circle.push_back(title(session_, root_));
        std::ranges::reverse(circle);
    }

    const Session& session_;
    StripOwner root_;
    std::map<StripOwner, StripOwner> from_;
};

void check_ways(Inspection& inspection) {
    const Session& session = inspection.session;
    std::vector<Reach::Twice> twice;
    for (const auto& vca : session.routing->vcas) {
        Reach reach(session, *vca);
        if (!reach.circle.empty())
            return inspection.error("session.vca-circle", title(*vca),
                                    fmt::format("A VCA is moved by itself: {}; take one out of another.",
                                                fmt::join(reach.circle, " -> ")));
        if (reach.twice) twice.push_back(*reach.twice);
    }
    for (const Reach::Twice& one : twice)
        inspection.error(
            "session.vca-twice", title(session, one.member),
            fmt::format("{} is moved by the same VCA by two ways, through {} and through {}; take "
                        "it out of one of them.",
                        title(session, one.member), title(session, one.first), title(session, one.second)));
}

} // namespace

void check_vca(Inspection& inspection, const Vca& vca) {
    check_text(inspection, vca.name, title(vca));
    check_text(inspection, vca.colour, title(vca));
    check_vca_strip(inspection, *vca.strip, title(vca));
}

void check_members(Inspection& inspection) {
    const Routing& routing = *inspection.session.routing;
    if (!std::ranges::is_sorted(routing.vcas, {}, by_id))
        inspection.error("session.order", "vcas", "The VCAs are not sorted by id; sort them.");
    if (!std::ranges::is_sorted(routing.groups, {}, by_id))
        inspection.error("session.order", "groups", "The mix groups are not sorted by id; sort them.");
    for (const auto& vca : routing.vcas)
        check_members(inspection, vca->members, title(*vca));
    for (const MixGroup& group : routing.groups) {
        const std::string where = fmt::format("{} '{}'", group.id.text(), group.name);
        check_text(inspection, group.name, where);
        check_members(inspection, group.members, where);
    }
    check_ways(inspection);
}

} // namespace dub::session
