#pragma once
// Cuts clips in two; the right half gets a new id. Clips that do not lie across the time stay as they are.
// Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct SplitClips {
    std::vector<ClipId> clips;
    SamplePos at;
};
[[nodiscard]] Result<Session> apply(const Session& session, const SplitClips& edit);

extern const EditDeclaration split_clips_edit;

} // namespace dub::session
