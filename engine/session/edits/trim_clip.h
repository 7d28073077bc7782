#pragma once
// Moves a clip's start or end; the sound stays where it is. A longer clip overwrites what it now covers, and
// shows no more than its recording holds. The moved edge keeps its fade. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct TrimClip {
    ClipId clip;
    std::optional<SamplePos> start;
    std::optional<SamplePos> end;
};
[[nodiscard]] Result<Session> apply(const Session& session, const TrimClip& edit);

extern const EditDeclaration trim_clip_edit;

} // namespace dub::session
