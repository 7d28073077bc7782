#pragma once
// Sends a copy of a strip's signal to a return or another bus further down. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct AddSend {
    StripOwner strip;
    BusId to;
    double level = 0; // dB
    SendTap tap = SendTap::post_fader;
};
[[nodiscard]] Result<Session> apply(const Session& session, const AddSend& edit);

extern const EditDeclaration add_send_edit;

} // namespace dub::session
