#include "engine/session/edits/change.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/session/edits/clip_cutting.h"

namespace dub::session {

std::uint64_t take_number(Session& session) {
    Info info = *session.info;
    const std::uint64_t number = info.next_id++;
    session.info = share(std::move(info));
    return number;
}

Session with_track(Session session, Track track) {
    const auto at = std::ranges::find(session.tracks, track.id, [](const auto& one) { return one->id; });
    if (at != session.tracks.end()) *at = share(std::move(track));
    return session;
}

Session with_bus(Session session, Bus bus) {
    Routing routing = *session.routing;
    const auto at = std::ranges::find(routing.buses, bus.id, [](const auto& one) { return one->id; });
    if (at != routing.buses.end()) *at = share(std::move(bus));
    session.routing = share(std::move(routing));
    return session;
}

Session with_vca(Session session, Vca vca) {
    Routing routing = *session.routing;
    const auto at = std::ranges::find(routing.vcas, vca.id, [](const auto& one) { return one->id; });
    if (at != routing.vcas.end()) *at = share(std::move(vca));
    session.routing = share(std::move(routing));
    return session;
}

Session with_group(Session session, MixGroup group) {
    Routing routing = *session.routing;
    const auto at = std::ranges::find(routing.groups, group.id, &MixGroup::id);
    if (at != routing.groups.end()) *at = std::move(group);
    session.routing = share(std::move(routing));
    return session;
}

Session with_strip(Session session, StripOwner owner, Strip strip) {
    if (const Track* track = owner.track ? find_track(session, owner.track) : nullptr) {
        Track changed = *track;
        changed.strip = share(std::move(strip));
        return with_track(std::move(session), std::move(changed));
    }
    if (const Bus* bus = owner.bus ? find_bus(session, owner.bus) : nullptr) {
        Bus changed = *bus;
        changed.strip = share(std::move(strip));
        return with_bus(std::move(session), std::move(changed));
    }
    if (const Vca* vca = owner.vca ? find_vca(session, owner.vca) : nullptr) {
        Vca changed = *vca;
        changed.strip = share(std::move(strip));
        return with_vca(std::move(session), std::move(changed));
    }
    return session;
}

Session with_info(Session session, Info info) {
    session.info = share(std::move(info));
    return session;
}

Session with_pool(Session session, MediaPool pool) {
    session.pool = share(std::move(pool));
    return session;
}

std::unexpected<Error> missing(std::string_view what, const std::string& id) {
    return fail(ErrorCode::unfit,
                fmt::format("There is no {} {} in this session; it may have been removed.", what, id));
}

std::unexpected<Error> locked_clip(const Clip& clip) {
    return fail(ErrorCode::unfit,
                fmt::format("Clip {} is locked; unlock it (lock_clips) to change it.", title(clip)));
}

Result<Strip> copy_strip(const Session& session, StripOwner owner) {
    const Strip* strip = find_strip(session, owner);
    if (strip == nullptr) return missing("track, bus or VCA", owner.text());
    return *strip;
}

Result<void> has_sound(const Session& session, StripOwner owner) {
    if (!owner.vca) return {};
    return fail(ErrorCode::unfit,
                fmt::format("VCA {} has no sound of its own; name a track or a bus.", title(session, owner)));
}

Result<Track> copy_track(const Session& session, TrackId id) {
    const Track* track = find_track(session, id);
    if (track == nullptr) return missing("track", id.text());
    return *track;
}

Result<Bus> copy_bus(const Session& session, BusId id) {
    const Bus* bus = find_bus(session, id);
    if (bus == nullptr) return missing("bus", id.text());
    return *bus;
}

Result<Vca> copy_vca(const Session& session, VcaId id) {
    const Vca* vca = find_vca(session, id);
    if (vca == nullptr) return missing("VCA", id.text());
    return *vca;
}

Result<MixGroup> copy_group(const Session& session, MixGroupId id) {
    const MixGroup* group = find_group(session, id);
    if (group == nullptr) return missing("mix group", id.text());
    return *group;
}

Result<OpenSlot> open_insert(const Session& session, InsertId id) {
    const auto place = find_insert(session, id);
    if (!place) return missing("insert", id.text());
    return OpenSlot{place->owner, *find_strip(session, place->owner), place->slot};
}

Result<OpenSlot> open_send(const Session& session, SendId id) {
    const auto place = find_send(session, id);
    if (!place) return missing("send", id.text());
    return OpenSlot{place->owner, *find_strip(session, place->owner), place->slot};
}

void drop_orphan_lanes(Strip& strip) {
    std::erase_if(strip.lanes,
                  [&](const auto& lane) { return declared_parameter(strip, lane->target) == nullptr; });
    drop_orphan_safes(strip);
}

void drop_orphan_safes(Strip& strip) {
    std::erase_if(strip.automation.safe_parameters,
                  [&](const auto& address) { return declared_parameter(strip, address) == nullptr; });
}

Result<Session> change_clips(const Session& session, std::span<const ClipId> ids, const ChangeClip& change,
                             LockedClips locked) {
    std::vector<ClipId> wanted(ids.begin(), ids.end()); // sorted: most often one, looked for in thousands
    std::ranges::sort(wanted);
    wanted.erase(std::ranges::unique(wanted).begin(), wanted.end());
    const auto is_wanted = [&](const auto& clip) { return std::ranges::binary_search(wanted, clip->id); };
    std::size_t found = 0;
    Session next = session;
    for (auto& track : next.tracks) {
        if (std::ranges::none_of(track->clips, is_wanted)) continue;
        Track changed = *track;
        for (auto& clip : changed.clips) {
            if (!is_wanted(clip)) continue;
            if (clip->locked && locked == LockedClips::refuse) return locked_clip(*clip);
            Clip copy = *clip;
            CHECK(change(copy, *track));
            clip = share(std::move(copy));
            ++found;
        }
        settle(changed.clips);
        track = share(std::move(changed));
    }
    if (found == wanted.size()) return next;
    for (const ClipId id : ids)
        if (!find_clip(session, id)) return missing("clip", id.text());
    return next;
}

} // namespace dub::session
