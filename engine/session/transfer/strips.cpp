// The strips of matched tracks and buses: values, inserts, sends, automation.

#include <algorithm>

#include <fmt/format.h>

#include "engine/session/edits/versions.h"
#include "engine/session/transfer/transferring.h"

namespace dub::session {
namespace {

// A key listens to the track or bus that matches; elsewhere to one of the same name that was not brought.
std::optional<Key> key_here(Transferring& at, const Key& key) {
    Key ours = key;
    if (key.bus) ours.bus = at_or_none(at.buses, key.bus);
    if (key.track) {
        ours.track = at_or_none(at.tracks, key.track);
        const Track* theirs = find_track(at.from, key.track);
        const Track* same =
            ours.track || theirs == nullptr ? nullptr : find_track(at.session(), theirs->name);
        if (same != nullptr) ours.track = same->id;
    }
    if (!ours.bus && !ours.track) return std::nullopt;
    return ours;
}

void bring_inserts(Transferring& at, const StripPair& pair, Strip& strip) {
    for (const Insert& old : strip.inserts)
        at.made.session = without_switches_of(std::move(at.made.session), old.id);
    strip.inserts.clear();
    for (Insert insert : pair.theirs.inserts) {
        insert.id = take_id<InsertId>(at.session());
        if (insert.key) {
            const auto key = key_here(at, *insert.key);
            if (!key)
                at.tell(Severity::warning, "transfer.key", pair.where,
                        fmt::format(
                            "The {} on {} listened to a track or bus that is not here: it has no key now. "
                            "Set one with the edit set_key, or bring that track, too.",
                            insert.processor, pair.where));
            insert.key = key;
        }
        strip.inserts.push_back(std::move(insert));
    }
    drop_orphan_lanes(strip);
}

void bring_sends(Transferring& at, const StripPair& pair, Strip& strip) {
    strip.sends.clear();
    for (Send send : pair.theirs.sends) {
        const BusId to = at_or_none(at.buses, send.to);
        if (!to) {
            const Bus* theirs = find_bus(at.from, send.to);
            const std::string name = theirs == nullptr ? send.to.text() : theirs->name;
            at.tell(
                Severity::warning, "transfer.send", pair.where,
                fmt::format("{} sent to bus '{}', which is not here: the send was left out. Bring buses, too "
                            "(--what …,buses), or say which it is with --map '{}=NAME'.",
                            pair.where, name, name));
            continue;
        }
        send.id = take_id<SendId>(at.session());
        send.to = to;
        strip.sends.push_back(std::move(send));
    }
    drop_orphan_lanes(strip);
}

// Which insert and send of ours is which of theirs: the nth of the same processor, the nth to the same bus.
void pair_slots(Transferring& at, const Strip& theirs, const Strip& ours) {
    const auto nth = [](const auto& list, std::size_t index, const auto& same) {
        for (const auto& one : list)
            if (same(one) && index-- == 0) return &one;
        return static_cast<decltype(list.data())>(nullptr);
    };
    for (std::size_t i = 0; i < theirs.inserts.size(); ++i) {
        const auto same = [&](const Insert& one) { return one.processor == theirs.inserts[i].processor; };
        const auto before = std::count_if(theirs.inserts.begin(),
                                          theirs.inserts.begin() + static_cast<std::ptrdiff_t>(i), same);
        if (const Insert* one = nth(ours.inserts, static_cast<std::size_t>(before), same))
            at.inserts.emplace(theirs.inserts[i].id, one->id);
    }
    for (std::size_t i = 0; i < theirs.sends.size(); ++i) {
        const BusId to = at_or_none(at.buses, theirs.sends[i].to);
        const auto before =
            std::count_if(theirs.sends.begin(), theirs.sends.begin() + static_cast<std::ptrdiff_t>(i),
                          [&](const Send& one) { return one.to == theirs.sends[i].to; });
        if (const Send* one = nth(ours.sends, static_cast<std::size_t>(before),
                                  [&](const Send& send) { return send.to == to; }))
            at.sends.emplace(theirs.sends[i].id, one->id);
    }
}

void bring_lanes(Transferring& at, const StripPair& pair, Strip& strip) {
    strip.lanes.clear();
    for (const auto& lane : pair.theirs.lanes) {
        Lane made{{}, lane->target, at.time(lane->points)};
        if (lane->target.insert) made.target.insert = at_or_none(at.inserts, lane->target.insert);
        if (lane->target.send) made.target.send = at_or_none(at.sends, lane->target.send);
        if ((lane->target.insert && !made.target.insert) || (lane->target.send && !made.target.send)) {
            at.tell(
                Severity::warning, "transfer.lane", pair.where,
                fmt::format("The automation of '{}' on {} belongs to {} that is not here: it was left out. "
                            "Bring {}, too.",
                            lane->target.parameter, pair.where, lane->target.insert ? "an insert" : "a send",
                            lane->target.insert ? "inserts" : "sends"));
            continue;
        }
        made.id = take_id<LaneId>(at.session());
        strip.lanes.push_back(share(std::move(made)));
        ++at.made.lanes;
    }
}

// Modes and what is safe; slots that are not here are not safe.
Automation automation_here(const Transferring& at, Automation automation) {
    for (ParameterAddress& address : automation.safe_parameters) {
        const bool of_slot = address.insert || address.send;
        if (address.insert) address.insert = at_or_none(at.inserts, address.insert);
        if (address.send) address.send = at_or_none(at.sends, address.send);
        if (of_slot && !address.insert && !address.send) address.parameter.clear();
    }
    std::ranges::sort(automation.safe_parameters);
    return automation;
}

// What a track has beside its strip.
void bring_track(Transferring& at, const Track& theirs, TrackId id) {
    Track track = *find_track(at.session(), id);
    if (theirs.layout != track.layout)
        at.tell(Severity::note, "transfer.layout", title(track),
                fmt::format("{} stays {}; in the other session it is {}.", title(track), track.layout.name(),
                            theirs.layout.name()));
    track.role = theirs.role;
    track.colour = theirs.colour;
    const BusId output = at_or_none(at.buses, theirs.output);
    if (output) track.output = output;
    if (!output) {
        const Bus* bus = find_bus(at.from, theirs.output);
        at.tell(Severity::warning, "transfer.output", title(track),
                fmt::format("{} fed bus '{}', which is not here: it feeds '{}'. Bring buses, too "
                            "(--what …,buses), or say which it is with --map.",
                            title(track), bus == nullptr ? theirs.output.text() : bus->name,
                            find_bus(at.session(), track.output)->name));
    }
    at.made.session = with_track(std::move(at.made.session), std::move(track));
}

} // namespace

void bring_strip(Transferring& at, const StripPair& pair) {
    const TransferParts& parts = at.wish.parts;
    Strip strip = *find_strip(at.session(), pair.owner);
    if (parts.strips) strip.values = pair.theirs.values;
    if (parts.inserts) bring_inserts(at, pair, strip);
    if (parts.sends) bring_sends(at, pair, strip);
    pair_slots(at, pair.theirs, strip);
    if (parts.automation) {
        bring_lanes(at, pair, strip);
        strip.automation = automation_here(at, pair.theirs.automation);
        drop_orphan_safes(strip);
    }
    const auto own = [](const auto& lane) { return !lane->target.insert && !lane->target.send; };
    if (parts.strips && !parts.automation && std::ranges::any_of(strip.lanes, own))
        at.tell(
            Severity::note, "transfer.lane-stays", pair.where,
            fmt::format("{} keeps its own automation, which is heard in the place of the values that were "
                        "brought. Bring automation, too, or clear its lanes.",
                        pair.where));
    at.made.session = with_strip(std::move(at.made.session), pair.owner, std::move(strip));
}

void bring_strips(Transferring& at) {
    for (const TrackMatch& match : at.made.tracks) {
        if (!match.to) continue;
        const Track& theirs = *find_track(at.from, match.from);
        if (at.wish.parts.strips || match.by == MatchedBy::made) bring_track(at, theirs, match.to);
        bring_strip(at, {*theirs.strip, {match.to, {}}, title(*find_track(at.session(), match.to))});
    }
    for (const BusMatch& match : at.made.buses) {
        if (!match.to) continue;
        const Bus& theirs = *find_bus(at.from, match.from);
        const StripPair pair{*theirs.strip, {{}, match.to}, title(*find_bus(at.session(), match.to))};
        if (at.wish.parts.buses)
            bring_strip(at, pair);
        else
            pair_slots(at, pair.theirs, *find_strip(at.session(), pair.owner));
    }
}

} // namespace dub::session
