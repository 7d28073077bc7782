#include "engine/session/edits/remove_track.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/keys.h"
#include "engine/session/edits/members.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/edits/versions.h"

namespace dub::session {
namespace {

constexpr std::array remove_track_arguments{
    track_argument,
};
constexpr EditText about_remove_track{"remove_track",
                                      "Remove a track with its clips; its recordings stay in the pool.",
                                      remove_track_arguments};

Result<RemoveTrack> read_remove_track(const ArgumentReader& in) {
    RemoveTrack edit;
    CHECK(in.read("track", edit.track));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RemoveTrack& edit) {
    Session next = session;
    TRY(const Track track, copy_track(session, edit.track));
    for (const auto& clip : track.clips)
        if (clip->locked) return locked_clip(*clip);
    for (const auto& playlist : track.alternatives)
        for (const auto& clip : playlist->clips)
            if (clip->locked) return locked_clip(*clip);
    next = without_member(without_layers_of(std::move(next), {edit.track, {}}), {edit.track, {}});
    std::erase_if(next.tracks, [&](const auto& one) { return one->id == edit.track; });
    return without_keys_from(std::move(next), {edit.track, {}});
}

const EditDeclaration remove_track_edit = declare<about_remove_track, read_remove_track>();

} // namespace dub::session
