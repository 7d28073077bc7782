#include "engine/session/edits/play_playlist.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array play_playlist_arguments{
    track_argument,
    playlist_argument,
};
constexpr EditText about_play_playlist{"play_playlist", "Play another of a track's playlists.",
                                       play_playlist_arguments};

Result<PlayPlaylist> read_play_playlist(const ArgumentReader& in) {
    PlayPlaylist edit;
    CHECK(in.read("track", edit.track));
    CHECK(in.read("playlist", edit.playlist));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const PlayPlaylist& edit) {
    TRY(Track track, copy_track(session, edit.track));
    if (is_playing(track, edit.playlist)) return session;
    TRY(const auto at, find_alternative(track, edit.playlist));
    const Playlist chosen = *track.alternatives[at];
    track.alternatives.erase(track.alternatives.begin() + static_cast<std::ptrdiff_t>(at));
    put_aside(track);
    track.playing = chosen.id;
    track.playlist_name = chosen.name;
    track.clips = chosen.clips;
    return with_track(session, std::move(track));
}

const EditDeclaration play_playlist_edit = declare<about_play_playlist, read_play_playlist>();

} // namespace dub::session
