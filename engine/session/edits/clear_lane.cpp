#include "engine/session/edits/clear_lane.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/lane_cutting.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array clear_lane_arguments{
    strip_argument,
    parameter_argument,
    lane_insert_argument,
    lane_send_argument,
    ArgumentDeclaration{"from", "time", "any", Need::optional, "the beginning; the whole lane when left out"},
    ArgumentDeclaration{"to", "time", "after from", Need::optional, "the end"},
};
constexpr EditText about_clear_lane{
    "clear_lane", "Remove a parameter's automation, over a range or as a whole.", clear_lane_arguments};

Result<ClearLane> read_clear_lane(const ArgumentReader& in) {
    ClearLane edit;
    LaneTarget target;
    CHECK(read_target(in, target));
    edit.strip = target.owner;
    edit.target = target.address;
    TRY(edit.range, read_range(in));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const ClearLane& edit) {
    TRY(Strip strip, copy_strip(session, edit.strip));
    const Lane* lane = find_lane(strip, edit.target);
    if (lane == nullptr) return session;
    Points points;
    for (const LanePoint& point : lane->points)
        if (edit.range && !edit.range->contains(point.at)) points.push_back(point);
    Session next = session;
    strip = with_lane(next, std::move(strip), edit.target, std::move(points));
    return with_strip(std::move(next), edit.strip, std::move(strip));
}

const EditDeclaration clear_lane_edit = declare<about_clear_lane, read_clear_lane>();

} // namespace dub::session
