#pragma once
// Moves the sound inside a clip: it plays another part of its recording at the same place. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct SlipClip {
    ClipId clip;
    SampleCount by; // positive: the sound comes later, an earlier part of the recording is heard
};
[[nodiscard]] Result<Session> apply(const Session& session, const SlipClip& edit);

extern const EditDeclaration slip_clip_edit;

} // namespace dub::session
