// What follows when all lists are joined: references, circles, theirs of clips put aside, markers.

#include <fmt/format.h>

#include "engine/session/edits/clip_cutting.h"
#include "engine/session/invariants.h"
#include "engine/session/merge/work.h"

namespace dub::session {
namespace {

class Dangling {
  public:
    explicit Dangling(const Session& session)
        : session_(session) {
        for (const auto& track : session.tracks)
            enter(track->id, *track->strip);
        for (const auto& bus : session.routing->buses)
            enter(bus->id, *bus->strip);
        for (const auto& vca : session.routing->vcas)
            enter(vca->id, *vca->strip);
        for (const auto& media : session.pool->media)
            there_.insert(media->id.text());
        for (const auto& version : session.versions)
            there_.insert(version->id.text());
    }

    [[nodiscard]] bool holds(const std::string& id) const { return there_.contains(id); }
    // Members of VCAs and groups are not needed: settle_members lets go of those that are not there.
    std::set<std::string> run() {
        for (const auto& track : session_.tracks) {
            need(track->output);
            strip(*track->strip);
            for (const Playlist& list : playlists_of(*track))
                for (const auto& clip : list.clips)
                    need(clip->media);
        }
        for (const auto& bus : session_.routing->buses) {
            need(bus->output);
            strip(*bus->strip);
        }
        for (const auto& version : session_.versions) {
            for (const auto& layer : version->strips)
                need(layer->owner.track), need(layer->owner.bus);
            for (const VersionSwitch& one : version->switches)
                need(one.insert);
        }
        for (const auto& print : session_.prints) {
            need(print->bus);
            need(print->version);
            for (const auto& clip : print->clips)
                need(clip->media);
            for (const PrintPass& pass : print->passes)
                need(pass.media);
        }
        return std::move(missing_);
    }

  private:
    template <class IdType> void enter(IdType id, const Strip& strip) {
        there_.insert(id.text());
        for (const Insert& insert : strip.inserts)
            there_.insert(insert.id.text());
        for (const Send& send : strip.sends)
            there_.insert(send.id.text());
    }
    template <class IdType> void need(IdType id) {
        if (id && !there_.contains(id.text())) missing_.insert(id.text());
    }
    void strip(const Strip& strip) {
        for (const Send& send : strip.sends)
            need(send.to);
        for (const Insert& insert : strip.inserts)
            if (insert.key) need(insert.key->track), need(insert.key->bus);
        for (const auto& lane : strip.lanes)
            need(lane->target.insert), need(lane->target.send);
    }

    const Session& session_;
    std::set<std::string> there_, missing_;
};

bool has_circle(const Session& session) {
    return std::ranges::any_of(check(session),
                               [](const Diagnostic& one) { return one.code == "session.cycle"; });
}

// A name for a playlist that its track does not have yet.
std::string free_name(const Track& track, std::string name) {
    const auto taken = [&] {
        return std::ranges::any_of(playlists_of(track),
                                   [&](const Playlist& list) { return list.name == name; });
    };
    for (int i = 2; taken(); ++i)
        name = fmt::format("theirs {}", i);
    return name;
}

// Sends and keys of mine; what theirs added goes, and each is said.
class RoutingOfMine {
  public:
    explicit RoutingOfMine(MergeWork& work)
        : work_(work) {}

    void put_back(StripOwner owner, Strip& strip) {
        const Strip* mine = find_strip(work_.mine, owner);
        if (mine == nullptr) return; // new with theirs: nothing of mine leads there any more
        const std::string where = Words(work_.mine).of(owner);
        std::erase_if(strip.sends, [&](Send& send) {
            const auto old = std::ranges::find(mine->sends, send.id, &Send::id);
            if (old != mine->sends.end() && old->to == send.to) return false;
            say({Entity::send, send.id.text(), where + ": send", {}}, "goal",
                old == mine->sends.end() ? "none" : Words(work_.mine).of(old->to),
                Words(work_.theirs).of(send.to));
            if (old == mine->sends.end()) return true;
            send.to = old->to;
            return false;
        });
        for (Insert& insert : strip.inserts) {
            const auto old = std::ranges::find(mine->inserts, insert.id, &Insert::id);
            const std::optional<Key> key = old == mine->inserts.end() ? std::nullopt : old->key;
            if (insert.key == key) continue;
            say({Entity::insert, insert.id.text(), where + ": insert " + insert.processor, {}}, "key",
                Words(work_.mine).of(key), Words(work_.theirs).of(insert.key));
            insert.key = key;
        }
        drop_orphan_lanes(strip);
    }
    void put_back(BusId& output, BusId mine, const Subject& subject) {
        if (output == mine) return;
        say(subject, "output", Words(work_.mine).of(mine), Words(work_.theirs).of(output));
        output = mine;
    }

  private:
    void say(const Subject& subject, std::string what, std::string in_mine, std::string in_theirs) {
        work_.conflict(subject, std::move(what), std::move(in_mine),
                       std::move(in_theirs) + " (both together would run in a circle)");
    }
    MergeWork& work_;
};

} // namespace

std::set<std::string> dangling(const Session& session) { return Dangling(session).run(); }

bool holds(const Session& session, const std::string& id) { return Dangling(session).holds(id); }

void undo_circles(MergeWork& work) {
    if (!has_circle(work.out)) return;
    RoutingOfMine mine(work);
    for (auto& shared : work.out.tracks) {
        const Track* old = find_track(work.mine, shared->id);
        if (old == nullptr) continue;
        Track track = *shared;
        Strip strip = *track.strip;
        mine.put_back(track.output, old->output, {Entity::track, track.id.text(), "track " + track.name, {}});
        mine.put_back({track.id, {}}, strip);
        track.strip = share(std::move(strip));
        shared = share(std::move(track));
    }
    Routing routing = *work.out.routing;
    for (auto& shared : routing.buses) {
        const Bus* old = find_bus(work.mine, shared->id);
        if (old == nullptr) continue;
        Bus bus = *shared;
        Strip strip = *bus.strip;
        mine.put_back(bus.output, old->output, {Entity::bus, bus.id.text(), "bus " + bus.name, {}});
        mine.put_back({{}, bus.id}, strip);
        bus.strip = share(std::move(strip));
        shared = share(std::move(bus));
    }
    work.out.routing = share(std::move(routing));
}

void put_aside(MergeWork& work) {
    std::map<PlacedOn, std::vector<AsideClip>> lists;
    for (const AsideClip& one : work.aside)
        lists[one.row.on].push_back(one);
    for (const auto& [on, clips] : lists) {
        const Track* found = find_track(work.out, on.track);
        if (found == nullptr) continue; // it comes back in the next run
        Track track = *found;
        Playlist list{take_id<PlaylistId>(work.out), free_name(track, "theirs"), {}};
        std::set<ClipId> done;
        for (const AsideClip& one : clips) {
            for (const std::size_t conflict : one.conflicts)
                work.conflicts[conflict].kept = fmt::format("playlist '{}' of {}", list.name, track.name);
            if (!done.insert(one.row.clip->id).second) continue;
            Clip clip = *one.row.clip;
            clip.id = take_id<ClipId>(work.out);
            list.clips.push_back(share(std::move(clip)));
        }
        settle(list.clips);
        track.alternatives.push_back(share(std::move(list)));
        work.out = with_track(std::move(work.out), std::move(track));
    }
}

void mark_conflicts(MergeWork& work) {
    std::vector<Marker> markers = *work.out.markers;
    const FramePos start = work.out.info->start;
    for (Conflict& conflict : work.conflicts) {
        const bool placed = conflict.range && conflict.range->start > always.start;
        const FramePos at = placed ? frame_of(work.out, conflict.range->start) : start;
        Marker marker{take_id<MarkerId>(work.out), at,
                      fmt::format("merge: {} {}: theirs {}", conflict.where, conflict.what, conflict.theirs),
                      "#ff0000"};
        if (conflict.kept.empty()) conflict.kept = "marker " + marker.id.text();
        const auto place = std::ranges::upper_bound(markers, at, {}, &Marker::at);
        markers.insert(place, std::move(marker));
    }
    work.out.markers = share(std::move(markers));
}

} // namespace dub::session
