#include "ui/timeline/automation_view.h"

#include <algorithm>

#include "engine/session/fader_law.h"
#include "engine/session/pan_kind.h"
#include "engine/session/parameters/strip.h"
#include "engine/session/passes/thin.h"
#include "engine/session/passes/writing.h"
#include "ui/edit_values.h"

namespace dub::ui::timeline {
namespace {

constexpr double trim_shown_db = 24; // either way

bool is_trim(const session::Parameter& parameter) { return parameter.id == session::strip::fader_trim.id; }

session::PanKind kind_of(const session::Session& session, const session::Track& track) {
    const session::Bus* const room = session::find_bus(session, track.output);
    return session::pan_kind(track.layout, room == nullptr ? Layout{} : room->layout);
}

} // namespace

std::vector<const session::Parameter*> shown_lanes(const session::Session& session) {
    std::set<session::PanKind> kinds;
    for (const auto& track : session.tracks)
        kinds.insert(kind_of(session, *track));
    std::vector<const session::Parameter*> lanes;
    for (const session::Parameter& one : session::strip::all) {
        const bool written = session::kind_of(address_of(one)).has_value();
        const auto has = [&](session::PanKind kind) { return session::has(kind, one); };
        if (written && std::ranges::any_of(kinds, has)) lanes.push_back(&one);
    }
    return lanes;
}

std::string name_of_lane(const session::Parameter* parameter) {
    if (parameter == nullptr) return "None";
    if (parameter->id == session::strip::fader.id) return "Volume";
    return std::string(is_trim(*parameter) ? "Trim" : parameter->name);
}

std::optional<session::Control> shown_control(const session::Session& session, const ViewState& view,
                                              const session::Track& track) {
    const auto* const parameter = session::find_parameter(session::strip::all, view.lane);
    if (parameter == nullptr || !session::has(kind_of(session, track), *parameter)) return std::nullopt;
    return session::Control{{track.id, {}}, {{}, {}, std::string(view.lane)}};
}

double height_of(const session::Parameter& parameter, double value) {
    if (is_trim(parameter)) return std::clamp((value + trim_shown_db) / (2 * trim_shown_db), 0.0, 1.0);
    if (parameter.unit == session::Unit::decibel) return session::fader_travel(value);
    return (value - parameter.min) / (parameter.max - parameter.min);
}

double value_at_height(const session::Parameter& parameter, double height) {
    height = std::clamp(height, 0.0, 1.0);
    if (is_trim(parameter)) return (2 * height - 1) * trim_shown_db;
    if (parameter.unit == session::Unit::decibel) return session::fader_level(height);
    const double value = parameter.min + height * (parameter.max - parameter.min);
    return parameter.taper == session::Taper::stepped ? std::round(value) : value;
}

LanePoints points_of(const session::Session& session, const session::Control& control) {
    const session::Lane* const lane = session::lane_of(session, control);
    return lane == nullptr ? LanePoints{} : lane->points;
}

Gesture lane_gesture(const session::Session& session, const session::Control& control, LanePoints points,
                     std::string_view verb) {
    Gesture gesture{std::string(verb) + " " + session::name_of(session, control), {}, {}};
    session::Arguments what{{"strip", value(control.owner)}, {"parameter", value(control.address.parameter)}};
    if (points.empty()) {
        gesture.edits.push_back({"clear_lane", std::move(what)});
        return gesture;
    }
    session::Value::List list;
    for (const session::LanePoint& point : points) {
        session::Value::List pair(2);
        pair[0] = value(point.at);
        pair[1] = value(point.value);
        list.emplace_back().data = std::move(pair);
    }
    what["points"].data = std::move(list);
    gesture.edits.push_back({"write_lane", std::move(what)});
    return gesture;
}

Gesture drawn_gesture(const session::Session& session, const session::Control& control, LanePoints drawn) {
    const session::Parameter* const parameter = session::declared(session, control);
    if (parameter == nullptr || drawn.empty()) return {};
    std::ranges::stable_sort(drawn, {}, &session::LanePoint::at);
    const SampleRange range{drawn.front().at, drawn.back().at};
    if (range.empty()) return {};
    const auto edit = session::as_edit(
        session::PunchLane{control.owner, control.address, range, session::thinned(drawn, *parameter)});
    return {"Draw " + session::name_of(session, control), {{edit.name, edit.arguments}}, {}};
}

} // namespace dub::ui::timeline
