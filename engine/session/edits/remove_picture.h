#pragma once
// Takes a moving picture off the timeline; the file stays. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct RemovePicture {
    PictureId picture;
};
[[nodiscard]] Result<Session> apply(const Session& session, const RemovePicture& edit);

extern const EditDeclaration remove_picture_edit;

} // namespace dub::session
