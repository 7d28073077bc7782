#include "engine/session/edits/set_group.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/members.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array set_group_arguments{
    group_argument,
    ArgumentDeclaration{"name", "text", "any", Need::optional, "its name"},
    ArgumentDeclaration{"members", "strips", "ids or names", Need::optional, "tracks, buses and VCAs"},
    ArgumentDeclaration{"active", "toggle", "true, false", Need::optional, "false: its members move alone"},
};
constexpr EditText about_set_group{"set_group", "Set a mix group's name, members, or whether it works.",
                                   set_group_arguments};

Result<SetGroup> read_set_group(const ArgumentReader& in) {
    SetGroup edit;
    CHECK(in.read("group", edit.group));
    CHECK(in.read("name", edit.name));
    if (in.has("members")) CHECK(in.read("members", edit.members.emplace()));
    CHECK(in.read("active", edit.active));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetGroup& edit) {
    TRY(MixGroup group, copy_group(session, edit.group));
    group.name = edit.name.value_or(group.name);
    if (edit.members) group.members = as_members(*edit.members);
    group.active = edit.active.value_or(group.active);
    return with_group(session, std::move(group));
}

const EditDeclaration set_group_edit = declare<about_set_group, read_set_group>();

} // namespace dub::session
