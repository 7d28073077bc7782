#pragma once
// Makes another of a track's playlists the one that plays. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/edits/playlists.h"

namespace dub::session {

struct PlayPlaylist {
    TrackId track;
    PlaylistName playlist;
};
[[nodiscard]] Result<Session> apply(const Session& session, const PlayPlaylist& edit);

extern const EditDeclaration play_playlist_edit;

} // namespace dub::session
