#include "engine/session/edits/rename_track.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array rename_track_arguments{
    track_argument,
    name_argument,
};
constexpr EditText about_rename_track{"rename_track", "Rename a track.", rename_track_arguments};

Result<RenameTrack> read_rename_track(const ArgumentReader& in) {
    RenameTrack edit;
    CHECK(in.read("track", edit.track));
    CHECK(in.read("name", edit.name));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RenameTrack& edit) {
    TRY(Track track, copy_track(session, edit.track));
    track.name = edit.name;
    return with_track(session, std::move(track));
}

const EditDeclaration rename_track_edit = declare<about_rename_track, read_rename_track>();

} // namespace dub::session
