#include "engine/session/edits/lane_following.h"

#include <algorithm>
#include <map>

#include "engine/session/edits/versions.h"
#include "engine/session/parameters/strip.h"

namespace dub::session {
namespace {

Points under(const Points& lane, SampleRange range, Taper taper) {
    Points piece{{range.start, *value_at(lane, range.start, taper)}};
    for (const LanePoint& point : lane)
        if (point.at > range.start && point.at < range.end) piece.push_back(point);
    piece.push_back({range.end, *value_before(lane, range.end, taper)});
    return piece;
}

bool is_all(const Points& points, double value) {
    return std::ranges::all_of(points, [&](const LanePoint& point) { return point.value == value; });
}

// Nothing else would be heard: both stand at one value there.
bool says_the_same(const Points& lane, const LanePiece& piece, const Resting& resting) {
    const double value = piece.points.front().value;
    if (!is_all(piece.points, value)) return false;
    return lane.empty() ? resting.value == value : is_all(under(lane, piece.range, resting.taper), value);
}

Points with_punched(const Points& lane, const LanePiece& piece, const Resting& resting) {
    return says_the_same(lane, piece, resting) ? lane : punched(lane, piece.range, piece.points, resting);
}

// The insert on the other strip which is as manieth of its processor.
InsertId like(const Strip& strip, const Strip& other, InsertId insert) {
    const auto own = std::ranges::find(strip.inserts, insert, &Insert::id);
    if (own == strip.inserts.end()) return {};
    auto before = std::count_if(strip.inserts.begin(), own,
                                [&](const Insert& one) { return one.processor == own->processor; });
    for (const Insert& one : other.inserts)
        if (one.processor == own->processor && before-- == 0) return one.id;
    return {};
}

SendId like(const Strip& strip, const Strip& other, SendId send) {
    const auto own = std::ranges::find(strip.sends, send, &Send::id);
    if (own == strip.sends.end()) return {};
    const auto same = std::ranges::find(other.sends, own->to, &Send::to);
    return same == other.sends.end() ? SendId{} : same->id;
}

std::optional<ParameterAddress> fitted(const Session& session, const LanePiece& piece, StripOwner to) {
    ParameterAddress address = piece.target;
    if (to == piece.strip) return address;
    const Strip* const strip = find_strip(session, piece.strip);
    const Strip* const other = find_strip(session, to);
    if (strip == nullptr || other == nullptr) return std::nullopt;
    if (address.insert) address.insert = like(*strip, *other, address.insert);
    if (address.send) address.send = like(*strip, *other, address.send);
    const bool found =
        bool{address.insert} == bool{piece.target.insert} && bool{address.send} == bool{piece.target.send};
    if (!found || declared_parameter(*other, address) == nullptr) return std::nullopt;
    return address;
}

// Of one place and way the ranges that touch, as one: clips that are crossfaded, or follow each other.
std::vector<Carried> joined(std::vector<Carried> carried) {
    std::ranges::sort(carried, {}, [](const Carried& one) {
        return std::tuple(one.from, one.to, one.by.value, one.range.start);
    });
    std::vector<Carried> all;
    for (const Carried& one : carried) {
        const bool goes_on = !all.empty() && all.back().from == one.from && all.back().to == one.to &&
                             all.back().by == one.by && one.range.start <= all.back().range.end;
        if (goes_on)
            all.back().range.end = std::max(all.back().range.end, one.range.end);
        else
            all.push_back(one);
    }
    return all;
}

} // namespace

std::vector<LanePiece> lanes_under(const Session& session, TrackId track, SampleRange range) {
    std::vector<LanePiece> pieces;
    const StripOwner owner{track, {}};
    const Strip* const strip = find_strip(session, owner);
    if (strip == nullptr || range.empty()) return pieces;
    for (const auto& lane : strip->lanes)
        if (const Parameter* const declared = declared_parameter(*strip, lane->target))
            if (!lane->points.empty())
                pieces.push_back(
                    {owner, {}, lane->target, range, under(lane->points, range, declared->taper)});
    for (const auto& version : session.versions)
        if (const Points trim = layer_of(*version, owner).lane; !trim.empty())
            pieces.push_back({owner, version->id, address_of(strip::version_trim), range,
                              under(trim, range, strip::version_trim.taper)});
    return pieces;
}

std::optional<LanePiece> fitted(const Session& session, const LanePiece& piece, TrackId to, SampleCount by) {
    LanePiece moved = piece;
    moved.strip = {to, {}};
    moved.range = piece.range.moved(by);
    for (LanePoint& point : moved.points)
        point.at += by;
    if (piece.version)
        return find_version(session, piece.version) == nullptr ? std::nullopt : std::optional(moved);
    const auto address = fitted(session, piece, moved.strip);
    if (!address) return std::nullopt;
    moved.target = *address;
    return moved;
}

Session with_piece(Session session, const LanePiece& piece) {
    if (piece.version) {
        Version version = *find_version(session, piece.version);
        VersionStrip layer = layer_of(version, piece.strip);
        Points trim = with_punched(layer.lane, piece, {layer.trim.value, strip::version_trim.taper});
        if (trim == layer.lane) return session;
        layer.lane = std::move(trim);
        put_layer(version, std::move(layer));
        return with_version(std::move(session), std::move(version));
    }
    Strip strip = *find_strip(session, piece.strip);
    const Parameter& declared = *declared_parameter(strip, piece.target);
    const Lane* const lane = find_lane(strip, piece.target);
    Points points = with_punched(lane == nullptr ? Points{} : lane->points, piece,
                                 {static_value(strip, piece.target, declared), declared.taper});
    if (points.empty() || (lane != nullptr && points == lane->points)) return session;
    strip = with_lane(session, std::move(strip), piece.target, std::move(points));
    return with_strip(std::move(session), piece.strip, std::move(strip));
}

Session with_lanes_healed(Session session, TrackId track, std::vector<SampleRange> ranges) {
    return with_lanes_changed(std::move(session), {track, {}}, [&](const Points& lane, Taper taper) {
        Points points = lane;
        for (const SampleRange& range : ranges)
            points = healed(points, range, taper);
        return points;
    });
}

Session with_lanes_carried(Session session, std::vector<Carried> carried, LeftBehind left) {
    std::erase_if(carried, [](const Carried& one) { return one.from == one.to && one.by == SampleCount{}; });
    carried = joined(std::move(carried));
    std::vector<LanePiece> pieces;
    std::map<TrackId, std::vector<SampleRange>> sources;
    for (const Carried& one : carried) {
        for (const LanePiece& piece : lanes_under(session, one.from, one.range))
            if (auto moved = fitted(session, piece, one.to, one.by)) pieces.push_back(std::move(*moved));
        sources[one.from].push_back(one.range);
    }
    if (left == LeftBehind::healed)
        for (auto& [track, ranges] : sources)
            session = with_lanes_healed(std::move(session), track, std::move(ranges));
    for (const LanePiece& piece : pieces)
        session = with_piece(std::move(session), piece);
    return session;
}

Session with_lanes_changed(Session session, StripOwner owner, const ChangePoints& change) {
    const Strip* const before = find_strip(session, owner);
    if (before == nullptr) return session;
    Strip strip = *before;
    bool any = false;
    for (auto& lane : strip.lanes) {
        const Parameter* const declared = declared_parameter(strip, lane->target);
        Points points = change(lane->points, declared == nullptr ? Taper::linear : declared->taper);
        if (points == lane->points) continue;
        Lane changed = *lane;
        changed.points = std::move(points);
        lane = share(std::move(changed));
        any = true;
    }
    // A lane whose every point was taken out says nothing any more.
    std::erase_if(strip.lanes, [](const auto& lane) { return lane->points.empty(); });
    if (any) session = with_strip(std::move(session), owner, std::move(strip));
    for (const auto& shared : std::vector(session.versions)) {
        VersionStrip layer = layer_of(*shared, owner);
        Points points = layer.lane.empty() ? Points{} : change(layer.lane, strip::version_trim.taper);
        if (points == layer.lane) continue;
        layer.lane = std::move(points);
        Version version = *shared;
        put_layer(version, std::move(layer));
        session = with_version(std::move(session), std::move(version));
    }
    return session;
}

} // namespace dub::session
