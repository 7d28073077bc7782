#pragma once
// Removes a send, with the lane that moves its level. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct RemoveSend {
    SendId send;
};
[[nodiscard]] Result<Session> apply(const Session& session, const RemoveSend& edit);

extern const EditDeclaration remove_send_edit;

} // namespace dub::session
