#pragma once
// Sets a send's level, its tap, or where it goes. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct SetSend {
    SendId send;
    std::optional<double> level; // dB; none: stays, as for the others
    std::optional<SendTap> tap;
    std::optional<BusId> to;
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetSend& edit);

extern const EditDeclaration set_send_edit;

} // namespace dub::session
