#include "engine/session/edits/split_clips.h"

#include <algorithm>
#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/clip_cutting.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array split_clips_arguments{
    clips_argument,
    ArgumentDeclaration{"at", "time", "inside the clips", Need::required,
                        "the first sample of the right halves"},
};
constexpr EditText about_split_clips{"split_clips", "Cut clips in two at a time.", split_clips_arguments};

Result<SplitClips> read_split_clips(const ArgumentReader& in) {
    SplitClips edit;
    CHECK(in.read("clips", edit.clips));
    CHECK(in.read("at", edit.at));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SplitClips& edit) {
    if (edit.clips.empty()) return session;
    Session next = session;
    for (std::size_t t = 0; t < session.tracks.size(); ++t) {
        Track track = *session.tracks[t];
        const auto across = [&](const auto& clip) {
            return clip->place.start < edit.at && edit.at < clip->place.end &&
                   std::ranges::find(edit.clips, clip->id) != edit.clips.end();
        };
        if (std::ranges::none_of(track.clips, across)) continue;
        CHECK(split_at(next, track.clips, edit.at, edit.clips));
        next.tracks[t] = share(std::move(track));
    }
    for (const ClipId id : edit.clips)
        if (!find_clip(session, id)) return missing("clip", id.text());
    return next;
}

const EditDeclaration split_clips_edit = declare<about_split_clips, read_split_clips>();

} // namespace dub::session
