#pragma once
// Sets the gain of clips, or changes each by the same amount. The sum is kept within -144 … 36 dB. Pure, any
// thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct SetClipGain {
    std::vector<ClipId> clips;
    std::optional<double> gain; // dB
    double by = 0;              // dB, added
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetClipGain& edit);

extern const EditDeclaration set_clip_gain_edit;

} // namespace dub::session
