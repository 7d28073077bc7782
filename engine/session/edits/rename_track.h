#pragma once
// Renames a track. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct RenameTrack {
    TrackId track;
    std::string name;
};
[[nodiscard]] Result<Session> apply(const Session& session, const RenameTrack& edit);

extern const EditDeclaration rename_track_edit;

} // namespace dub::session
