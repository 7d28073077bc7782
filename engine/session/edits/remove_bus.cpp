#include "engine/session/edits/remove_bus.h"

#include <array>

#include <fmt/format.h>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/keys.h"
#include "engine/session/edits/members.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/edits/versions.h"

namespace dub::session {
namespace {

// What fed the bus feeds `to`; without it the first feeder is the reason to refuse.
Result<void> move_feeders(Session& session, const Bus& bus, std::optional<BusId> to) {
    const auto refuse = [&](const std::string& feeder) {
        return fail(ErrorCode::unfit,
                    fmt::format("Bus {} is fed by {}; give 'move_to', or choose other outputs first.",
                                title(bus), feeder));
    };
    for (auto& shared : session.tracks) {
        if (shared->output != bus.id) continue;
        if (!to) return refuse(title(*shared));
        Track track = *shared;
        track.output = *to;
        shared = share(std::move(track));
    }
    Routing routing = *session.routing;
    for (auto& shared : routing.buses) {
        if (shared->output != bus.id) continue;
        if (!to) return refuse(title(*shared));
        Bus feeder = *shared;
        feeder.output = *to;
        shared = share(std::move(feeder));
    }
    std::erase_if(routing.buses, [&](const auto& one) { return one->id == bus.id; });
    session.routing = share(std::move(routing));
    return {};
}

constexpr std::array remove_bus_arguments{
    bus_argument,
    ArgumentDeclaration{"move_to", "bus", "id or name", Need::optional,
                        "where the tracks and buses that feed it go"},
};
constexpr EditText about_remove_bus{"remove_bus", "Remove a bus; what feeds it can be moved to another.",
                                    remove_bus_arguments};

Result<RemoveBus> read_remove_bus(const ArgumentReader& in) {
    RemoveBus edit;
    CHECK(in.read("bus", edit.bus));
    CHECK(in.read("move_to", edit.move_to));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RemoveBus& edit) {
    TRY(const Bus bus, copy_bus(session, edit.bus));
    if (edit.move_to == edit.bus)
        return fail(ErrorCode::unfit,
                    fmt::format("Bus {} cannot take over from itself; name another.", title(bus)));
    for (const auto& print : session.prints)
        if (print->bus == bus.id)
            return fail(ErrorCode::unfit, fmt::format("Bus {} has the print {} '{}'; remove that first.",
                                                      title(bus), print->id.text(), print->name));
    Session next = without_member(without_layers_of(session, {{}, edit.bus}), {{}, edit.bus});
    CHECK(move_feeders(next, bus, edit.move_to));
    return without_keys_from(without_sends_to(std::move(next), edit.bus), {{}, edit.bus});
}

const EditDeclaration remove_bus_edit = declare<about_remove_bus, read_remove_bus>();

} // namespace dub::session
