// The invariants of the routing: what feeds what, without a circle, and every role in its stem.

#include <algorithm>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "engine/session/invariants_parts.h"

namespace dub::session {
namespace {

// Every strip is a node; an edge leads to what hears it: its output, the goals of its sends, the owners of
// keyed inserts.
class SignalGraph {
  public:
    explicit SignalGraph(const Session& session) {
        for (const auto& track : session.tracks)
            add_node(title(*track)), tracks_.emplace(track->id, names_.size() - 1);
        for (const auto& bus : session.routing->buses)
            add_node(title(*bus)), buses_.emplace(bus->id, names_.size() - 1);
        std::size_t node = 0;
        for (const auto& track : session.tracks)
            add_edges(node++, track->output, *track->strip);
        for (const auto& bus : session.routing->buses)
            add_edges(node++, bus->output, *bus->strip);
    }

    // The names along the first circle found, the first repeated at the end; empty when there is none. Walked
    // with a stack of its own: a file may nest deeper than the machine's.
    [[nodiscard]] std::vector<std::string> circle() const {
        std::vector<State> state(names_.size(), State::fresh);
        for (std::size_t root = 0; root < names_.size(); ++root) {
            if (state[root] != State::fresh) continue;
            auto found = walk(root, state);
            if (!found.empty()) return found;
        }
        return {};
    }

  private:
    enum class State : unsigned char { fresh, open, done };
    struct Step {
        std::size_t node;
        std::size_t next_edge;
    };

    void add_node(std::string name) {
        names_.push_back(std::move(name));
        edges_.emplace_back();
    }

    void add_edges(std::size_t node, BusId output, const Strip& strip) {
        if (const auto at = buses_.find(output); at != buses_.end()) edges_[node].push_back(at->second);
        for (const Send& send : strip.sends)
            if (const auto at = buses_.find(send.to); at != buses_.end()) edges_[node].push_back(at->second);
        for (const Insert& insert : strip.inserts) {
            if (!insert.key) continue;
            if (const auto at = tracks_.find(insert.key->track); at != tracks_.end())
                edges_[at->second].push_back(node);
            if (const auto at = buses_.find(insert.key->bus); at != buses_.end())
                edges_[at->second].push_back(node);
        }
    }

    [[nodiscard]] std::vector<std::string> walk(std::size_t root, std::vector<State>& state) const {
        std::vector<Step> path{{root, 0}};
        state[root] = State::open;
        while (!path.empty()) {
            Step& step = path.back();
            if (step.next_edge == edges_[step.node].size()) {
                state[step.node] = State::done;
                path.pop_back();
                continue;
            }
            const std::size_t next = edges_[step.node][step.next_edge++];
            if (state[next] == State::open) return names_from(path, next);
            if (state[next] == State::fresh) {
                state[next] = State::open;
                path.push_back({next, 0});
            }
        }
        return {};
    }

    [[nodiscard]] std::vector<std::string> names_from(const std::vector<Step>& path,
                                                      std::size_t start) const {
        std::vector<std::string> names;
        auto at = std::ranges::find(path, start, &Step::node);
        for (; at != path.end(); ++at)
            names.push_back(names_[at->node]);
        names.push_back(names_[start]);
        return names;
    }

    std::vector<std::string> names_;
    std::vector<std::vector<std::size_t>> edges_;
    std::unordered_map<TrackId, std::size_t> tracks_;
    std::unordered_map<BusId, std::size_t> buses_;
};

void check_slots(Inspection& inspection, const Strip& strip, const std::string& owner) {
    for (const Send& send : strip.sends)
        if (inspection.bus(send.to) == nullptr)
            inspection.error(
                "session.dangling-send", fmt::format("{} of {}", send.id.text(), owner),
                fmt::format(
                    "Send {} of {} goes to bus {}, which does not exist; remove it or send it elsewhere.",
                    send.id.text(), owner, send.to.text()));
    for (const Insert& insert : strip.inserts) {
        if (!insert.key) continue;
        const bool one = static_cast<bool>(insert.key->track) != static_cast<bool>(insert.key->bus);
        const bool there = insert.key->track ? inspection.has_track(insert.key->track)
                                             : inspection.bus(insert.key->bus) != nullptr;
        if (!one || !there)
            inspection.error("session.dangling-key", fmt::format("{} of {}", insert.id.text(), owner),
                             fmt::format("Insert {} ({}) of {} listens to a track or bus that does not "
                                         "exist; set its key anew or clear it.",
                                         insert.id.text(), insert.processor, owner));
    }
}

void check_output(Inspection& inspection, BusId output, const std::string& owner) {
    if (inspection.bus(output) != nullptr) return;
    inspection.error("session.dangling-output", owner,
                     output ? fmt::format("{} feeds bus {}, which does not exist; choose another output.",
                                          owner, output.text())
                            : fmt::format("{} feeds nothing; choose an output.", owner));
}

void check_printmaster(Inspection& inspection) {
    const auto& buses = inspection.session.routing->buses;
    const auto count =
        std::ranges::count(buses, BusKind::printmaster, [](const auto& bus) { return bus->kind; });
    if (count != 1)
        inspection.error("session.printmaster", "buses",
                         fmt::format("The session has {} printmasters; it needs exactly one.", count));
    for (const auto& bus : buses) {
        if (bus->kind != BusKind::printmaster) check_output(inspection, bus->output, title(*bus));
        if (bus->kind == BusKind::printmaster && bus->output)
            inspection.error("session.printmaster-output", title(*bus),
                             fmt::format("The printmaster {} feeds bus {}; it must feed nothing.",
                                         title(*bus), bus->output.text()));
    }
}

// The stem a bus is or leads to; nullptr when it reaches the printmaster without one. `steps` ends walks in a
// circle.
const Bus* stem_below(const Inspection& inspection, BusId id) {
    for (std::size_t steps = 0; steps <= inspection.buses.size(); ++steps) {
        const Bus* bus = inspection.bus(id);
        if (bus == nullptr || bus->kind == BusKind::stem) return bus;
        id = bus->output;
    }
    return nullptr;
}

void check_role(Inspection& inspection, const Track& track) {
    const Bus* stem = stem_below(inspection, track.output);
    if (!track.role)
        return inspection.warning(
            "session.no-role", title(track),
            fmt::format("Track {} has no role, so it enters no stem and no deliverable; set its role.",
                        title(track)));
    if (stem == nullptr) return;
    const bool working = *track.role == Role::guide || *track.role == Role::reference;
    if (working)
        inspection.warning("session.guide-in-stem", title(track),
                           fmt::format("Track {} is a {} and feeds stem {}; it is left out of every "
                                       "deliverable. Feed the printmaster instead.",
                                       title(track), name_of(*track.role), title(*stem)));
    else if (!stem->roles.has(*track.role))
        inspection.warning(
            "session.role-not-in-stem", title(track),
            fmt::format(
                "Track {} is {}, which stem {} does not hold; feed another stem, or allow the role there.",
                title(track), name_of(*track.role), title(*stem)));
}

// Which stems send to each bus.
using Feeders = std::unordered_map<BusId, std::set<const Bus*>>;

void add_feeders(const Inspection& inspection, const Strip& strip, const Bus* stem, Feeders& feeders) {
    for (const Send& send : strip.sends)
        if (const Bus* to = inspection.bus(send.to);
            to != nullptr && to->kind == BusKind::returns && stem != nullptr)
            feeders[send.to].insert(stem);
}

void check_return(Inspection& inspection, const Bus& bus, const std::set<const Bus*>& stems) {
    const Bus* own = stem_below(inspection, bus.output);
    for (const Bus* stem : stems) {
        if (stem == own) continue;
        return inspection.warning("session.return-fed-by-two-roles", title(bus),
                                  fmt::format("Return {} belongs to {} but is sent to from stem {}, so that "
                                              "stem's sound would leave it; make a return for each stem.",
                                              title(bus), own == nullptr ? "no stem" : "stem " + title(*own),
                                              title(*stem)));
    }
}

} // namespace

void check_routing(Inspection& inspection) {
    const auto& buses = inspection.session.routing->buses;
    if (!std::ranges::is_sorted(buses, {}, [](const auto& bus) { return bus->id; }))
        inspection.error("session.order", "buses", "The buses are not sorted by id; sort them.");
    check_printmaster(inspection);
    for (const auto& bus : buses)
        check_slots(inspection, *bus->strip, title(*bus));
    for (const auto& track : inspection.session.tracks) {
        check_output(inspection, track->output, title(*track));
        check_slots(inspection, *track->strip, title(*track));
    }
    const auto circle = SignalGraph(inspection.session).circle();
    if (!circle.empty())
        inspection.error(
            "session.cycle", circle.front(),
            fmt::format("The signal runs in a circle: {}; change one of these outputs, sends or keys.",
                        fmt::join(circle, " -> ")));
}

void check_roles(Inspection& inspection) {
    Feeders feeders;
    for (const auto& track : inspection.session.tracks) {
        check_role(inspection, *track);
        add_feeders(inspection, *track->strip, stem_below(inspection, track->output), feeders);
    }
    for (const auto& bus : inspection.session.routing->buses)
        add_feeders(inspection, *bus->strip,
                    bus->kind == BusKind::stem ? bus.get() : stem_below(inspection, bus->output), feeders);
    for (const auto& bus : inspection.session.routing->buses)
        if (const auto at = feeders.find(bus->id); at != feeders.end())
            check_return(inspection, *bus, at->second);
}

} // namespace dub::session
