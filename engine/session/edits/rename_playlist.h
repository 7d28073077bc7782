#pragma once
// Renames a playlist of a track. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/edits/playlists.h"

namespace dub::session {

struct RenamePlaylist {
    TrackId track;
    PlaylistName playlist;
    std::string name;
};
[[nodiscard]] Result<Session> apply(const Session& session, const RenamePlaylist& edit);

extern const EditDeclaration rename_playlist_edit;

} // namespace dub::session
