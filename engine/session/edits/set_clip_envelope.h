#pragma once
// Draws the gain of a clip over its sound. The points are bound to the recording and move with it. Pure, any
// thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct SetClipEnvelope {
    ClipId clip;
    std::vector<LanePoint> points; // dB; session positions as the clip lies now; none removes the envelope
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetClipEnvelope& edit);

extern const EditDeclaration set_clip_envelope_edit;

} // namespace dub::session
