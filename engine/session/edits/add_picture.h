#pragma once
// Places a moving picture on the timeline. It is not opened here (dubstage import does it). Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct AddPicture {
    Picture picture; // its id is given here
};
[[nodiscard]] Result<Session> apply(const Session& session, const AddPicture& edit);

extern const EditDeclaration add_picture_edit;

} // namespace dub::session
