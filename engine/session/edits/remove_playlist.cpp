#include "engine/session/edits/remove_playlist.h"

#include <array>

#include <fmt/format.h>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array remove_playlist_arguments{
    track_argument,
    playlist_argument,
};
constexpr EditText about_remove_playlist{"remove_playlist", "Throw away a playlist that does not play.",
                                         remove_playlist_arguments};

Result<RemovePlaylist> read_remove_playlist(const ArgumentReader& in) {
    RemovePlaylist edit;
    CHECK(in.read("track", edit.track));
    CHECK(in.read("playlist", edit.playlist));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RemovePlaylist& edit) {
    TRY(Track track, copy_track(session, edit.track));
    if (is_playing(track, edit.playlist))
        return fail(ErrorCode::unfit, fmt::format("Playlist '{}' of {} is playing; play another one first.",
                                                  track.playlist_name, title(track)));
    TRY(const auto at, find_alternative(track, edit.playlist));
    for (const auto& clip : track.alternatives[at]->clips)
        if (clip->locked) return locked_clip(*clip);
    track.alternatives.erase(track.alternatives.begin() + static_cast<std::ptrdiff_t>(at));
    return with_track(session, std::move(track));
}

const EditDeclaration remove_playlist_edit = declare<about_remove_playlist, read_remove_playlist>();

} // namespace dub::session
