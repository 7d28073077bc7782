#include "engine/session/edits/set_department.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array set_department_arguments{
    ArgumentDeclaration{"tracks", "tracks", "ids or names", Need::required, "the tracks"},
    ArgumentDeclaration{"department", "text", "any", Need::required, "its name; \"\" is nobody's"},
};
constexpr EditText about_set_department{"set_department", "Say whose turnovers fill tracks.",
                                        set_department_arguments};

Result<SetDepartment> read_set_department(const ArgumentReader& in) {
    SetDepartment edit;
    CHECK(in.read("tracks", edit.tracks));
    CHECK(in.read("department", edit.department));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetDepartment& edit) {
    Session next = session;
    for (const TrackId id : edit.tracks) {
        TRY(Track track, copy_track(next, id));
        track.department = edit.department;
        next = with_track(std::move(next), std::move(track));
    }
    return next;
}

const EditDeclaration set_department_edit = declare<about_set_department, read_set_department>();

} // namespace dub::session
