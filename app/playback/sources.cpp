#include "app/playback/sources.h"

#include <algorithm>

#include "engine/plan/recording.h"
#include "engine/session/punch.h"

namespace dub::app {
namespace {

using session::Print;
using session::Session;

std::vector<plan::Output> choices() {
    const session::RoleSet roles = session::music_and_effects_roles;
    return {{"M&E", {.bus = {}, .roles = roles, .dips = plan::Dips::bypassed}, {}},
            {"minus dialogue", {.bus = {}, .roles = roles}, {}}};
}

std::vector<plan::Output> live_sources(const Session& session) {
    auto all = sources_of_mix(session);
    std::erase_if(all, [](const plan::Output& output) { return output.name == speech_name; });
    for (plan::Output& choice : choices())
        all.push_back(std::move(choice));
    return all;
}

Layout layout_of(const plan::Output& output, const Session& session) {
    const session::Bus* const bus =
        output.tap.bus ? session::find_bus(session, output.tap.bus) : session::printmaster_of(session);
    return bus->layout;
}

const Print* print_of(const Session& session, const plan::Tap& tap) {
    Print like;
    like.bus = tap.bus ? tap.bus : session::printmaster_of(session)->id;
    like.roles = tap.roles;
    like.undipped = tap.dips == plan::Dips::bypassed;
    return session::find_print(session.prints, like);
}

} // namespace

std::vector<plan::Output> sources_of_mix(const Session& session) {
    std::vector<plan::Output> outputs{{mains_name, {}, {}}};
    for (const auto& bus : session.routing->buses)
        if (bus->kind == session::BusKind::stem)
            outputs.push_back({bus->name, {.bus = bus->id, .roles = {}}, {}});
    outputs.push_back({speech_name, {.bus = {}, .roles = session::speech_roles}, {}});
    return outputs;
}

bool is_in_mix(const Session& session, std::string_view source) {
    return std::ranges::any_of(sources_of_mix(session),
                               [&](const plan::Output& output) { return output.name == source; });
}

std::optional<plan::Output> source_beside_mix(const Session& session, std::string_view source) {
    if (is_in_mix(session, source)) return std::nullopt;
    for (plan::Output& choice : choices())
        if (choice.name == source) return std::move(choice);
    return std::nullopt;
}

const Print* print_named(const Session& session, std::string_view source) {
    for (const auto& print : session.prints)
        if (plan::recording_name(*print) == source && session::find_bus(session, print->bus) != nullptr)
            return is_in_mix(session, source) ? nullptr : print.get();
    return nullptr;
}

std::vector<std::string> source_names(const Session& session) {
    std::vector<std::string> names;
    const auto add = [&](std::string name) {
        if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    };
    for (const plan::Output& output : live_sources(session))
        add(output.name);
    for (const auto& print : session.prints)
        if (session::find_bus(session, print->bus) != nullptr) add(plan::recording_name(*print));
    return names;
}

std::string print_or_live(const Session& session, std::string_view source) {
    for (const plan::Output& live : live_sources(session)) {
        const Print* const print = print_of(session, live.tap);
        if (print == nullptr) continue;
        if (live.name == source) return plan::recording_name(*print);
        if (plan::recording_name(*print) == source) return live.name;
    }
    return {};
}

std::vector<std::pair<std::string, Layout>> layouts_of_sources(const Session& session,
                                                               std::string_view source) {
    std::vector<std::pair<std::string, Layout>> layouts;
    for (const plan::Output& output : sources_of_mix(session))
        layouts.emplace_back(output.name, layout_of(output, session));
    if (const auto choice = source_beside_mix(session, source))
        layouts.emplace_back(choice->name, layout_of(*choice, session));
    else if (const Print* const print = print_named(session, source))
        layouts.emplace_back(std::string(source), session::find_bus(session, print->bus)->layout);
    return layouts;
}

} // namespace dub::app
