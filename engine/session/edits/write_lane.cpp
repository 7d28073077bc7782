#include "engine/session/edits/write_lane.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/lane_cutting.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/edits/show_value.h"

namespace dub::session {
namespace {

constexpr std::array write_lane_arguments{
    strip_argument,
    parameter_argument,
    lane_insert_argument,
    lane_send_argument,
    ArgumentDeclaration{"points", "points", "the parameter's own", Need::required,
                        "[time, value] pairs; two at one time are a step"},
};
constexpr EditText about_write_lane{"write_lane", "Write a parameter's automation as a whole.",
                                    write_lane_arguments};

Result<WriteLane> read_write_lane(const ArgumentReader& in) {
    WriteLane edit;
    LaneTarget target;
    TRY(const Parameter* parameter, read_target(in, target));
    edit.strip = target.owner;
    edit.target = target.address;
    CHECK(in.read("points", edit.points, {parameter->min, parameter->max, unit_text(parameter->unit)}));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const WriteLane& edit) {
    Session next = session;
    TRY(Strip strip, copy_strip(session, edit.strip));
    strip = with_lane(next, std::move(strip), edit.target, edit.points);
    return with_strip(std::move(next), edit.strip, std::move(strip));
}

const EditDeclaration write_lane_edit = declare<about_write_lane, read_write_lane>();

} // namespace dub::session
