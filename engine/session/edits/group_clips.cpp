#include "engine/session/edits/group_clips.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array group_clips_arguments{clips_argument};
constexpr EditText about_group_clips{"group_clips", "Make clips one group, which windows edit as one.",
                                     group_clips_arguments};

Result<GroupClips> read_group_clips(const ArgumentReader& in) {
    GroupClips edit;
    CHECK(in.read("clips", edit.clips));
    if (edit.clips.size() < 2) return in.refuse("'clips' names one clip; a group has two or more.");
    return edit;
}

} // namespace

// A locked clip may be grouped: it neither moves nor sounds otherwise by that.
Result<Session> apply(const Session& session, const GroupClips& edit) {
    Session next = session;
    const auto group = take_id<ClipGroupId>(next);
    const auto join = [&](Clip& clip, const Track&) -> Result<void> {
        clip.group = group;
        return {};
    };
    return change_clips(next, edit.clips, join, LockedClips::change);
}

const EditDeclaration group_clips_edit = declare<about_group_clips, read_group_clips>();

} // namespace dub::session
