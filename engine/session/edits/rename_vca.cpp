#include "engine/session/edits/rename_vca.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/members.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array rename_vca_arguments{
    vca_argument,
    name_argument,
    ArgumentDeclaration{"colour", "text", "#rrggbb", Need::optional, "as it is"},
};
constexpr EditText about_rename_vca{"rename_vca", "Rename a VCA, or give it a colour.", rename_vca_arguments};

Result<RenameVca> read_rename_vca(const ArgumentReader& in) {
    RenameVca edit;
    CHECK(in.read("vca", edit.vca));
    CHECK(in.read("name", edit.name));
    CHECK(in.read("colour", edit.colour));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RenameVca& edit) {
    TRY(Vca vca, copy_vca(session, edit.vca));
    vca.name = edit.name;
    vca.colour = edit.colour.value_or(vca.colour);
    return with_vca(session, std::move(vca));
}

const EditDeclaration rename_vca_edit = declare<about_rename_vca, read_rename_vca>();

} // namespace dub::session
