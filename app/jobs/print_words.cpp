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

Result<VersionId> version_named(const session::Session& session, const std::optional<std::string>& text) {
    if (!text) return VersionId{};
    const session::Version* version = session::find_version(session, *text);
    if (const auto id = VersionId::parse(*text); version == nullptr && id)
        version = session::find_version(session, *id);
    if (version != nullptr) return version->id;
    std::string names;
    for (const auto& one : session.versions)
        names += (names.empty() ? " " : ", ") + one->name;
    return fail(ErrorCode::usage, fmt::format("--version: '{}' is no version of this session; it has{}.",
                                              *text, names.empty() ? " none" : names));
}

Result<session::Session> laid_out(const session::Session& session, VersionId version) {
    if (!version) return session;
    return session::as_version(session, version);
}

} // namespace dub::app
