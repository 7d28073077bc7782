#include "engine/session/edits/ripple_delete.h"

#include <algorithm>
#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/ripple.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array ripple_delete_arguments{
    ArgumentDeclaration{"from", "time", "any", Need::required, "the first sample taken out"},
    ArgumentDeclaration{"to", "time", "after from", Need::required, "the first sample that stays"},
    tracks_argument,
    ripple_automation_argument,
};
constexpr EditText about_ripple_delete{"ripple_delete", "Take time out: everything after it comes earlier.",
                                       ripple_delete_arguments};

Result<RippleDelete> read_ripple_delete(const ArgumentReader& in) {
    RippleDelete edit;
    CHECK(in.read("from", edit.range.start));
    CHECK(in.read("to", edit.range.end));
    CHECK(in.read("tracks", edit.tracks));
    CHECK(in.read("automation", edit.lanes, lanes_go_names));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RippleDelete& edit) {
    if (edit.range.empty())
        return fail(ErrorCode::unfit,
                    "The time taken out must be longer than nothing; 'to' comes after 'from'.");
    const SampleCount length = edit.range.length();
    RippleSteps steps;
    steps.lanes = edit.lanes;
    steps.removed = edit.range;
    steps.clips = [&](Session& ids, Clips& clips) -> Result<void> {
        CHECK(split_at(ids, clips, edit.range.start, {}));
        CHECK(split_at(ids, clips, edit.range.end, {}));
        CHECK(clear_range(ids, clips, edit.range));
        return move_after(clips, edit.range.end, -length);
    };
    steps.points = [&](const Points& points, Taper taper) {
        return with_time_removed(points, edit.range, taper);
    };
    steps.position = [&](SamplePos position) {
        return position < edit.range.start ? position : std::max(edit.range.start, position - length);
    };
    return ripple(session, edit.tracks, steps);
}

const EditDeclaration ripple_delete_edit = declare<about_ripple_delete, read_ripple_delete>();

} // namespace dub::session
