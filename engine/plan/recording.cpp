#include "engine/plan/recording.h"

#include <algorithm>
#include <map>

#include "engine/session/edits/change.h"
#include "engine/session/parameters/strip.h"

namespace dub::plan {
namespace {

using session::Bus;
using session::BusKind;
using session::Session;

// Ids a session gives only after 2^40 edits: what is added here is told from whatever an edit adds, also
// where one plan takes over from another.
constexpr std::uint64_t first_id = std::uint64_t{1} << 40;

Session with_own_ids(Session session) {
    session::Info info = *session.info;
    info.next_id = std::max(info.next_id, first_id);
    return session::with_info(std::move(session), std::move(info));
}

void add_buses(Session& session, std::vector<Bus> more) {
    session::Routing routing = *session.routing;
    for (Bus& bus : more)
        routing.buses.push_back(session::share(std::move(bus)));
    std::ranges::sort(routing.buses, {}, [](const auto& bus) { return bus->id; });
    session.routing = std::make_shared<const session::Routing>(std::move(routing));
}

Output add(Session& session, const Recording& recording) {
    Bus into;
    into.id = session::take_id<BusId>(session);
    into.name = recording.name;
    into.kind = BusKind::predub;
    into.layout = recording.layout;
    Bus closed = closed_bus(session, session::printmaster_of(session)->id);
    into.output = closed.id;
    for (const auto& clips : recording.tracks)
        session.tracks.push_back(session::share(
            unity_track(session, {recording.name, clips, session::Role::effects, closed.id}, into)));
    Output output{recording.name, {.bus = into.id, .roles = {}}, {}};
    add_buses(session, {std::move(into), std::move(closed)});
    return output;
}

} // namespace

session::Track unity_track(Session& session, const UnityTrack& wanted, const Bus& into) {
    namespace strip = session::strip;
    session::Track track;
    track.id = session::take_id<TrackId>(session);
    track.name = wanted.name;
    track.layout = into.layout;
    track.role = wanted.role;
    track.output = wanted.output;
    for (const auto& clip : wanted.clips) {
        session::Clip copy = *clip;
        copy.id = session::take_id<ClipId>(session);
        track.clips.push_back(session::share(std::move(copy)));
    }
    session::Strip unity;
    unity.solo_safe = true;
    unity.values.set(strip::fader, strip::fader_min_db);
    unity.sends.push_back({session::take_id<SendId>(session), into.id, session::SendTap::pre_fader, {}});
    track.strip = session::share(std::move(unity));
    return track;
}

Bus closed_bus(Session& session, BusId printmaster) {
    Bus bus;
    bus.id = session::take_id<BusId>(session);
    bus.name = "not heard";
    bus.kind = BusKind::predub;
    bus.layout = session.info->home;
    bus.output = printmaster;
    session::Strip closed;
    closed.values.set(session::strip::fader, session::strip::fader_min_db);
    bus.strip = session::share(std::move(closed));
    return bus;
}

Placed beside(Session session, const Recording& recording) {
    Placed placed{with_own_ids(std::move(session)), {}};
    placed.output = add(placed.session, recording);
    return placed;
}

Placed alone(const Session& session, const Recording& recording) {
    Placed placed;
    placed.session.info = session.info;
    placed.session = with_own_ids(std::move(placed.session));
    Bus printmaster;
    printmaster.id = session::take_id<BusId>(placed.session);
    printmaster.name = "nothing";
    printmaster.kind = BusKind::printmaster;
    printmaster.layout = session.info->home;
    placed.session.routing = std::make_shared<const session::Routing>(
        session::Routing{{session::share(std::move(printmaster))}, session.routing->fold});
    session::MediaPool pool;
    Recording own = recording;
    std::map<MediaId, MediaId> renamed;
    for (session::Media& media : own.media) {
        const auto id = session::take_id<MediaId>(placed.session);
        renamed[std::exchange(media.id, id)] = id;
        pool.media.push_back(session::share(std::move(media)));
    }
    for (auto& clips : own.tracks)
        for (auto& clip : clips) {
            session::Clip copy = *clip;
            if (const auto known = renamed.find(copy.media); known != renamed.end())
                copy.media = known->second;
            clip = session::share(std::move(copy));
        }
    placed.session = session::with_pool(std::move(placed.session), std::move(pool));
    placed.output = add(placed.session, own);
    return placed;
}

std::string recording_name(const session::Print& print) { return "print of " + print.name; }

Recording recording_of(const Session& session, const session::Print& print) {
    Recording recording{recording_name(print), {}, {}, {}};
    const Bus* const bus = session::find_bus(session, print.bus);
    if (bus == nullptr) return recording;
    recording.layout = bus->layout;
    recording.tracks = {print.clips};
    return recording;
}

} // namespace dub::plan
