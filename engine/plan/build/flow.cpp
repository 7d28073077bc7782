#include "engine/plan/build/flow.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/session/lookup.h"

namespace dub::plan {
namespace {

using session::Bus;
using session::Role;
using session::Strip;
using session::Track;

void add(TrackSet& to, const TrackSet& more) {
    for (std::size_t t = 0; t < more.size(); ++t)
        if (more[t]) to[t] = true;
}

Error circle(const std::string& name) {
    return {ErrorCode::invalid,
            fmt::format("The sound of {} runs back into itself; break the circle of outputs, sends and keys.",
                        name),
            {}};
}

bool contains(const std::vector<session::StripOwner>& sorted, session::StripOwner owner) {
    return std::ranges::binary_search(sorted, owner);
}

std::size_t index_of(const session::Session& session, TrackId id) {
    const auto at = std::ranges::find(session.tracks, id, [](const auto& track) { return track->id; });
    return static_cast<std::size_t>(at - session.tracks.begin());
}

} // namespace

TrackSet common(const TrackSet& a, const TrackSet& b) {
    TrackSet both(a.size());
    for (std::size_t t = 0; t < a.size(); ++t)
        both[t] = a[t] && b[t];
    return both;
}

bool is_empty(const TrackSet& set) { return std::ranges::find(set, true) == set.end(); }

bool feeds(const Strip& strip, BusId output, BusId to) {
    return output == to ||
           std::ranges::any_of(strip.sends, [&](const session::Send& send) { return send.to == to; });
}

Flow::Flow(const session::Session& session)
    : session_(session)
    , tracks_(session.tracks.size()) {
    if (session.info->solo == session::SoloMode::in_place) {
        soloed_ = session::strips_that_are(session, &Strip::soloed);
        safe_ = session::strips_that_are(session, &Strip::solo_safe);
    }
    for (const auto& bus : session.routing->buses)
        buses_[bus->id];
}

Result<Flow> Flow::create(const session::Session& session) {
    Flow flow(session);
    for (std::size_t t = 0; t < session.tracks.size(); ++t)
        CHECK(flow.visit_track(t));
    for (const auto& bus : session.routing->buses)
        CHECK(flow.visit_bus(*bus));
    return flow;
}

Result<void> Flow::visit_bus(const Bus& bus) {
    Reach& reach = buses_[bus.id];
    if (reach.state == State::visiting) return std::unexpected(circle("bus " + bus.name));
    if (reach.state == State::done) return {};
    reach = {State::visiting, none(), none()};
    for (std::size_t t = 0; t < tracks_.size(); ++t) {
        const Track& track = *session_.tracks[t];
        if (!feeds(*track.strip, track.output, bus.id) || !is_open(t, bus.id)) continue;
        CHECK(visit_track(t));
        reach.heard[t] = true;
        add(reach.influences, tracks_[t].influences);
    }
    for (const auto& from : session_.routing->buses) {
        if (!feeds(*from->strip, from->output, bus.id)) continue;
        CHECK(visit_bus(*from));
        add(reach.heard, buses_[from->id].heard);
        add(reach.influences, buses_[from->id].influences);
    }
    CHECK(add_keys(*bus.strip, reach.influences));
    reach.state = State::done;
    return {};
}

Result<void> Flow::visit_track(std::size_t track) {
    Reach& reach = tracks_[track];
    if (reach.state == State::visiting)
        return std::unexpected(circle("track " + session_.tracks[track]->name));
    if (reach.state == State::done) return {};
    reach = {State::visiting, none(), none()};
    reach.heard[track] = reach.influences[track] = true;
    CHECK(add_keys(*session_.tracks[track]->strip, reach.influences));
    reach.state = State::done;
    return {};
}

Result<void> Flow::add_keys(const Strip& strip, TrackSet& influences) {
    for (const session::Insert& insert : strip.inserts) {
        if (insert.dip && !insert.bypassed) influences[dips()] = true;
        if (!insert.key) continue;
        const bool falls_silent = !insert.key->in_music_and_effects;
        if (const std::size_t track = index_of(session_, insert.key->track);
            insert.key->track && track < tracks_.size()) {
            CHECK(visit_track(track));
            if (falls_silent) add(influences, tracks_[track].influences);
        }
        if (const Bus* bus = session::find_bus(session_, insert.key->bus)) {
            CHECK(visit_bus(*bus));
            if (falls_silent) add(influences, buses_[bus->id].influences);
        }
    }
    return {};
}

TrackSet Flow::programme() const {
    TrackSet set;
    for (const auto& track : session_.tracks)
        set.push_back(!track->role || session::programme_roles.has(*track->role));
    set.push_back(true);
    return set;
}

TrackSet Flow::of_roles(session::RoleSet roles) const {
    roles.erase(Role::guide);
    roles.erase(Role::reference);
    TrackSet set;
    for (const auto& track : session_.tracks)
        set.push_back(track->role && roles.has(*track->role));
    set.push_back(true);
    return set;
}

bool Flow::demanded(const Bus& bus, std::size_t depth) const {
    if (contains(soloed_, {{}, bus.id})) return true;
    const Bus* next = session::find_bus(session_, bus.output);
    return next != nullptr && depth < session_.routing->buses.size() && demanded(*next, depth + 1);
}

bool Flow::is_open(std::size_t track, BusId to) const {
    if (soloed_.empty()) return true;
    const session::StripOwner owner{session_.tracks[track]->id, {}};
    if (contains(soloed_, owner) || contains(safe_, owner)) return true;
    const Bus* bus = session::find_bus(session_, to);
    return bus != nullptr && demanded(*bus);
}

} // namespace dub::plan
