#include "engine/session/edits/set_vca_members.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/members.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array set_vca_members_arguments{
    vca_argument,
    ArgumentDeclaration{"members", "strips", "ids or names", Need::optional, "left out: none"},
};
constexpr EditText about_set_vca_members{"set_vca_members", "Say which tracks, buses and VCAs a VCA moves.",
                                         set_vca_members_arguments};

Result<SetVcaMembers> read_set_vca_members(const ArgumentReader& in) {
    SetVcaMembers edit;
    CHECK(in.read("vca", edit.vca));
    CHECK(in.read("members", edit.members));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetVcaMembers& edit) {
    TRY(Vca vca, copy_vca(session, edit.vca));
    vca.members = as_members(edit.members);
    return with_vca(session, std::move(vca));
}

const EditDeclaration set_vca_members_edit = declare<about_set_vca_members, read_set_vca_members>();

} // namespace dub::session
