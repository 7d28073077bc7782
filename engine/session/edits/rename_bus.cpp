#include "engine/session/edits/rename_bus.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array rename_bus_arguments{
    bus_argument,
    name_argument,
};
constexpr EditText about_rename_bus{"rename_bus", "Rename a bus.", rename_bus_arguments};

Result<RenameBus> read_rename_bus(const ArgumentReader& in) {
    RenameBus edit;
    CHECK(in.read("bus", edit.bus));
    CHECK(in.read("name", edit.name));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RenameBus& edit) {
    TRY(Bus bus, copy_bus(session, edit.bus));
    bus.name = edit.name;
    return with_bus(session, std::move(bus));
}

const EditDeclaration rename_bus_edit = declare<about_rename_bus, read_rename_bus>();

} // namespace dub::session
