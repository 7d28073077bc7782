#pragma once
// Throws away a playlist that does not play. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/edits/playlists.h"

namespace dub::session {

struct RemovePlaylist {
    TrackId track;
    PlaylistName playlist;
};
[[nodiscard]] Result<Session> apply(const Session& session, const RemovePlaylist& edit);

extern const EditDeclaration remove_playlist_edit;

} // namespace dub::session
