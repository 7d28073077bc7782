#pragma once
// Repeats a group of clips directly after itself, as often as wanted. Copies overwrite what lies there and
// are not locked. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/edits/lane_following.h"

namespace dub::session {

struct DuplicateClips {
    std::vector<ClipId> clips;
    std::int64_t times = 1;      // 1 … 10000
    std::optional<SamplePos> to; // where the first copy begins; none: at the group's end
    LanesGo lanes = LanesGo::stay;
};
[[nodiscard]] Result<Session> apply(const Session& session, const DuplicateClips& edit);

extern const EditDeclaration duplicate_clips_edit;

} // namespace dub::session
