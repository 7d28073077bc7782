#pragma once
// Writes the relative lanes of strips into what they are added to: fader.trim into the fader, level.trim of
// each send into its level. It sounds as before. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct CoalesceTrim {
    std::vector<StripOwner> strips;
};
[[nodiscard]] Result<Session> apply(const Session& session, const CoalesceTrim& edit);

extern const EditDeclaration coalesce_trim_edit;

} // namespace dub::session
