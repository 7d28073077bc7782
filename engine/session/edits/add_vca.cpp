#include "engine/session/edits/add_vca.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/members.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array add_vca_arguments{
    ArgumentDeclaration{"name", "text", "any", Need::required, "the VCA's name"},
    ArgumentDeclaration{"members", "strips", "ids or names", Need::optional, "tracks, buses and VCAs"},
    ArgumentDeclaration{"colour", "text", "#rrggbb", Need::optional, "the window's"},
};
constexpr EditText about_add_vca{"add_vca", "Add a VCA: one fader and mute over several strips.",
                                 add_vca_arguments};

Result<AddVca> read_add_vca(const ArgumentReader& in) {
    AddVca edit;
    CHECK(in.read("name", edit.name));
    CHECK(in.read("members", edit.members));
    CHECK(in.read("colour", edit.colour));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const AddVca& edit) {
    Session next = session;
    Vca vca;
    vca.id = take_id<VcaId>(next);
    vca.name = edit.name;
    vca.colour = edit.colour;
    vca.members = as_members(edit.members);
    Routing routing = *session.routing;
    routing.vcas.push_back(share(std::move(vca))); // the newest id is the largest: the list stays sorted
    next.routing = share(std::move(routing));
    return next;
}

const EditDeclaration add_vca_edit = declare<about_add_vca, read_add_vca>();

} // namespace dub::session
