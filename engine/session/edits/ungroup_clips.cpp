#include "engine/session/edits/ungroup_clips.h"

#include <array>
#include <set>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array ungroup_clips_arguments{clips_argument};
constexpr EditText about_ungroup_clips{"ungroup_clips", "Dissolve the groups that clips are in.",
                                       ungroup_clips_arguments};

Result<UngroupClips> read_ungroup_clips(const ArgumentReader& in) {
    UngroupClips edit;
    CHECK(in.read("clips", edit.clips));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const UngroupClips& edit) {
    std::set<ClipGroupId> groups;
    for (const ClipId id : edit.clips) {
        const auto place = find_clip(session, id);
        if (!place) return missing("clip", id.text());
        groups.insert(session.tracks[place->track]->clips[place->clip]->group);
    }
    groups.erase(ClipGroupId{});
    std::vector<ClipId> members;
    for (const auto& track : session.tracks)
        for (const auto& clip : track->clips)
            if (groups.contains(clip->group)) members.push_back(clip->id);
    const auto leave = [](Clip& clip, const Track&) -> Result<void> {
        clip.group = {};
        return {};
    };
    return change_clips(session, members, leave, LockedClips::change);
}

const EditDeclaration ungroup_clips_edit = declare<about_ungroup_clips, read_ungroup_clips>();

} // namespace dub::session
