#include "engine/session/edits/add_playlist.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/playlists.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array add_playlist_arguments{
    track_argument,
    ArgumentDeclaration{"name", "text", "any", Need::required, "recut 2, lavalier …"},
    ArgumentDeclaration{"copy", "toggle", "true, false", Need::optional,
                        "begin with the clips that play now; true"},
};
constexpr EditText about_add_playlist{"add_playlist", "Give a track another playlist and play it.",
                                      add_playlist_arguments};

Result<AddPlaylist> read_add_playlist(const ArgumentReader& in) {
    AddPlaylist edit;
    CHECK(in.read("track", edit.track));
    CHECK(in.read("name", edit.name));
    CHECK(in.read("copy", edit.copy));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const AddPlaylist& edit) {
    Session next = session;
    TRY(Track track, copy_track(next, edit.track));
    CHECK(unused_name(track, edit.name));
    put_aside(track);
    track.playing = take_id<PlaylistId>(next);
    track.playlist_name = edit.name;
    if (!edit.copy) track.clips.clear();
    for (auto& clip : track.clips) { // its clips are others than those put aside
        Clip twin = *clip;
        twin.id = take_id<ClipId>(next);
        clip = share(std::move(twin));
    }
    return with_track(std::move(next), std::move(track));
}

const EditDeclaration add_playlist_edit = declare<about_add_playlist, read_add_playlist>();

} // namespace dub::session
