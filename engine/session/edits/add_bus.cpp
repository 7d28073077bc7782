#include "engine/session/edits/add_bus.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/names.h"

namespace dub::session {
namespace {

constexpr std::array add_bus_arguments{
    ArgumentDeclaration{"name", "text", "any", Need::required, "the bus's name"},
    ArgumentDeclaration{"kind", "kind", "predub, stem, return", Need::optional, "what it is; stem"},
    ArgumentDeclaration{"layout", "layout", "mono … 7.1.4", Need::optional,
                        "its channels; the session's home layout"},
    ArgumentDeclaration{"output", "bus", "id or name", Need::optional, "the bus it feeds; the printmaster"},
    ArgumentDeclaration{"roles", "roles", "dialogue, adr, foley …", Need::optional,
                        "of a stem: the roles it may hold"},
};
constexpr EditText about_add_bus{"add_bus", "Add a predub, a stem or a return.", add_bus_arguments};

Result<AddBus> read_add_bus(const ArgumentReader& in) {
    AddBus edit;
    CHECK(in.read("name", edit.name));
    CHECK(in.read("kind", edit.kind, bus_kind_names));
    CHECK(in.read("layout", edit.layout));
    CHECK(in.read("output", edit.output));
    CHECK(in.read("roles", edit.roles));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const AddBus& edit) {
    const Bus* printmaster = printmaster_of(session);
    Session next = session;
    Bus bus;
    bus.id = take_id<BusId>(next);
    bus.name = edit.name;
    bus.kind = edit.kind;
    bus.layout = edit.layout.value_or(session.info->home);
    bus.output = edit.output.value_or(printmaster == nullptr ? BusId{} : printmaster->id);
    bus.roles = edit.roles;
    if (edit.kind == BusKind::returns) {
        Strip strip;
        strip.solo_safe = true;
        bus.strip = share(std::move(strip));
    }
    Routing routing = *session.routing;
    routing.buses.push_back(share(std::move(bus))); // the newest id is the largest: the list stays sorted
    next.routing = share(std::move(routing));
    return next;
}

const EditDeclaration add_bus_edit = declare<about_add_bus, read_add_bus>();

} // namespace dub::session
