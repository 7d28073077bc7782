// Tracks and buses without their clips.

#include <fmt/format.h>

#include "engine/session/merge/work.h"

namespace dub::session {
namespace {

bool same_list(const Playlist& a, const Playlist& b) {
    return a.id == b.id && a.name == b.name &&
           std::ranges::equal(a.clips, b.clips, [](const auto& x, const auto& y) { return *x == *y; });
}

// Which playlists the track has, what they are called and which plays; their clips are merged apart.
void merge_playlists(MergeWork& work, const Three<Track>& three, Track& out) {
    ListRules<Playlist> rules;
    const std::string track = three.mine->id.text();
    rules.key = [track](const Playlist& list) { return track + "/" + list.id.text(); };
    rules.subject = [&, track](const Playlist& list, const Session&) {
        return Subject{Entity::playlist,
                       track + "/" + list.id.text(),
                       fmt::format("{}: playlist '{}'", three.mine->name, list.name),
                       {}};
    };
    rules.same = same_list;
    rules.name = [](const Playlist& list) { return list.name; };
    rules.both = [&](const Three<Playlist>& lists) {
        Playlist merged = *lists.mine;
        const auto& [base, mine, theirs] = lists;
        if (theirs->name == base->name || theirs->name == mine->name) return merged;
        if (mine->name == base->name)
            merged.name = theirs->name;
        else
            work.conflict(rules.subject(*mine, work.mine), "name", Words(work.mine).of(mine->name),
                          Words(work.theirs).of(theirs->name));
        return merged;
    };
    const auto mine = playlists_of(*three.mine);
    auto lists = merged_list(work, playlists_of(*three.base), mine, playlists_of(*three.theirs), rules);
    out.clips.clear();
    out.alternatives.clear();
    const auto playing = std::ranges::find(lists, out.playing, &Playlist::id);
    if (playing == lists.end()) { // one plays what the other removed
        const std::string id = out.id.text() + "/" + out.playing.text();
        const bool is_mine = three.mine->playing == out.playing;
        return work.restore(id,
                            {Entity::playlist, id, out.name + ": " + Words(work.base).of(out.playing), {}},
                            is_mine ? "played" : "removed", is_mine ? "removed" : "played");
    }
    out.playlist_name = playing->name;
    lists.erase(playing);
    for (Playlist& list : lists)
        out.alternatives.push_back(share(std::move(list)));
}

Subject subject_of(const Track& track, const Session&) {
    return {Entity::track, track.id.text(), "track " + track.name, {}};
}
Subject subject_of(const Bus& bus, const Session&) {
    return {Entity::bus, bus.id.text(), "bus " + bus.name, {}};
}

Track merged_track(MergeWork& work, const Three<Track>& three) {
    Track out = merged_fields(work, three, subject_of(*three.mine, work.mine));
    out.strip = share(merged_strip(
        work, {out.id, {}}, {three.base->strip.get(), three.mine->strip.get(), three.theirs->strip.get()}));
    merge_playlists(work, three, out);
    return out;
}

Track without_clips(Track track) {
    track.clips.clear();
    for (auto& list : track.alternatives)
        list = share(Playlist{list->id, list->name, {}});
    return track;
}

template <class List>
void note_order(MergeWork& work, const List& base, const List& mine, const List& theirs) {
    const auto keys = [](const List& list) {
        Keys ids;
        for (const auto& one : list)
            ids.push_back(one->id.text());
        return ids;
    };
    const auto none = [](const std::string&) { return std::string(); };
    if (merged_order(keys(base), keys(mine), keys(theirs), none).both)
        work.conflict({Entity::session, "tracks", "tracks", {}}, "order", Differ::joined(keys(mine)),
                      Differ::joined(keys(theirs)));
}

} // namespace

void merge_tracks(MergeWork& work) {
    ListRules<Track> tracks;
    tracks.key = [](const Track& track) { return track.id.text(); };
    tracks.subject = [](const Track& track, const Session& session) { return subject_of(track, session); };
    tracks.same = same_track;
    tracks.name = [](const Track& track) { return track.name; };
    tracks.both = [&](const Three<Track>& three) { return merged_track(work, three); };
    work.out.tracks = merged_list(work, work.base.tracks, work.mine.tracks, work.theirs.tracks, tracks);
    for (auto& shared : work.out.tracks)
        shared = share(without_clips(*shared));
    note_order(work, work.base.tracks, work.mine.tracks, work.theirs.tracks);
    ListRules<Bus> buses;
    buses.key = [](const Bus& bus) { return bus.id.text(); };
    buses.subject = [](const Bus& bus, const Session& session) { return subject_of(bus, session); };
    buses.same = same_bus;
    buses.both = [&](const Three<Bus>& three) {
        Bus out = merged_fields(work, three, subject_of(*three.mine, work.mine));
        out.strip = share(
            merged_strip(work, {{}, out.id},
                         {three.base->strip.get(), three.mine->strip.get(), three.theirs->strip.get()}));
        return out;
    };
    Routing routing = *work.out.routing;
    routing.buses = merged_list(work, work.base.routing->buses, work.mine.routing->buses,
                                work.theirs.routing->buses, buses);
    std::ranges::sort(routing.buses, {}, [](const auto& bus) { return bus->id; });
    work.out.routing = share(std::move(routing));
}

} // namespace dub::session
