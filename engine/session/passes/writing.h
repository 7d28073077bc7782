#pragma once
// What stands is written over a stretch at once: to the start, to the end, to the next breakpoint; and
// snapshots: values captured at one place, punched at another. Pure, any thread.

#include <map>

#include "engine/session/edits/punch_lane.h"
#include "engine/session/passes/control.h"

namespace dub::session {

enum class Extent : unsigned char {
    start, // from the session's start to here
    punch, // from where writing began to here
    next,  // from here to the lane's next breakpoint; to the end when there is none
    end,   // from here to the session's end
    all,
};

struct Held {
    double value = 0;
    SamplePos punched_in; // where writing of it began
};

// From the first thing in the session to the last.
[[nodiscard]] SampleRange whole(const Session& session);
// Controls that are not there are left out.
[[nodiscard]] std::vector<PunchLane> write_to(const Session& session, const std::map<Control, Held>& held,
                                              Extent extent, SamplePos here);

using Snapshot = std::map<Control, double>;
[[nodiscard]] Snapshot capture(const Session& session, const std::vector<Control>& controls, SamplePos at);
// Over `range`; what would change nothing writes nothing.
[[nodiscard]] std::vector<PunchLane> punches_of(const Session& session, const Snapshot& snapshot,
                                                SampleRange range);

// As edits of the catalogue take them.
struct WrittenEdit {
    std::string name;
    Arguments arguments;
};
// `version`: whose trim it is, where it is one.
[[nodiscard]] WrittenEdit as_edit(const PunchLane& punch, VersionId version = {});
// The strip's own value: set_parameter, set_send or set_insert_parameter.
[[nodiscard]] WrittenEdit as_edit(const Control& control, double value);

} // namespace dub::session
