// Which track and bus of the other session is which of ours.

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/session/transfer/transferring.h"

namespace dub::session {
namespace {

// The one bus of that kind: the printmaster, or the stem that holds the same roles.
const Bus* same_kind(const Session& onto, const Bus& bus) {
    for (const auto& one : onto.routing->buses)
        if (one->kind == bus.kind &&
            (bus.kind == BusKind::printmaster || (bus.kind == BusKind::stem && one->roles == bus.roles)))
            return one.get();
    return nullptr;
}

Result<BusMatch> match_bus(Transferring& at, const Bus& bus) {
    if (const auto name = at.mapped(bus.name)) {
        if (const Bus* ours = find_bus(at.session(), *name))
            return BusMatch{bus.id, ours->id, MatchedBy::map};
        if (!at.wish.parts.buses && find_track(at.from, bus.name) == nullptr)
            return fail(ErrorCode::usage, fmt::format("this session has no bus '{}' for '{}'; bring buses, "
                                                      "too, to make it",
                                                      *name, bus.name));
        return BusMatch{bus.id, {}, MatchedBy::nothing};
    }
    const Bus* ours = find_bus(at.session(), bus.name);
    if (ours != nullptr && (ours->kind == BusKind::printmaster) == (bus.kind == BusKind::printmaster))
        return BusMatch{bus.id, ours->id, MatchedBy::name};
    ours = same_kind(at.session(), bus);
    if (ours != nullptr) return BusMatch{bus.id, ours->id, MatchedBy::kind};
    return BusMatch{bus.id, {}, MatchedBy::nothing};
}

// As wide as the other's home becomes as wide as ours. Its strip comes later, with the others.
BusId make_bus(Transferring& at, const Bus& bus) {
    Bus made;
    made.id = take_id<BusId>(at.session());
    made.name = at.mapped(bus.name).value_or(bus.name);
    made.kind = bus.kind;
    made.layout = bus.layout == at.from.info->home ? at.session().info->home : bus.layout;
    made.roles = bus.roles;
    made.colour = bus.colour;
    Strip strip;
    strip.solo_safe = bus.strip->solo_safe;
    made.strip = share(std::move(strip));
    for (const auto& stem : at.session().routing->buses)
        if (bus.kind == BusKind::stem && stem->kind == BusKind::stem && stem->roles.overlaps(bus.roles))
            at.tell(Severity::warning, "transfer.stem-roles", title(made),
                    fmt::format(
                        "Stem {} is made and holds roles that {} holds, too: a track of such a role would "
                        "be delivered in either. Map it with --map {}={}, or change the roles of one.",
                        title(made), title(*stem), bus.name, stem->name));
    Routing routing = *at.session().routing;
    routing.buses.push_back(share(std::move(made)));
    at.session().routing = share(std::move(routing));
    return at.session().routing->buses.back()->id;
}

void feed_made(Transferring& at) {
    for (const BusMatch& match : at.made.buses) {
        if (match.by != MatchedBy::made) continue;
        Bus bus = *find_bus(at.session(), match.to);
        bus.output = at_or_none(at.buses, find_bus(at.from, match.from)->output);
        at.made.session = with_bus(std::move(at.made.session), std::move(bus));
    }
}

bool asked_for(const TransferWish& wish, const Track& track) {
    return wish.tracks.empty() || std::ranges::any_of(wish.tracks, [&](const std::string& name) {
               return name == track.name || name == track.id.text();
           });
}

std::vector<const Track*> of_role(const Session& session, const std::optional<Role>& role) {
    std::vector<const Track*> all;
    for (const auto& track : session.tracks)
        if (track->role && track->role == role) all.push_back(track.get());
    return all;
}

// Our track of the same role at the same place among them.
const Track* same_place(const Session& onto, const Session& from, const Track& track,
                        const std::set<TrackId>& taken) {
    const auto theirs = of_role(from, track.role);
    const auto ours = of_role(onto, track.role);
    const auto place = static_cast<std::size_t>(
        std::ranges::find(theirs, track.id, [](const Track* one) { return one->id; }) - theirs.begin());
    if (place >= theirs.size() || place >= ours.size()) return nullptr;
    const Track* found = ours[place];
    return taken.contains(found->id) || found->layout != track.layout ? nullptr : found;
}

TrackId make_track(Transferring& at, const Track& track) {
    Track made;
    made.id = take_id<TrackId>(at.session());
    made.name = at.mapped(track.name).value_or(track.name);
    made.layout = track.layout;
    made.role = track.role;
    made.colour = track.colour;
    made.department = track.department;
    made.output = at_or_none(at.buses, track.output);
    if (!made.output) {
        const Bus* stem = track.role ? stem_for(at.session(), *track.role) : nullptr;
        if (stem == nullptr) stem = printmaster_of(at.session());
        made.output = stem->id;
    }
    at.session().tracks.push_back(share(std::move(made)));
    return at.session().tracks.back()->id;
}

// The tracks of ours that a name or the map claims: a place never takes them.
std::set<TrackId> claimed(Transferring& at) {
    std::set<TrackId> taken;
    for (const auto& track : at.from.tracks)
        if (const Track* ours = find_track(at.session(), at.mapped(track->name).value_or(track->name)))
            taken.insert(ours->id);
    return taken;
}

void tell_unmatched(Transferring& at, const Track& track) {
    at.tell(
        Severity::warning, "transfer.no-track", title(track),
        fmt::format("Nothing here matches track '{}' by name, or by role and place: it was left out. --make "
                    "makes it, --map '{}=NAME' says which it is.",
                    track.name, track.name));
}

} // namespace

Result<void> match_buses(Transferring& at) {
    for (const auto& bus : at.from.routing->buses) {
        TRY(BusMatch match, match_bus(at, *bus));
        match.name = bus->name;
        at.made.buses.push_back(match);
    }
    for (BusMatch& match : at.made.buses) {
        if (!match.to && at.wish.parts.buses) {
            match.to = make_bus(at, *find_bus(at.from, match.from));
            match.by = MatchedBy::made;
        }
        if (match.to) at.buses.emplace(match.from, match.to);
    }
    feed_made(at);
    return {};
}

Result<void> match_tracks(Transferring& at) {
    const std::set<TrackId> taken = claimed(at);
    const Session before = at.session(); // made ones take no places
    std::set<TrackId> given;
    for (const auto& track : at.from.tracks) {
        if (!asked_for(at.wish, *track)) continue;
        TrackMatch match{track->id, {}, MatchedBy::nothing};
        const auto name = at.mapped(track->name);
        if (const Track* ours = find_track(before, name.value_or(track->name)))
            match = {track->id, ours->id, name ? MatchedBy::map : MatchedBy::name};
        else if (name && at.wish.unmatched == Unmatched::leave && find_bus(at.from, track->name) == nullptr)
            return fail(
                ErrorCode::usage,
                fmt::format("this session has no track '{}' for '{}'; --make makes it", *name, track->name));
        else if (at.wish.unmatched == Unmatched::leave)
            if (const Track* there = same_place(before, at.from, *track, taken))
                match = {track->id, there->id, MatchedBy::role_and_place};
        if (match.to && !given.insert(match.to).second)
            return fail(ErrorCode::usage,
                        fmt::format("two tracks of the other session would become '{}'; name them apart with "
                                    "--map, or choose one with --tracks",
                                    find_track(before, match.to)->name));
        if (!match.to && at.wish.unmatched == Unmatched::make)
            match = {track->id, make_track(at, *track), MatchedBy::made};
        if (!match.to) tell_unmatched(at, *track);
        if (match.to) at.tracks.emplace(match.from, match.to);
        match.name = track->name;
        at.made.tracks.push_back(match);
    }
    return {};
}

} // namespace dub::session
