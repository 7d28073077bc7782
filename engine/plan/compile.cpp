#include "engine/plan/compile.h"

#include <fmt/format.h>

#include "engine/plan/build/builder.h"
#include "engine/plan/build/strip_levels.h"
#include "engine/plan/plan.h"
#include "engine/session/invariants.h"

namespace dub::plan {
namespace {

using session::Session;

Result<void> check_session(const Session& session) {
    for (const Diagnostic& found : session::check(session))
        if (found.severity == Severity::error)
            return fail(ErrorCode::invalid, fmt::format("{}: {}", found.where, found.sentence));
    return {};
}

// What stays out of the outputs, so that nobody looks for it in the files.
void note_roles(const Session& session, const Target& target, Diagnostics& notes) {
    const bool by_role =
        std::ranges::any_of(target.outputs, [](const Output& o) { return !o.tap.roles.empty(); });
    for (const auto& track : session.tracks) {
        if (track->clips.empty()) continue;
        const std::string where = "track " + track->name;
        if (track->role && !session::programme_roles.has(*track->role))
            notes.push_back({Severity::note, "plan.left-out", where,
                             fmt::format("A track of the role {} enters no deliverable.",
                                         session::name_of(*track->role))});
        else if (!track->role && by_role)
            notes.push_back(
                {Severity::warning, "plan.no-role", where,
                 "The track has no role: it is heard in the mix, but in nothing that is chosen by role, such "
                 "as the M&E. Give it a role."});
        else if (session::find_bus(session, track->output) == nullptr && track->strip->sends.empty())
            notes.push_back({Severity::warning, "plan.no-output", where,
                             "The track feeds no bus and is not heard. Give it an output."});
    }
}

void note_solo(const Session& session, Diagnostics& notes) {
    if (session.info->solo != session::SoloMode::in_place) return;
    std::string names;
    const auto add = [&](const auto& owner) {
        if (owner->strip->soloed) names += (names.empty() ? "" : ", ") + owner->name;
    };
    for (const auto& track : session.tracks)
        add(track);
    for (const auto& bus : session.routing->buses)
        add(bus);
    for (const auto& vca : session.routing->vcas)
        if (!vca->members.empty()) add(vca);
    if (!names.empty())
        notes.push_back({Severity::warning, "plan.solo", names,
                         "Solo is on: all that is not soloed is missing from the outputs."});
}

} // namespace

Result<Compiled> compile(const Session& session, const Target& target, const OpenMedia& open) {
    return compile(session, target, std::make_shared<DiskDoor>(open, session.info->rate));
}

Result<Compiled> compile(const Session& session, const Target& target, std::shared_ptr<MediaDoor> door) {
    CHECK(check_session(session));
    TRY(const Flow flow, Flow::create(session));
    Builder builder(session, flow, std::move(door), target);
    for (const Output& output : target.outputs)
        CHECK(builder.add_output(output));
    for (const SoloOutput& solo : target.solos)
        CHECK(builder.add_solo(solo));
    Compiled compiled{nullptr, builder.take_diagnostics()};
    note_roles(session, target, compiled.diagnostics);
    note_solo(session, compiled.diagnostics);
    Plan::Parts parts = builder.take();
    if (target.meters) add_strip_levels(parts, *target.meters);
    compiled.plan = std::make_unique<Plan>(std::move(parts));
    return compiled;
}

} // namespace dub::plan
