#include "engine/session/merge/renumber.h"

#include <algorithm>

#include "engine/session/edits/change.h"

namespace dub::session {
namespace {

class Renumber {
  public:
    explicit Renumber(const Renumbering& to)
        : to_(to) {}

    [[nodiscard]] Track of(Track track) const {
        put(track.id);
        put(track.output);
        put(track.playing);
        put(track.clips);
        track.strip = of(track.strip);
        for (auto& shared : track.alternatives) {
            Playlist playlist = *shared;
            put(playlist.id);
            put(playlist.clips);
            shared = share(std::move(playlist));
        }
        sort_by_id(track.alternatives);
        return track;
    }
    [[nodiscard]] Bus of(Bus bus) const {
        put(bus.id);
        put(bus.output);
        bus.strip = of(bus.strip);
        return bus;
    }
    [[nodiscard]] Vca of(Vca vca) const {
        put(vca.id);
        put(vca.members);
        vca.strip = of(vca.strip);
        return vca;
    }
    [[nodiscard]] MixGroup of(MixGroup group) const {
        put(group.id);
        put(group.members);
        return group;
    }
    [[nodiscard]] Version of(Version version) const {
        put(version.id);
        for (auto& shared : version.strips) {
            VersionStrip layer = *shared;
            put(layer.owner);
            shared = share(std::move(layer));
        }
        std::ranges::sort(version.strips, {}, [](const auto& layer) { return layer->owner; });
        for (VersionSwitch& one : version.switches)
            put(one.insert);
        std::ranges::sort(version.switches, {}, &VersionSwitch::insert);
        return version;
    }
    [[nodiscard]] Print of(Print print) const {
        put(print.id);
        put(print.bus);
        put(print.version);
        put(print.clips);
        for (PrintPass& pass : print.passes)
            pass.media = to_.media(pass.media);
        std::ranges::sort(print.passes, {}, &PrintPass::media);
        return print;
    }
    [[nodiscard]] Media of(Media media) const {
        media.id = to_.media(media.id);
        return media;
    }
    template <class T> [[nodiscard]] T of_marked(T one) const {
        put(one.id);
        return one;
    }
    template <char P> void put(Id<P>& id) const {
        if (id) id.value = to_.number(id.value);
    }

    template <class T> static void sort_by_id(std::vector<Shared<T>>& list) {
        std::ranges::sort(list, {}, [](const auto& one) { return one->id; });
    }

  private:
    void put(StripOwner& owner) const {
        put(owner.track);
        put(owner.bus);
        put(owner.vca);
    }
    void put(std::vector<StripOwner>& members) const {
        for (StripOwner& member : members)
            put(member);
        std::ranges::sort(members);
    }
    void put(std::vector<Shared<Clip>>& clips) const {
        for (auto& shared : clips) {
            const ClipId id{to_.number(shared->id.value)};
            const MediaId media = to_.media(shared->media);
            ClipGroupId group = shared->group;
            put(group);
            if (id == shared->id && media == shared->media && group == shared->group) continue;
            Clip clip = *shared;
            clip.id = id;
            clip.media = media;
            clip.group = group;
            shared = share(std::move(clip));
        }
        std::ranges::sort(clips, {}, [](const auto& clip) { return std::pair(clip->place.start, clip->id); });
    }
    [[nodiscard]] Shared<Strip> of(const Shared<Strip>& old) const {
        Strip strip = *old;
        for (Insert& insert : strip.inserts) {
            put(insert.id);
            if (!insert.key) continue;
            put(insert.key->track);
            put(insert.key->bus);
        }
        for (Send& send : strip.sends) {
            put(send.id);
            put(send.to);
        }
        for (auto& shared : strip.lanes) {
            Lane lane = *shared;
            put(lane.id);
            put(lane.target.insert);
            put(lane.target.send);
            shared = share(std::move(lane));
        }
        for (ParameterAddress& address : strip.automation.safe_parameters) {
            put(address.insert);
            put(address.send);
        }
        std::ranges::sort(strip.automation.safe_parameters);
        return share(std::move(strip));
    }

    const Renumbering& to_;
};

template <class T> void renumber(std::vector<Shared<T>>& list, const Renumber& to) {
    for (auto& shared : list)
        shared = share(to.of(*shared));
}

} // namespace

Session renumbered(const Session& session, const Renumbering& to) {
    const Renumber renumber_of(to);
    Session next = session;
    renumber(next.tracks, renumber_of);
    renumber(next.versions, renumber_of);
    renumber(next.prints, renumber_of);
    Renumber::sort_by_id(next.versions);
    Renumber::sort_by_id(next.prints);
    Routing routing = *session.routing;
    renumber(routing.buses, renumber_of);
    Renumber::sort_by_id(routing.buses);
    renumber(routing.vcas, renumber_of);
    Renumber::sort_by_id(routing.vcas);
    for (MixGroup& group : routing.groups)
        group = renumber_of.of(std::move(group));
    std::ranges::sort(routing.groups, {}, &MixGroup::id);
    next.routing = share(std::move(routing));
    MediaPool pool = *session.pool;
    renumber(pool.media, renumber_of);
    Renumber::sort_by_id(pool.media);
    const auto twice = std::ranges::unique(pool.media, {}, [](const auto& one) { return one->id; });
    pool.media.erase(twice.begin(), twice.end());
    for (auto& picture : pool.pictures)
        picture = share(renumber_of.of_marked(*picture));
    next.pool = share(std::move(pool));
    std::vector<Marker> markers = *session.markers;
    for (Marker& marker : markers)
        renumber_of.put(marker.id);
    next.markers = share(std::move(markers));
    std::vector<Segment> segments = *session.segments;
    for (Segment& segment : segments)
        renumber_of.put(segment.id);
    next.segments = share(std::move(segments));
    return next;
}

} // namespace dub::session
