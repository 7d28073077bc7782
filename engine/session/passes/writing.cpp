#include "engine/session/passes/writing.h"

#include <algorithm>

#include "engine/session/lookup.h"
#include "engine/session/parameters/strip.h"

namespace dub::session {
namespace {

SampleRange range_of(const Session& session, const Control& control, const Held& held, Extent extent,
                     SamplePos here) {
    const SampleRange all = whole(session);
    switch (extent) {
    case Extent::start: return {all.start, here};
    case Extent::punch: return {held.punched_in, here};
    case Extent::end: return {here, all.end};
    case Extent::all: return all;
    case Extent::next: break;
    }
    const Lane* const lane = lane_of(session, control);
    if (lane == nullptr) return {here, all.end};
    const auto next = std::ranges::upper_bound(lane->points, here, {}, &LanePoint::at);
    return {here, next == lane->points.end() ? all.end : next->at};
}

bool says_it(const Session& session, const Control& control, double value) {
    const Strip& strip = *find_strip(session, control.owner);
    return lane_of(session, control) == nullptr &&
           static_value(strip, control.address, *declared(session, control)) == value;
}

Value of(SamplePos at) { return {static_cast<double>(at.value)}; }

} // namespace

SampleRange whole(const Session& session) {
    const FrameRange frames = programme(session);
    SampleRange all{sample_of(session, std::min(frames.start, session.info->start)),
                    sample_of(session, frames.end)};
    for (const auto& track : session.tracks) {
        if (track->clips.empty()) continue;
        all.start = std::min(all.start, track->clips.front()->place.start);
        all.end = std::max(all.end, track->clips.back()->place.end);
    }
    return all;
}

std::vector<PunchLane> write_to(const Session& session, const std::map<Control, Held>& held, Extent extent,
                                SamplePos here) {
    std::vector<PunchLane> punches;
    for (const auto& [control, one] : held) {
        if (declared(session, control) == nullptr) continue;
        const SampleRange range = range_of(session, control, one, extent, here);
        if (!range.empty())
            punches.push_back({control.owner, control.address, range, {{range.start, one.value}}});
    }
    return punches;
}

Snapshot capture(const Session& session, const std::vector<Control>& controls, SamplePos at) {
    Snapshot snapshot;
    for (const Control& control : controls)
        snapshot.emplace(control, value_at(session, control, at));
    return snapshot;
}

std::vector<PunchLane> punches_of(const Session& session, const Snapshot& snapshot, SampleRange range) {
    std::vector<PunchLane> punches;
    for (const auto& [control, value] : snapshot)
        if (declared(session, control) != nullptr && !says_it(session, control, value) && !range.empty())
            punches.push_back({control.owner, control.address, range, {{range.start, value}}});
    return punches;
}

WrittenEdit as_edit(const PunchLane& punch, VersionId version) {
    const bool of_version = strip::is_of_version(punch.target);
    WrittenEdit edit;
    edit.name = of_version ? "write_version_trim" : "punch_lane";
    edit.arguments[of_version ? "version" : "parameter"].data =
        of_version ? version.text() : punch.target.parameter;
    Value::List points;
    points.reserve(punch.points.size());
    for (const LanePoint& point : punch.points) {
        Value::List pair(2);
        pair[0] = of(point.at);
        pair[1].data = point.value;
        points.emplace_back().data = std::move(pair);
    }
    edit.arguments["strip"].data = punch.strip.text();
    edit.arguments["from"] = of(punch.range.start);
    edit.arguments["to"] = of(punch.range.end);
    edit.arguments["points"].data = std::move(points);
    if (punch.target.insert) edit.arguments["insert"].data = punch.target.insert.text();
    if (punch.target.send) edit.arguments["send"].data = punch.target.send.text();
    return edit;
}

WrittenEdit as_edit(const Control& control, double value) {
    const ParameterAddress& address = control.address;
    WrittenEdit edit;
    edit.name = address.send ? "set_send" : address.insert ? "set_insert_parameter" : "set_parameter";
    edit.arguments[address.send ? address.parameter : "value"].data = value;
    if (address.send) {
        edit.arguments["send"].data = address.send.text();
        return edit;
    }
    edit.arguments["parameter"].data = address.parameter;
    if (address.insert)
        edit.arguments["insert"].data = address.insert.text();
    else
        edit.arguments["strip"].data = control.owner.text();
    return edit;
}

} // namespace dub::session
