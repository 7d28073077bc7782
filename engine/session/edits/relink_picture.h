#pragma once
// Says where a moving picture lies now. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct RelinkPicture {
    PictureId picture;
    std::string path;
};
[[nodiscard]] Result<Session> apply(const Session& session, const RelinkPicture& edit);

extern const EditDeclaration relink_picture_edit;

} // namespace dub::session
