// Versions: what each does to strips and inserts.

#include <fmt/format.h>

#include "engine/session/compare/diff_parts.h"
#include "engine/session/edits/versions.h"
#include "engine/session/parameters/strip.h"

namespace dub::session {
namespace {

std::string of(const Session& a, const Session& b, StripOwner owner) {
    const std::string name = Words(b).of(owner);
    return " of " + (name == owner.text() ? Words(a).of(owner) : name);
}

void diff_layers(Differ& differ, const Version& x, const Version& y, const std::string& where) {
    std::map<StripOwner, int> owners;
    for (const Version* version : {&x, &y})
        for (const auto& layer : version->strips)
            owners[layer->owner];
    for (const auto& [owner, unused] : owners) {
        const VersionStrip before = layer_of(x, owner);
        const VersionStrip after = layer_of(y, owner);
        const Subject subject{Entity::version_strip, y.id.text() + "/" + owner.text(), where, {}};
        const std::string suffix = of(differ.a, differ.b, owner);
        differ.fields(before, after, subject, suffix);
        if (before.lane == after.lane) continue;
        Subject ride = subject;
        ride.where += ": trim" + suffix;
        diff_curves(differ, ride, before.lane, before.trim.value, after.lane, after.trim.value,
                    strip::version_trim);
    }
}

// "work", "bypassed", or as the mix has it.
std::string state(const Version& version, InsertId insert) {
    for (const VersionSwitch& one : version.switches)
        if (one.insert == insert) return one.bypassed ? "bypassed" : "working";
    return "none";
}

void diff_switches(Differ& differ, const Version& x, const Version& y, const std::string& where) {
    std::map<InsertId, int> inserts;
    for (const Version* version : {&x, &y})
        for (const VersionSwitch& one : version->switches)
            inserts[one.insert];
    for (const auto& [insert, unused] : inserts) {
        if (state(x, insert) == state(y, insert)) continue;
        std::string name = insert.text();
        for (const Session* session : {&differ.a, &differ.b})
            if (const auto place = find_insert(*session, insert))
                name = fmt::format("{} of {}",
                                   find_strip(*session, place->owner)->inserts[place->slot].processor,
                                   Words(*session).of(place->owner));
        differ.add({Entity::version_switch, y.id.text() + "/" + insert.text(), where, {}}, name,
                   state(x, insert), state(y, insert));
    }
}

} // namespace

void diff_version(Differ& differ, const Version& x, const Version& y) {
    const std::string where = "version " + y.name;
    differ.fields(x, y, {Entity::version, y.id.text(), where, {}});
    diff_layers(differ, x, y, where);
    diff_switches(differ, x, y, where);
}

void diff_versions(Differ& differ) {
    std::map<VersionId, const Version*> before;
    for (const auto& version : differ.a.versions)
        before.emplace(version->id, version.get());
    for (const auto& version : differ.a.versions)
        if (find_version(differ.b, version->id) == nullptr)
            differ.add({Entity::version, version->id.text(), "version " + version->name, {}}, "removed", "",
                       "");
    for (const auto& version : differ.b.versions) {
        const auto old = before.find(version->id);
        if (old != before.end())
            diff_version(differ, *old->second, *version);
        else
            differ.add({Entity::version, version->id.text(), "version " + version->name, {}}, "added", "",
                       "");
    }
}

} // namespace dub::session
