#pragma once
// Automation on the tracks: the lane of one parameter over the clips, as a line with its breakpoints, and
// what a hand does to it as edits. Pure, any thread.

#include "engine/session/passes/control.h"
#include "ui/timeline/gesture.h"
#include "ui/timeline/view_state.h"

namespace dub::ui::timeline {

// What can be shown of a session: of the parameters that passes write, those that any of its tracks has, as
// they are declared. A source that is wide has a rotation, one of two channels a width.
[[nodiscard]] std::vector<const session::Parameter*> shown_lanes(const session::Session& session);
[[nodiscard]] std::string name_of_lane(const session::Parameter* parameter); // nullptr: none is shown

// What a track's row shows; nullopt: clips alone, it has no such parameter or none is shown.
[[nodiscard]] std::optional<session::Control>
shown_control(const session::Session& session, const ViewState& view, const session::Track& track);

// How high a value stands, 0 at the bottom … 1 at the top: levels as a fader travels, others straight; back.
[[nodiscard]] double height_of(const session::Parameter& parameter, double value);
[[nodiscard]] double value_at_height(const session::Parameter& parameter, double height);

using LanePoints = std::vector<session::LanePoint>;
[[nodiscard]] LanePoints points_of(const session::Session& session, const session::Control& control);
// The whole lane anew; without points it is cleared.
[[nodiscard]] Gesture lane_gesture(const session::Session& session, const session::Control& control,
                                   LanePoints points, std::string_view verb);
// A stretch drawn freely or as a straight line, thinned; the lane around it stays.
[[nodiscard]] Gesture drawn_gesture(const session::Session& session, const session::Control& control,
                                    LanePoints drawn);

} // namespace dub::ui::timeline
