#include "engine/session/edits/lane_cutting.h"

#include <algorithm>

namespace dub::session {
namespace {

// The value just before `at`: of the points that share a position the first counts.
std::optional<double> value_before(const Points& points, SamplePos at, Taper taper) {
    const auto first = std::ranges::lower_bound(points, at, {}, &LanePoint::at);
    if (first != points.end() && first->at == at && (taper != Taper::stepped || first == points.begin()))
        return first->value;
    if (taper == Taper::stepped && first != points.begin()) return (first - 1)->value;
    return value_at(points, at, taper);
}

void copy_before(const Points& from, SamplePos at, Points& to) {
    for (const LanePoint& point : from)
        if (point.at < at) to.push_back(point);
}

void copy_after(const Points& from, SamplePos at, SampleCount by, Points& to) {
    for (const LanePoint& point : from)
        if (point.at > at) to.push_back({point.at + by, point.value});
}

} // namespace

Points punched(const Points& old, SampleRange range, const Points& fresh, Resting resting) {
    Points points;
    const auto push = [&](LanePoint point) {
        if (points.empty() || points.back() != point) points.push_back(point);
    };
    copy_before(old, range.start, points);
    push({range.start, value_before(old, range.start, resting.taper).value_or(resting.value)});
    std::ranges::for_each(fresh, push);
    // The pass holds its last value up to the range's end; there the old curve goes on.
    push({range.end, points.back().value});
    push({range.end, value_at(old, range.end, resting.taper).value_or(resting.value)});
    copy_after(old, range.end, {}, points);
    return points;
}

Points with_time_inserted(const Points& old, SamplePos at, SampleCount by, Taper taper) {
    if (old.empty() || old.back().at < at) return old;
    Points points;
    copy_before(old, at, points);
    if (!points.empty()) points.push_back({at, *value_before(old, at, taper)});
    points.push_back({at + by, *value_at(old, at, taper)});
    copy_after(old, at, by, points);
    return points;
}

Points with_time_removed(const Points& old, SampleRange range, Taper taper) {
    if (old.empty() || old.back().at < range.start) return old;
    Points points;
    copy_before(old, range.start, points);
    const double left = *value_before(old, range.start, taper);
    const double right = *value_at(old, range.end, taper);
    if (!points.empty()) points.push_back({range.start, left});
    if (points.empty() || left != right) points.push_back({range.start, right});
    copy_after(old, range.end, -range.length(), points);
    return points;
}

const Lane* find_lane(const Strip& strip, const ParameterAddress& target) {
    for (const auto& lane : strip.lanes)
        if (lane->target == target) return lane.get();
    return nullptr;
}

Strip with_lane(Session& ids, Strip strip, const ParameterAddress& target, Points points) {
    const auto at = std::ranges::find(strip.lanes, target, [](const auto& lane) { return lane->target; });
    if (points.empty()) {
        if (at != strip.lanes.end()) strip.lanes.erase(at);
        return strip;
    }
    if (at == strip.lanes.end()) {
        strip.lanes.push_back(share(Lane{take_id<LaneId>(ids), target, std::move(points)}));
        return strip;
    }
    Lane lane = **at;
    lane.points = std::move(points);
    *at = share(std::move(lane));
    return strip;
}

} // namespace dub::session
