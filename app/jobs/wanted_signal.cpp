#include "app/jobs/wanted_signal.h"

#include <fmt/format.h>

namespace dub::app {
namespace {

constexpr std::string_view stem_prefix = "stem:";

std::string bus_names(const session::Session& session) {
    std::string names;
    for (const auto& bus : session.routing->buses)
        names += " " + bus->name;
    return names;
}

Result<WantedSignal> stem_of_role(const session::Session& session, std::string_view text) {
    const auto role = session::role_named(text);
    if (!role)
        return fail(ErrorCode::usage,
                    fmt::format("--bus: 'stem:{}' names no role; try stem:dialogue.", text));
    const session::Bus* const stem = session::stem_for(session, *role);
    if (stem == nullptr)
        return fail(ErrorCode::usage, fmt::format("--bus: no stem of this session holds the role {}.", text));
    return WantedSignal{{stem->id, {}}, stem->layout};
}

Result<FramePos> position(std::string_view option, const std::string& text, const session::Session& session) {
    auto at = parse_timecode(text, session.info->timecode);
    if (!at) return fail(ErrorCode::usage, fmt::format("{}: {}", option, at.error().text()));
    return *at;
}

} // namespace

Result<WantedSignal> wanted_signal(const session::Session& session, std::string_view text) {
    if (text.starts_with(stem_prefix)) return stem_of_role(session, text.substr(stem_prefix.size()));
    if (text == "printmaster" || text == "m-and-e") {
        const session::Bus* const printmaster = session::printmaster_of(session);
        if (printmaster == nullptr) return fail(ErrorCode::unfit, "The session has no printmaster.");
        const bool all = text == "printmaster";
        return WantedSignal{{printmaster->id, all ? session::RoleSet{} : session::music_and_effects_roles},
                            printmaster->layout};
    }
    const auto id = BusId::parse(text);
    const session::Bus* bus = session::find_bus(session, text);
    if (bus == nullptr && id) bus = session::find_bus(session, *id);
    if (bus == nullptr)
        return fail(ErrorCode::usage,
                    fmt::format("--bus: '{}' is no bus of this session; it has{}, and printmaster, "
                                "stem:ROLE, m-and-e.",
                                text, bus_names(session)));
    return WantedSignal{{bus->id, {}}, bus->layout};
}

Result<FrameRange> wanted_range(const session::Session& session, const std::filesystem::path& file,
                                const std::optional<std::string>& from,
                                const std::optional<std::string>& to) {
    FrameRange range = session::programme(session);
    if (range.empty() && !to)
        return fail(ErrorCode::unfit,
                    fmt::format("{} holds no clip and no picture, so there is nothing to render; give "
                                "--to for silence.",
                                file.string()));
    if (from) {
        TRY(range.start, position("--from", *from, session));
    }
    if (to) {
        TRY(range.end, position("--to", *to, session));
    }
    if (range.start.value < 0)
        return fail(ErrorCode::usage, "--from: a file cannot begin before 00:00:00:00.");
    if (range.empty())
        return fail(ErrorCode::usage, fmt::format("--to: {} is not after {}; a range needs a length.",
                                                  to_timecode(range.end, session.info->timecode),
                                                  to_timecode(range.start, session.info->timecode)));
    return range;
}

} // namespace dub::app
