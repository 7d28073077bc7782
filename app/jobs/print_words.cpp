// What prints are called, and which version they are of.

#include <fmt/format.h>

#include "app/jobs/print.h"

namespace dub::app {

std::string title_of_print(const session::Session& session, const session::Print& print) {
    const session::Bus* const bus = session::find_bus(session, print.bus);
    std::string title = bus == nullptr ? print.bus.text() : bus->name;
    if (print.roles == session::music_and_effects_roles)
        title += " M&E";
    else if (!print.roles.empty())
        title += " by role";
    if (print.undipped) title += " undipped";
    if (const session::Version* const version = session::find_version(session, print.version))
        title += fmt::format(" ({})", version->name);
    return title;
}

plan::Tap tap_of(const session::Print& print) {
    return {print.bus, print.roles, print.undipped ? plan::Dips::bypassed : plan::Dips::as_mixed};
}

Result<session::Session> laid_out(const session::Session& session, VersionId version) {
    if (!version) return session;
    return session::as_version(session, version);
}

} // namespace dub::app
