#pragma once
// Gives a track another playlist, which plays from then on: empty, or a copy of the one that played. Pure,
// any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct AddPlaylist {
    TrackId track;
    std::string name;
    bool copy = true;
};
[[nodiscard]] Result<Session> apply(const Session& session, const AddPlaylist& edit);

extern const EditDeclaration add_playlist_edit;

} // namespace dub::session
