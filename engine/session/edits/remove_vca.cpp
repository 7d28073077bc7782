#include "engine/session/edits/remove_vca.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/members.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array remove_vca_arguments{
    vca_argument,
};
constexpr EditText about_remove_vca{"remove_vca", "Remove a VCA; coalesce_vca first keeps what it does.",
                                    remove_vca_arguments};

Result<RemoveVca> read_remove_vca(const ArgumentReader& in) {
    RemoveVca edit;
    CHECK(in.read("vca", edit.vca));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RemoveVca& edit) {
    if (find_vca(session, edit.vca) == nullptr) return missing("VCA", edit.vca.text());
    Session next = without_member(session, {{}, {}, edit.vca});
    Routing routing = *next.routing;
    std::erase_if(routing.vcas, [&](const auto& vca) { return vca->id == edit.vca; });
    next.routing = share(std::move(routing));
    return next;
}

const EditDeclaration remove_vca_edit = declare<about_remove_vca, read_remove_vca>();

} // namespace dub::session
