#pragma once
// Sets the fades of clips. Fades longer than the clip are shortened in proportion; where a crossfade is no
// longer covered, the earlier clip ends at the later one's start. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct SetFades {
    std::vector<ClipId> clips;
    std::optional<SampleCount> in, out; // none: stays
    std::optional<FadeCurve> in_curve, out_curve;
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetFades& edit);

extern const EditDeclaration set_fades_edit;

} // namespace dub::session
