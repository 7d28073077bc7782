#include "engine/session/edits/ripple_insert.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/ripple.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array ripple_insert_arguments{
    ArgumentDeclaration{"at", "time", "any", Need::required, "where the time is put in"},
    ArgumentDeclaration{"length", "length", "1 sample …", Need::required, "how much"},
    tracks_argument,
    ripple_automation_argument,
};
constexpr EditText about_ripple_insert{"ripple_insert", "Put time in: everything after it comes later.",
                                       ripple_insert_arguments};

Result<RippleInsert> read_ripple_insert(const ArgumentReader& in) {
    RippleInsert edit;
    CHECK(in.read("at", edit.at));
    CHECK(in.read("length", edit.length));
    CHECK(in.read("tracks", edit.tracks));
    CHECK(in.read("automation", edit.lanes, lanes_go_names));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RippleInsert& edit) {
    if (edit.length.value <= 0)
        return fail(ErrorCode::unfit, "The time put in must be longer than nothing; give a positive length.");
    RippleSteps steps;
    steps.lanes = edit.lanes;
    steps.removed = {edit.at, edit.at};
    steps.clips = [&](Session& ids, Clips& clips) -> Result<void> {
        CHECK(split_at(ids, clips, edit.at, {}));
        return move_after(clips, edit.at, edit.length);
    };
    steps.points = [&](const Points& points, Taper taper) {
        return with_time_inserted(points, edit.at, edit.length, taper);
    };
    steps.position = [&](SamplePos position) {
        return position < edit.at ? position : position + edit.length;
    };
    return ripple(session, edit.tracks, steps);
}

const EditDeclaration ripple_insert_edit = declare<about_ripple_insert, read_ripple_insert>();

} // namespace dub::session
