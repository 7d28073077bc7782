#pragma once
// Crossfades two clips that adjoin (or already overlap): both are opened over the cut, half the length each
// way, from the handles of their recordings. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct Crossfade {
    ClipId first, second;
    SampleCount length;
    FadeCurve curve = FadeCurve::equal_power;
};
[[nodiscard]] Result<Session> apply(const Session& session, const Crossfade& edit);

extern const EditDeclaration crossfade_edit;

} // namespace dub::session
