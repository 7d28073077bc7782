#include "engine/session/edits/duplicate_clips.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "engine/session/edits/change.h"
#include "engine/session/edits/clip_cutting.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array duplicate_clips_arguments{
    clips_argument,
    ArgumentDeclaration{"times", "number", "1 … 10000", Need::optional, "how many copies; 1"},
    ArgumentDeclaration{"to", "time", "any", Need::optional,
                        "where the first copy begins; at the end of the last clip"},
    automation_argument,
};
constexpr EditText about_duplicate_clips{"duplicate_clips", "Repeat clips directly after themselves.",
                                         duplicate_clips_arguments};

Result<DuplicateClips> read_duplicate_clips(const ArgumentReader& in) {
    DuplicateClips edit;
    CHECK(in.read("clips", edit.clips));
    CHECK(in.read("times", edit.times));
    CHECK(in.read("to", edit.to));
    CHECK(in.read("automation", edit.lanes, lanes_go_names));
    if (edit.times < 1 || edit.times > 10000)
        return in.refuse(fmt::format("'times' is {}; expected 1 to 10000.", edit.times));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const DuplicateClips& edit) {
    std::vector<PlacedClip> originals;
    for (const ClipId id : edit.clips) {
        const auto place = find_clip(session, id);
        if (!place) return missing("clip", id.text());
        const Track& track = *session.tracks[place->track];
        originals.push_back({track.id, *track.clips[place->clip]});
    }
    if (originals.empty()) return session;
    SampleRange group = originals.front().clip.place;
    for (const PlacedClip& one : originals) {
        group.start = std::min(group.start, one.clip.place.start);
        group.end = std::max(group.end, one.clip.place.end);
    }
    Session next = session;
    std::vector<PlacedClip> copies;
    std::vector<Carried> carried;
    const SampleCount first = edit.to.value_or(group.end) - group.start;
    for (std::int64_t n = 0; n < edit.times; ++n) {
        std::map<ClipGroupId, ClipGroupId> groups; // each copy of a group is a group of its own
        for (PlacedClip copy : originals) {
            copy.clip.id = take_id<ClipId>(next);
            copy.clip.locked = false;
            const SampleCount by = first + group.length() * n;
            carried.push_back({copy.track, copy.clip.place, copy.track, by});
            copy.clip.place = copy.clip.place.moved(by);
            if (ClipGroupId& member_of = copy.clip.group) {
                ClipGroupId& fresh = groups[member_of];
                if (!fresh) fresh = take_id<ClipGroupId>(next);
                member_of = fresh;
            }
            copies.push_back(std::move(copy));
        }
    }
    TRY(next, put_clips(std::move(next), std::move(copies)));
    if (edit.lanes == LanesGo::stay) return next;
    return with_lanes_carried(std::move(next), std::move(carried), LeftBehind::kept);
}

const EditDeclaration duplicate_clips_edit = declare<about_duplicate_clips, read_duplicate_clips>();

} // namespace dub::session
