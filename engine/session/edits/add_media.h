#pragma once
// Adds a recording to the pool. It is not opened here: what the file holds is said by the caller (dubstage
// import does it). Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct AddMedia {
    Media media; // its id is given here
};
[[nodiscard]] Result<Session> apply(const Session& session, const AddMedia& edit);

extern const EditDeclaration add_media_edit;

} // namespace dub::session
