#pragma once
// Takes recordings out of the pool. One that a clip uses refuses; the files stay. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct RemoveMedia {
    std::vector<MediaId> media; // empty: all that no clip uses
};
[[nodiscard]] Result<Session> apply(const Session& session, const RemoveMedia& edit);

extern const EditDeclaration remove_media_edit;

} // namespace dub::session
