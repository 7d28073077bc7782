#include "engine/session/edits/set_bus_roles.h"

#include <array>

#include <fmt/format.h>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array set_bus_roles_arguments{
    bus_argument,
    ArgumentDeclaration{"roles", "roles", "dialogue, adr, foley …", Need::required, "the roles it may hold"},
};
constexpr EditText about_set_bus_roles{"set_bus_roles", "Say which roles a stem may hold.",
                                       set_bus_roles_arguments};

Result<SetBusRoles> read_set_bus_roles(const ArgumentReader& in) {
    SetBusRoles edit;
    CHECK(in.read("bus", edit.bus));
    CHECK(in.read("roles", edit.roles));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetBusRoles& edit) {
    TRY(Bus bus, copy_bus(session, edit.bus));
    if (bus.kind != BusKind::stem)
        return fail(ErrorCode::unfit,
                    fmt::format("Bus {} is not a stem; only stems hold roles.", title(bus)));
    bus.roles = edit.roles;
    return with_bus(session, std::move(bus));
}

const EditDeclaration set_bus_roles_edit = declare<about_set_bus_roles, read_set_bus_roles>();

} // namespace dub::session
