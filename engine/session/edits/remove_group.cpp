#include "engine/session/edits/remove_group.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/members.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array remove_group_arguments{
    group_argument,
};
constexpr EditText about_remove_group{"remove_group", "Remove a mix group; its members move alone.",
                                      remove_group_arguments};

Result<RemoveGroup> read_remove_group(const ArgumentReader& in) {
    RemoveGroup edit;
    CHECK(in.read("group", edit.group));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RemoveGroup& edit) {
    if (find_group(session, edit.group) == nullptr) return missing("mix group", edit.group.text());
    Session next = session;
    Routing routing = *session.routing;
    std::erase_if(routing.groups, [&](const MixGroup& group) { return group.id == edit.group; });
    next.routing = share(std::move(routing));
    return next;
}

const EditDeclaration remove_group_edit = declare<about_remove_group, read_remove_group>();

} // namespace dub::session
