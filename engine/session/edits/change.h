#pragma once
// The few steps every edit is built from: a copy with one thing replaced, sharing all the rest. Pure, any
// thread.

#include <functional>
#include <span>
#include <utility>

#include "engine/session/lookup.h"

namespace dub::session {

template <class T> [[nodiscard]] Shared<T> share(T value) {
    return std::make_shared<const T>(std::move(value));
}

// A fresh id; it is never given again, whatever becomes of the thing that gets it.
[[nodiscard]] std::uint64_t take_number(Session& session);
template <class IdType> [[nodiscard]] IdType take_id(Session& session) {
    return IdType{take_number(session)};
}

// The track, bus, VCA, group or strip with the same id or owner is replaced; it must be there.
[[nodiscard]] Session with_track(Session session, Track track);
[[nodiscard]] Session with_bus(Session session, Bus bus);
[[nodiscard]] Session with_vca(Session session, Vca vca);
[[nodiscard]] Session with_group(Session session, MixGroup group);
[[nodiscard]] Session with_strip(Session session, StripOwner owner, Strip strip);
[[nodiscard]] Session with_info(Session session, Info info);
[[nodiscard]] Session with_pool(Session session, MediaPool pool);

// A strip to change and put back with with_strip(); an error when the owner is not there.
[[nodiscard]] Result<Strip> copy_strip(const Session& session, StripOwner owner);
// Refuses a VCA where only what has sound of its own can be meant.
[[nodiscard]] Result<void> has_sound(const Session& session, StripOwner owner);
[[nodiscard]] Result<Track> copy_track(const Session& session, TrackId id);
[[nodiscard]] Result<Bus> copy_bus(const Session& session, BusId id);
[[nodiscard]] Result<Vca> copy_vca(const Session& session, VcaId id);
[[nodiscard]] Result<MixGroup> copy_group(const Session& session, MixGroupId id);

// The strip that holds an insert or a send, to change and put back.
struct OpenSlot {
    StripOwner owner;
    Strip strip;
    std::size_t slot;
};
[[nodiscard]] Result<OpenSlot> open_insert(const Session& session, InsertId id);
[[nodiscard]] Result<OpenSlot> open_send(const Session& session, SendId id);
// Lanes and safe parameters whose insert or send is no longer in the strip are taken out of it.
void drop_orphan_lanes(Strip& strip);
void drop_orphan_safes(Strip& strip); // safe parameters alone

// Changes each of the clips by itself; other clips stay shared. Locked clips refuse unless `locked` says
// otherwise.
enum class LockedClips : unsigned char { refuse, change };
using ChangeClip = std::function<Result<void>(Clip&, const Track&)>;
[[nodiscard]] Result<Session> change_clips(const Session& session, std::span<const ClipId> ids,
                                           const ChangeClip& change,
                                           LockedClips locked = LockedClips::refuse);

[[nodiscard]] std::unexpected<Error> missing(std::string_view what, const std::string& id);
[[nodiscard]] std::unexpected<Error> locked_clip(const Clip& clip);

} // namespace dub::session
