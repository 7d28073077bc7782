#include "engine/session/edits/add_group.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/members.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array add_group_arguments{
    ArgumentDeclaration{"name", "text", "any", Need::required, "the group's name"},
    ArgumentDeclaration{"members", "strips", "ids or names", Need::required, "tracks, buses and VCAs"},
};
constexpr EditText about_add_group{"add_group", "Add a mix group: a hand on one member moves all.",
                                   add_group_arguments};

Result<AddGroup> read_add_group(const ArgumentReader& in) {
    AddGroup edit;
    CHECK(in.read("name", edit.name));
    CHECK(in.read("members", edit.members));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const AddGroup& edit) {
    Session next = session;
    Routing routing = *session.routing;
    routing.groups.push_back({take_id<MixGroupId>(next), edit.name, as_members(edit.members)});
    next.routing = share(std::move(routing));
    return next;
}

const EditDeclaration add_group_edit = declare<about_add_group, read_add_group>();

} // namespace dub::session
