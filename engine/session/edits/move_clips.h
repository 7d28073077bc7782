#pragma once
// Moves clips together: in time, to another track, or both. What lies under them is overwritten, crossfades
// among the moved clips stay, locked clips refuse. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/edits/lane_following.h"

namespace dub::session {

struct MoveClips {
    std::vector<ClipId> clips;
    SampleCount by;               // later when positive
    std::optional<SamplePos> to;  // set: the earliest clip starts here, `by` is added
    std::optional<TrackId> track; // set: all of them go to this track
    LanesGo lanes = LanesGo::stay;
};
[[nodiscard]] Result<Session> apply(const Session& session, const MoveClips& edit);

extern const EditDeclaration move_clips_edit;

} // namespace dub::session
