#include "engine/session/merge/ancestor.h"

#include <map>

#include <fmt/format.h>

#include "engine/session/compare/rows.h"

namespace dub::session {
namespace {

// What never changes in the life of a thing, by its id.
std::map<std::string, std::string> natures(const Session& session) {
    std::map<std::string, std::string> all;
    const auto add_strip = [&](const Strip& strip, const std::string& owner) {
        for (const Insert& insert : strip.inserts)
            all[insert.id.text()] = insert.processor + " of " + owner;
        for (const Send& send : strip.sends)
            all[send.id.text()] = "a send of " + owner;
    };
    for (const auto& track : session.tracks) {
        all[track->id.text()] = "a track, " + track->layout.name();
        add_strip(*track->strip, track->id.text());
    }
    for (const auto& bus : session.routing->buses) {
        all[bus->id.text()] = "a bus";
        add_strip(*bus->strip, bus->id.text());
    }
    for (const auto& [id, row] : clip_rows(session))
        all[id.text()] = "a clip of recording " + row.clip->media.text();
    for (const auto& media : session.pool->media)
        all[media->id.text()] = "a recording";
    for (const auto& version : session.versions)
        all[version->id.text()] = "a version";
    for (const auto& print : session.prints)
        all[print->id.text()] = "a print of " + print->bus.text();
    return all;
}

std::unexpected<Error> refused(std::string_view why) {
    return fail(
        ErrorCode::unfit,
        fmt::format("The base is not what both were made from: {} Give the session as it was when the "
                    "two began to work apart.",
                    why));
}

Result<void> check_side(const Session& base, const Session& side, std::string_view name) {
    if (side.info->next_id < base.info->next_id)
        return refused(fmt::format("it has given ids up to {}, {} only up to {}.", base.info->next_id - 1,
                                   name, side.info->next_id - 1));
    if (side.info->rate != base.info->rate || side.info->timecode != base.info->timecode)
        return refused(fmt::format("{} counts other samples or frames.", name));
    const auto before = natures(base);
    for (const auto& [id, nature] : natures(side)) {
        const auto number = std::stoull(id.substr(1));
        if (number >= base.info->next_id) continue;
        const auto was = before.find(id);
        if (was == before.end())
            return refused(
                fmt::format("{} has {} ({}), which is older than the base but not in it.", name, id, nature));
        if (was->second != nature)
            return refused(fmt::format("{} is {} there and {} in {}.", id, was->second, nature, name));
    }
    return {};
}

} // namespace

Result<Diagnostics> check_ancestor(const Session& base, const Session& mine, const Session& theirs) {
    Diagnostics notes;
    const std::string& lineage = base.info->lineage;
    for (const Session* side : {&mine, &theirs}) {
        const std::string& own = side->info->lineage;
        if (!own.empty() && !lineage.empty() && own != lineage)
            return refused(fmt::format("{} comes from another session (lineage {}, the base has {}).",
                                       side == &mine ? "mine" : "theirs", own, lineage));
    }
    if (lineage.empty() || mine.info->lineage.empty() || theirs.info->lineage.empty())
        notes.push_back({Severity::warning, "merge.no-lineage", "lineage",
                         "The sessions do not all say where they come from (older sessions have no lineage); "
                         "they are taken for copies of one."});
    CHECK(check_side(base, mine, "mine"));
    CHECK(check_side(base, theirs, "theirs"));
    return notes;
}

} // namespace dub::session
