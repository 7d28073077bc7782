#include "engine/session/transfer/setup.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/session/edits/change.h"
#include "engine/session/transfer/time_map.h"

namespace dub::session {
namespace {

bool holds_clips(const Session& session) {
    return std::ranges::any_of(session.tracks, [](const auto& track) {
        return !track->clips.empty() ||
               std::ranges::any_of(track->alternatives, [](const auto& one) { return !one->clips.empty(); });
    });
}

// What there is to say of what stays behind.
struct Left {
    std::size_t lanes = 0, layer_lanes = 0;
};

struct Maker {
    const Session& from;
    bool bare; // a template without clips: what is bound to time comes along
    TimeMap time;
    Left left;

    Shared<Strip> strip(const Strip& given) {
        Strip made = given;
        made.soloed = false;
        std::vector<Shared<Lane>> lanes;
        for (const auto& lane : made.lanes)
            if (bare) lanes.push_back(share(Lane{lane->id, lane->target, time(lane->points)}));
        left.lanes += made.lanes.size() - lanes.size();
        made.lanes = std::move(lanes);
        return share(std::move(made));
    }

    Shared<Track> track(const Track& given) {
        Track made = given;
        made.clips.clear();
        made.alternatives.clear();
        made.playing = {};
        made.playlist_name.clear();
        made.strip = strip(*given.strip);
        return share(std::move(made));
    }

    Shared<Bus> bus(const Bus& given, const Layout& home) {
        Bus made = given;
        if (made.layout == from.info->home) made.layout = home;
        made.strip = strip(*given.strip);
        return share(std::move(made));
    }

    Shared<Vca> vca(const Vca& given) {
        Vca made = given;
        made.strip = strip(*given.strip);
        return share(std::move(made));
    }

    Shared<Version> version(const Version& given) {
        Version made = given;
        made.strips.clear();
        for (const auto& layer : given.strips) {
            VersionStrip kept = *layer;
            if (!bare && !kept.lane.empty()) {
                kept.lane.clear();
                ++left.layer_lanes;
            }
            kept.lane = time(std::move(kept.lane));
            if (!kept.says_nothing()) made.strips.push_back(share(std::move(kept)));
        }
        return share(std::move(made));
    }

    std::vector<Marker> markers() {
        std::vector<Marker> made;
        for (Marker marker : *from.markers) {
            if (!bare) break;
            marker.at = time(marker.at);
            made.push_back(std::move(marker));
        }
        return made;
    }

    std::vector<Segment> segments() {
        std::vector<Segment> made;
        for (Segment segment : *from.segments) {
            if (!bare) break;
            segment.action = {time(segment.action.start), time(segment.action.end)};
            made.push_back(std::move(segment));
        }
        return made;
    }
};

Facts facts_of(const Session& from, const Facts& wish, bool bare) {
    Facts facts = from.info->facts;
    if (!bare) facts.episode.clear(), facts.cut.clear();
    for (const auto word : {&Facts::show, &Facts::season, &Facts::episode, &Facts::cut, &Facts::language})
        if (!(wish.*word).empty()) facts.*word = wish.*word;
    return facts;
}

Info info_of(const Session& from, const SetupWish& wish, bool bare) {
    Info info = *from.info;
    info.name = wish.name;
    info.lineage.clear(); // another programme: nothing of it is ever merged with the template
    info.facts = facts_of(from, wish.facts, bare);
    info.rate = wish.rate.value_or(info.rate);
    info.timecode = wish.timecode.value_or(info.timecode);
    info.start = wish.start.value_or(info.start);
    info.home = wish.home.value_or(info.home);
    return info;
}

void tell(const Session& from, const Setup& setup, const Left& left, Diagnostics& told) {
    const Layout& home = setup.session.info->home;
    if (home != from.info->home)
        told.push_back({Severity::note, "setup.width", "buses",
                        fmt::format("The template is {} wide; its buses of that width are {} here. "
                                    "Other buses and all tracks keep their width.",
                                    from.info->home.name(), home.name())});
    const std::size_t behind = left.lanes + left.layer_lanes +
                               (from.markers->size() - setup.session.markers->size()) +
                               (from.segments->size() - setup.session.segments->size());
    if (behind > 0)
        told.push_back(
            {Severity::note, "setup.left-behind", from.info->name,
             fmt::format(
                 "The template holds clips, so that what is bound to its time stayed there: {} lanes, "
                 "{} markers, {} segments. `import` with --what automation,markers brings the first "
                 "two.",
                 left.lanes + left.layer_lanes, from.markers->size(), from.segments->size())});
}

} // namespace

Setup setup_from(const Session& from, const SetupWish& wish) {
    const bool bare = !holds_clips(from);
    const Info info = info_of(from, wish, bare);
    Maker maker{from, bare, TimeMap(*from.info, info, info.start), {}};
    Setup made;
    Session& session = made.session;
    for (const auto& track : from.tracks)
        session.tracks.push_back(maker.track(*track));
    Routing routing = *from.routing;
    for (auto& bus : routing.buses)
        bus = maker.bus(*bus, info.home);
    for (auto& vca : routing.vcas)
        vca = maker.vca(*vca);
    for (const auto& version : from.versions)
        session.versions.push_back(maker.version(*version));
    session.routing = share(std::move(routing));
    session.markers = share(maker.markers());
    session.segments = share(maker.segments());
    session.info = share(info);
    tell(from, made, maker.left, made.diagnostics);
    return made;
}

} // namespace dub::session
