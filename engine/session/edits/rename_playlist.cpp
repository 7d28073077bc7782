#include "engine/session/edits/rename_playlist.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array rename_playlist_arguments{
    track_argument,
    playlist_argument,
    name_argument,
};
constexpr EditText about_rename_playlist{"rename_playlist", "Rename a playlist.", rename_playlist_arguments};

Result<RenamePlaylist> read_rename_playlist(const ArgumentReader& in) {
    RenamePlaylist edit;
    CHECK(in.read("track", edit.track));
    CHECK(in.read("playlist", edit.playlist));
    CHECK(in.read("name", edit.name));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RenamePlaylist& edit) {
    TRY(Track track, copy_track(session, edit.track));
    CHECK(unused_name(track, edit.name));
    if (is_playing(track, edit.playlist)) {
        track.playlist_name = edit.name;
        return with_track(session, std::move(track));
    }
    TRY(const auto at, find_alternative(track, edit.playlist));
    Playlist playlist = *track.alternatives[at];
    playlist.name = edit.name;
    track.alternatives[at] = share(std::move(playlist));
    return with_track(session, std::move(track));
}

const EditDeclaration rename_playlist_edit = declare<about_rename_playlist, read_rename_playlist>();

} // namespace dub::session
