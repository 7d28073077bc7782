#include "engine/session/edits/set_role.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array set_role_arguments{
    ArgumentDeclaration{"tracks", "tracks", "ids or names", Need::required, "the tracks"},
    ArgumentDeclaration{"role", "role", "dialogue, adr, foley …", Need::optional,
                        "none when left out: such a track enters no stem"},
};
constexpr EditText about_set_role{"set_role", "Say what tracks are for.", set_role_arguments};

Result<SetRole> read_set_role(const ArgumentReader& in) {
    SetRole edit;
    CHECK(in.read("tracks", edit.tracks));
    CHECK(in.read("role", edit.role));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetRole& edit) {
    Session next = session;
    for (const TrackId id : edit.tracks) {
        TRY(Track track, copy_track(next, id));
        track.role = edit.role;
        next = with_track(std::move(next), std::move(track));
    }
    return next;
}

const EditDeclaration set_role_edit = declare<about_set_role, read_set_role>();

} // namespace dub::session
