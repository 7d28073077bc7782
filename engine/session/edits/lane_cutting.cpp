#include "engine/session/edits/lane_cutting.h"

#include <algorithm>

#include <fmt/format.h>

namespace dub::session {
namespace {

void copy_before(const Points& from, SamplePos at, Points& to) {
    for (const LanePoint& point : from)
        if (point.at < at) to.push_back(point);
}

void copy_after(const Points& from, SamplePos at, SampleCount by, Points& to) {
    for (const LanePoint& point : from)
        if (point.at > at) to.push_back({point.at + by, point.value});
}

} // namespace

std::optional<double> value_before(const Points& points, SamplePos at, Taper taper) {
    const auto first = std::ranges::lower_bound(points, at, {}, &LanePoint::at);
    if (first != points.end() && first->at == at && (taper != Taper::stepped || first == points.begin()))
        return first->value;
    if (taper == Taper::stepped && first != points.begin()) return (first - 1)->value;
    return value_at(points, at, taper);
}

Result<void> lies_inside(const Session& session, SampleRange range, const Points& points) {
    if (range.empty())
        return fail(ErrorCode::unfit, "The range must be longer than nothing; 'to' comes after 'from'.");
    for (const LanePoint& point : points)
        if (!range.contains(point.at) && point.at != range.end)
            return fail(ErrorCode::unfit,
                        fmt::format("A point at {} lies outside the range from {} to {}.",
                                    timecode(session, point.at), timecode(session, range.start),
                                    timecode(session, range.end)));
    return {};
}

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

Points healed(const Points& old, SampleRange range, Taper taper) {
    const auto touched = [&](const LanePoint& point) {
        return point.at >= range.start && point.at <= range.end;
    };
    if (std::ranges::none_of(old, touched)) return old;
    const double left = *value_before(old, range.start, taper);
    const double right = *value_at(old, range.end, taper);
    const bool level = left == right, stepped = taper == Taper::stepped;
    Points points, behind;
    copy_before(old, range.start, points);
    copy_after(old, range.end, {}, behind);
    // Points that bend nothing are left out.
    const bool stands = stepped ? !points.empty() : level && (points.empty() || points.back().value == left);
    if (!stands) points.push_back({range.start, left});
    const bool goes_on = points.empty() ? !behind.empty() && behind.front().value == right
                                        : stepped || behind.empty() || behind.front().value == right;
    if (!level || !goes_on) points.push_back({range.end, right});
    points.insert(points.end(), behind.begin(), behind.end());
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
