#include "engine/session/edits/punch_lane.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/lane_cutting.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/edits/show_value.h"

namespace dub::session {
namespace {

constexpr std::array punch_lane_arguments{
    strip_argument,
    parameter_argument,
    lane_insert_argument,
    lane_send_argument,
    ArgumentDeclaration{"from", "time", "any", Need::required, "where it begins"},
    ArgumentDeclaration{"to", "time", "after from", Need::required, "where the old automation goes on"},
    ArgumentDeclaration{"points", "points", "the parameter's own", Need::required,
                        "[time, value] pairs inside the range or at its end"},
};
constexpr EditText about_punch_lane{
    "punch_lane", "Write automation over a range; outside it nothing changes.", punch_lane_arguments};

Result<PunchLane> read_punch_lane(const ArgumentReader& in) {
    PunchLane edit;
    LaneTarget target;
    TRY(const Parameter* parameter, read_target(in, target));
    edit.strip = target.owner;
    edit.target = target.address;
    CHECK(in.read("from", edit.range.start));
    CHECK(in.read("to", edit.range.end));
    CHECK(in.read("points", edit.points, {parameter->min, parameter->max, unit_text(parameter->unit)}));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const PunchLane& edit) {
    TRY(Strip strip, copy_strip(session, edit.strip));
    const Parameter* parameter = declared_parameter(strip, edit.target);
    if (parameter == nullptr) return missing("parameter", edit.target.parameter);
    CHECK(lies_inside(session, edit.range, edit.points));
    const Lane* lane = find_lane(strip, edit.target);
    const Resting resting{static_value(strip, edit.target, *parameter), parameter->taper};
    Session next = session;
    Points points = punched(lane == nullptr ? Points{} : lane->points, edit.range, edit.points, resting);
    strip = with_lane(next, std::move(strip), edit.target, std::move(points));
    return with_strip(std::move(next), edit.strip, std::move(strip));
}

const EditDeclaration punch_lane_edit = declare<about_punch_lane, read_punch_lane>();

} // namespace dub::session
